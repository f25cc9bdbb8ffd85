package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway") // annotations on type arguments are not read from class files by JDK 17
class EdgeConfigTest {
    @Test
    void hasSafeDefaults() {
        EdgeConfig config = EdgeConfig.from(Map.<String, String>of()::get);
        assertThat(config.http().bind()).isEqualTo("0.0.0.0");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().corsOrigins()).isEmpty();
        assertThat(config.http().http2ClearText()).isFalse();
        assertThat(config.http().limits().maxBodyBytes()).isEqualTo(262_144);
        assertThat(config.http().limits().maxUriBytes()).isEqualTo(4096);
        assertThat(config.http().limits().maxHeaderBytes()).isEqualTo(8192);
        assertThat(config.http().limits().idleSeconds()).isEqualTo(60);
        assertThat(config.http().limits().requestSeconds()).isEqualTo(10);
        assertThat(config.http().limits().pingSeconds()).isEqualTo(20);
        assertThat(config.rateLimitScale()).isEqualTo(1);
    }

    @Test
    void readsEveryVariable() {
        EdgeConfig config = EdgeConfig.from(Map.of(
                "BEACHDO_BIND",
                "127.0.0.1",
                "BEACHDO_HTTP_PORT",
                "80",
                "BEACHDO_CORS_ORIGINS",
                "https://a.example, http://localhost:5173",
                "BEACHDO_TRUSTED_PROXIES",
                "10.0.0.0/8",
                "BEACHDO_RATE_LIMIT_SCALE",
                "2.5",
                "BEACHDO_HTTP_MAX_BODY_BYTES",
                "1024",
                "BEACHDO_HTTP_IDLE_TIMEOUT_S",
                "5",
                "BEACHDO_HTTP_REQUEST_TIMEOUT_S",
                "6",
                "BEACHDO_SOCKET_PING_TIMEOUT_S",
                "7",
                "BEACHDO_HTTP2_CLEAR_TEXT",
                "true")::get);
        assertThat(config.http().bind()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(80);
        assertThat(config.http().corsOrigins()).containsExactlyInAnyOrder("https://a.example", "http://localhost:5173");
        assertThat(config.http().limits().maxBodyBytes()).isEqualTo(1024);
        assertThat(config.http().limits().idleSeconds()).isEqualTo(5);
        assertThat(config.http().limits().requestSeconds()).isEqualTo(6);
        assertThat(config.http().limits().pingSeconds()).isEqualTo(7);
        assertThat(config.http().http2ClearText()).isTrue();
        assertThat(config.rateLimitScale()).isEqualTo(2.5);
        assertThat(config.at("0.0.0.0", 9, config.http().corsOrigins()).http().port())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "BEACHDO_CORS_ORIGINS,*",
        "BEACHDO_CORS_ORIGINS,https://a.example/path",
        "BEACHDO_CORS_ORIGINS,a.example",
        "BEACHDO_CORS_ORIGINS,https://a.example:443",
        "BEACHDO_CORS_ORIGINS,null",
        "BEACHDO_TRUSTED_PROXIES,proxy",
        "BEACHDO_HTTP_PORT,70000",
        "BEACHDO_RATE_LIMIT_SCALE,0",
        "BEACHDO_HTTP_IDLE_TIMEOUT_S,0"
    })
    void namesTheBadVariable(String variable, String value) {
        assertThatThrownBy(() -> EdgeConfig.from(Map.of(variable, value)::get))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(variable);
    }
}
