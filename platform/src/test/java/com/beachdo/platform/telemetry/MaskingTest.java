package com.beachdo.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail to anna.rao+test@example.co.in failed | mail to ***@*** failed",
                "?email=anna%40example.com&x=1 | ?email=***@***&x=1",
                "<anna@example.com>,<o'neil@example.org> | <***@***>,<***@***>",
                "अन्ना@उदाहरण.भारत | ***@***",
                "call +919876543210 now | call +91*** now",
                "+91 98765 43210, +91-98765-43210 | +91***, +91***",
                "+91 (98765) 43210 | +91***",
                "phone=%2B919876543210 | phone=+91***",
                "00919876543210 | +91***",
                "Authorization: Bearer abc.DEF-123_~+/= | Authorization: Bearer ***",
                "authorization=bearer%20abcdef123 | authorization=bearer ***",
                "Basic dXNlcjpwYXNz | Basic ***",
                "token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln end | token *** end",
                "postgresql://app:p-ss%21w@db:5432/beachdo | postgresql://***@db:5432/beachdo",
                "redis://:s3cret@cache:6379 | redis://***@cache:6379",
            })
    void hides(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text",
                "at 2026-11-22T10:00:00Z took 9198 ms",
                "id 0190b5a4-9191-7000-8000-919191919191",
                "a bearer of good news, basic as that",
                "@Override and user@host",
                "1919876543210",
                "+911234",
                "http://127.0.0.1:8080/v1/listings?limit=20",
                "",
            })
    void leavesAlone(String text) {
        assertThat(Masking.mask(text)).isEqualTo(text);
    }

    @Test
    void takesNoLongForAWickedText() {
        for (String wicked : new String[] {
            "a@".repeat(8_000),
            "a".repeat(16_000) + "@",
            "@" + "a.".repeat(8_000),
            "+91" + "- ".repeat(8_000),
            "bearer ".repeat(2_300),
            "eyJ".repeat(5_000),
            "://".repeat(5_000) + "@",
            "91".repeat(8_000)
        }) {
            long start = System.nanoTime();
            assertThat(Masking.mask(wicked)).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(wicked.substring(0, 10))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }
}
