package com.beachdo.launcher.chat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What clients asked for, what they were answered, and what they showed, in the order it happened. One thread writes. */
public final class History {
    /** How a send ended: answered, refused, or unknown. */
    enum Outcome {
        OK,
        FAIL,
        INFO
    }

    /** An operation is invoked once, and ends once; an unknown one may have had its effect. */
    sealed interface Event {}

    record Invoke(String chatId, String senderId, String clientMessageId, String text) implements Event {}

    /** @param seq 0 unless OK */
    record Ended(Outcome outcome, String chatId, String senderId, String clientMessageId, long seq, String why)
            implements Event {}

    record Shown(String device, String chatId, long seq, String senderId, String clientMessageId, String text)
            implements Event {}

    record Receipt(String device, String chatId, String userId, long readSeq, long deliveredSeq) implements Event {}

    /** Something was killed, or a socket dropped. */
    record Fault(String what) implements Event {}

    private final List<Event> events = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    void add(Event event) {
        events.add(event);
        times.add(System.nanoTime());
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** One JSON object a line. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < events.size(); at++) {
            Event event = events.get(at);
            lines.add(new JsonObject()
                    .put("nanos", times.get(at))
                    .put("type", event.getClass().getSimpleName())
                    .put("event", event.toString())
                    .encode());
        }
        Path unused = Files.write(file, lines);
    }
}
