package com.beachdo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageLogTest {
    private final Path folder;

    MessageLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void keepsTheNewestThousandInMemoryAndNotManyMoreOnDisk() throws Exception {
        Path file = folder.resolve("messages.jsonl");
        MessageLog log = new MessageLog(file);
        for (int i = 0; i < 3 * MessageLog.LIMIT + 5; i++) {
            log.add(message(i));
        }
        assertThat(log.messages(null)).hasSize(MessageLog.LIMIT);
        assertThat(log.messages(null).get(0)).isEqualTo(message(3 * MessageLog.LIMIT + 4));
        assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(2 * MessageLog.LIMIT);
        assertThat(new MessageLog(file).messages(null)).isEqualTo(log.messages(null));
        assertThat(Files.readAllLines(file)).hasSize(MessageLog.LIMIT);
    }

    @Test
    void readsAFileWhoseLastLineWasCutOff() throws Exception {
        Path file = folder.resolve("messages.jsonl");
        new MessageLog(file).add(message(1));
        Files.writeString(file, "{\"channel\":\"sm", StandardOpenOption.APPEND);
        MessageLog again = new MessageLog(file);
        again.add(message(2));
        assertThat(again.messages(null)).containsExactly(message(2), message(1));
        assertThat(new MessageLog(file).messages(null)).containsExactly(message(2), message(1));
    }

    private static CaughtMessage message(int number) {
        return new CaughtMessage("sms", "+91", "BEACHD", "code " + number, Instant.ofEpochSecond(number));
    }
}
