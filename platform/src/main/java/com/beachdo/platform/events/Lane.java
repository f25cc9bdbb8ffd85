package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The events of one aggregate that have yet to have their effect, in their order. */
final class Lane {
    private static final long FIRST_MILLIS = 250;

    private final Reading reading;
    private final Deque<ConsumerRecord<String, byte[]>> waiting = new ArrayDeque<>();
    private long delayMillis;

    Lane(Reading reading) {
        this.reading = reading;
    }

    Reading reading() {
        return reading;
    }

    /** Whether it was empty. */
    boolean add(ConsumerRecord<String, byte[]> record) {
        waiting.add(record);
        return waiting.size() == 1;
    }

    ConsumerRecord<String, byte[]> head() {
        return waiting.getFirst();
    }

    /** Null when the head is no event. */
    @Nullable
    EventEnvelope event() {
        try {
            return EventEnvelope.parseFrom(head().value());
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    /** Whether there is more. */
    boolean succeeded() {
        delayMillis = 0;
        ConsumerRecord<String, byte[]> done = waiting.removeFirst();
        reading.finish(done.offset());
        return !waiting.isEmpty();
    }

    /** How long to wait before the next try: twice as long after every failure. */
    long failed(long longestMillis) {
        delayMillis = delayMillis == 0 ? FIRST_MILLIS : Math.min(longestMillis, delayMillis * 2);
        return delayMillis;
    }

    boolean isHeld() {
        return delayMillis > 0;
    }
}
