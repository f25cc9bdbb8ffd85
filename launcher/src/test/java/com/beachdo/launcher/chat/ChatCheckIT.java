package com.beachdo.launcher.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code -Dcheck.seconds} makes it longer; {@code ./beachdo check chat --minutes 30} is the long one. */
class ChatCheckIT {
    private static final int SECONDS = Integer.getInteger("check.seconds", 60);

    @Test
    void whatIsAcknowledgedIsShownOnceAndInOrderWhateverIsKilled() {
        ChatTrial.Result result =
                ChatCheck.run(Duration.ofSeconds(SECONDS), new PrintStream(System.out, true, StandardCharsets.UTF_8));

        assertThat(result.violations()).isEmpty();
        assertThat(result.acknowledged()).isGreaterThan(SECONDS * 5L);
        assertThat(result.reconnects()).isGreaterThan(SECONDS / 4);
        assertThat(result.unknown()).isZero();
    }
}
