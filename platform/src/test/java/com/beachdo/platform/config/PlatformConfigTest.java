package com.beachdo.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformConfigTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "BEACHDO_DATABASE_URL", "postgresql://owner:pg-secret@db:5432/beachdo",
            "BEACHDO_REDIS_URL", "redis://:redis-secret@cache:6379",
            "BEACHDO_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32])));

    @Test
    void hasDefaultsForWhatNeedNotBeSaid() {
        PlatformConfig config = PlatformConfig.from(new Settings(environment));

        assertThat(config.callTimeoutMillis()).isEqualTo(2_500);
        assertThat(config.poolSize()).isEqualTo(8);
        assertThat(config.publicUrl()).hasToString("http://127.0.0.1:8080");
    }

    @Test
    void readsEveryVariable() {
        environment.putAll(Map.of(
                "BEACHDO_PUBLIC_URL", "https://api.beachdo.example",
                "BEACHDO_CALL_TIMEOUT_MS", "900",
                "BEACHDO_DATABASE_POOLER_URL", "postgresql://pooler:6543/beachdo",
                "BEACHDO_DATABASE_POOL_SIZE", "3"));

        PlatformConfig config = PlatformConfig.from(new Settings(environment));

        assertThat(config.database().getHost()).isEqualTo("db");
        assertThat(config.pooler()).hasToString("postgresql://pooler:6543/beachdo");
        assertThat(config.redis().getHost()).isEqualTo("cache");
        assertThat(config.publicUrl().getHost()).isEqualTo("api.beachdo.example");
        assertThat(config.callTimeoutMillis()).isEqualTo(900);
        assertThat(config.poolSize()).isEqualTo(3);
    }

    @Test
    void namesWhatIsMissing() {
        for (String variable : List.of("BEACHDO_DATABASE_URL", "BEACHDO_REDIS_URL", "BEACHDO_SECRET_KEY")) {
            Map<String, String> without = new HashMap<>(environment);
            String unused = without.remove(variable);

            assertThatThrownBy(() -> PlatformConfig.from(new Settings(without)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(variable + " is not set");
        }
    }

    @Test
    void printsNoSecret() {
        PlatformConfig config = PlatformConfig.from(new Settings(environment));

        assertThat(config.toString())
                .doesNotContain("pg-secret", "redis-secret", "owner", "AAAA")
                .contains("db:5432/beachdo", "cache:6379");
    }

    @Test
    void derivesAKeyOfItsOwnForEveryPurpose() {
        PlatformConfig.SecretKey key =
                PlatformConfig.from(new Settings(environment)).secretKey();

        assertThat(key.derive("a")).hasSize(32).isEqualTo(key.derive("a")).isNotEqualTo(key.derive("b"));
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new PlatformConfig.SecretKey(other).derive("a")).isNotEqualTo(key.derive("a"));
    }
}
