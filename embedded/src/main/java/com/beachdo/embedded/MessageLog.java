package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The newest caught messages, in memory and in a file that a restart reads back. */
final class MessageLog {
    static final int LIMIT = 1_000;

    private static final int TEXT_LIMIT = 20_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Deque<CaughtMessage> newestFirst = new ArrayDeque<>();
    private int lines;

    MessageLog(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            load();
        }
    }

    private void load() {
        // replacing what is not UTF-8, as after a write that was cut off
        try (Stream<String> all = new String(Files.readAllBytes(file), UTF_8).lines()) {
            all.forEach(line -> {
                lines++;
                remember(line);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines > 0) {
            rewrite();
        }
    }

    private void remember(String line) {
        try {
            remember(JSON.readValue(line, CaughtMessage.class));
        } catch (JacksonException cutOff) {
            // the last line of a process that was killed while writing it
        }
    }

    private void remember(CaughtMessage message) {
        newestFirst.addFirst(message);
        if (newestFirst.size() > LIMIT) {
            newestFirst.removeLast();
        }
    }

    synchronized void add(CaughtMessage message) {
        CaughtMessage kept = message.text().length() <= TEXT_LIMIT
                ? message
                : new CaughtMessage(
                        message.channel(),
                        message.to(),
                        message.subject(),
                        message.text().substring(0, TEXT_LIMIT),
                        message.sentAt());
        remember(kept);
        if (lines >= 2 * LIMIT) {
            rewrite();
        } else {
            append(kept);
        }
    }

    private void append(CaughtMessage message) {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(DataFolder.OWNER_ONLY_FILE))) {
            ByteBuffer bytes = UTF_8.encode(line(message));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rewrite() {
        List<CaughtMessage> oldestFirst = new ArrayList<>();
        newestFirst.descendingIterator().forEachRemaining(oldestFirst::add);
        DataFolder.write(file, oldestFirst.stream().map(MessageLog::line).collect(Collectors.joining()));
        lines = oldestFirst.size();
    }

    private static String line(CaughtMessage message) {
        return JSON.writeValueAsString(message) + "\n";
    }

    /** Newest first, to this recipient or to all. */
    synchronized List<CaughtMessage> messages(@Nullable String to) {
        return newestFirst.stream()
                .filter(message -> to == null || to.equalsIgnoreCase(message.to()))
                .collect(Collectors.toList());
    }
}
