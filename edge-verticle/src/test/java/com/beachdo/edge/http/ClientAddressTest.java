package com.beachdo.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private final ClientAddress behindTen = ClientAddress.behind(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.7"));

    @Test
    void believesNobodyWhoIsNotTrusted() {
        assertThat(behindTen.of("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
        assertThat(behindTen.of("11.0.0.1", List.of("198.51.100.1"))).isEqualTo("11.0.0.1");
        assertThat(behindTen.of("192.0.2.8", List.of("198.51.100.1"))).isEqualTo("192.0.2.8");
    }

    @Test
    void takesTheRightmostThatIsNoTrustedProxy() {
        assertThat(behindTen.of("10.1.2.3", List.of("1.1.1.1, 198.51.100.1"))).isEqualTo("198.51.100.1");
        assertThat(behindTen.of("10.1.2.3", List.of("1.1.1.1", "198.51.100.1, 10.9.9.9")))
                .isEqualTo("198.51.100.1");
        assertThat(behindTen.of("192.0.2.7", List.of("2001:db8::1"))).isEqualTo("2001:db8::1");
        assertThat(behindTen.of("fd00::1", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        assertThat(behindTen.of("10.1.2.3", List.of("198.51.100.1, evil"))).isEqualTo("10.1.2.3");
        assertThat(behindTen.of("10.1.2.3", List.of("198.51.100.1, "))).isEqualTo("10.1.2.3");
        assertThat(behindTen.of("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
        assertThat(behindTen.of("10.1.2.3", List.of("x".repeat(5000)))).isEqualTo("10.1.2.3");
    }

    @Test
    void countsAnIpv6NetworkAsOne() {
        assertThat(ClientAddress.group("2001:db8:1:2:3:4:5:6")).isEqualTo(ClientAddress.group("2001:db8:1:2::9"));
        assertThat(ClientAddress.group("2001:db8:1:3::9")).isNotEqualTo(ClientAddress.group("2001:db8:1:2::9"));
        assertThat(ClientAddress.group("203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "proxy.example", "10.0.0"})
    void refusesWhatIsNoNetwork(String network) {
        assertThatThrownBy(() -> ClientAddress.behind(List.of(network))).isInstanceOf(IllegalArgumentException.class);
    }
}
