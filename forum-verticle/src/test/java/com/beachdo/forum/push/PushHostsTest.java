package com.beachdo.forum.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.config.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushHostsTest {
    @Test
    void knowsThoseOfBrowsers() {
        assertThat(PushHosts.USUAL.serviceOf("https://updates.push.services.mozilla.com/wpush/v2/abc"))
                .contains("push.services.mozilla.com");
        assertThat(PushHosts.USUAL.serviceOf("https://fcm.googleapis.com:443/fcm/send/abc"))
                .contains("fcm.googleapis.com");
        assertThat(PushHosts.USUAL.serviceOf("https://WEB.push.apple.com/abc")).contains("push.apple.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://fcm.googleapis.com/a",
                "https://fcm.googleapis.com:8443/a",
                "https://evilfcm.googleapis.com/a",
                "https://fcm.googleapis.com.evil.example/a",
                "https://fcm.googleapis.com@evil.example/a",
                "https://user@fcm.googleapis.com/a",
                "https://evil.example/fcm.googleapis.com",
                "https://evil.example#fcm.googleapis.com",
                "https://evil.example\\.fcm.googleapis.com/a",
                "https://127.0.0.1/a",
                "https://[::1]/a",
                "https://169.254.169.254/latest",
                "https://localhost/a",
                "file:///etc/passwd",
                "//fcm.googleapis.com/a",
                "fcm.googleapis.com",
                ""
            })
    void callsNobodyElse(String endpoint) {
        assertThat(PushHosts.USUAL.serviceOf(endpoint)).isEmpty();
    }

    @Test
    void aStandInIsNamedByItsWholeOrigin() {
        PushHosts hosts = PushHosts.of("HOSTS", List.of("push.apple.com", "http://127.0.0.1:20001"));
        assertThat(hosts.serviceOf("http://127.0.0.1:20001/push/1")).contains("http://127.0.0.1:20001");
        assertThat(hosts.serviceOf("http://127.0.0.1:20002/push/1")).isEmpty();
        assertThat(hosts.serviceOf("https://127.0.0.1:20001/push/1")).isEmpty();
        assertThatThrownBy(() -> PushHosts.of("HOSTS", List.of("com"))).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> PushHosts.of("HOSTS", List.of("https://a.example")))
                .isInstanceOf(ConfigException.class);
    }
}
