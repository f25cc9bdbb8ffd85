package com.beachdo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtpRulesTest {
    private final OtpCodes codes = new OtpCodes(new byte[32]);

    @ParameterizedTest(name = "{0} sent, last {1} s ago: wait {3} s")
    @CsvSource({
        "0, 0, 0, 0",
        "1, 0, 86400, 30",
        "1, 29, 86371, 1",
        "1, 30, 86370, 0",
        "2, 30, 86000, 30",
        "2, 60, 86000, 0",
        "3, 60, 86000, 60",
        "4, 119, 80000, 1",
        "4, 120, 80000, 0",
        "5, 4000, 70000, 70000",
        "9, 4000, 0, 1",
        "1, -1, 86400, 31"
    })
    void waitsLongerWithEveryCodeAndAfterFiveForTheNextDay(int sent, long last, long leaves, int wait) {
        assertThat(new OtpHistory(sent, last, leaves).waitSeconds()).isEqualTo(wait);
    }

    @Test
    void codesHaveSixDigitsAndDiffer() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String code = codes.random();
            assertThat(code).matches("[0-9]{6}");
            seen.add(code);
        }
        assertThat(seen).hasSizeGreaterThan(950);
    }

    @Test
    void hashIsOfOneChallenge() {
        UUID challenge = UUID.randomUUID();
        Buffer hash = codes.hash(challenge, "123456");

        assertThat(codes.matches(challenge, "123456", hash)).isTrue();
        assertThat(codes.matches(challenge, "123457", hash)).isFalse();
        assertThat(codes.matches(challenge, "", hash)).isFalse();
        assertThat(codes.matches(UUID.randomUUID(), "123456", hash)).isFalse();
    }
}
