package com.beachdo.platform.events;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** A partition as one process reads it: how far its events have had their effect, without a gap. */
final class Reading {
    private final TopicPartition partition;
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private long begun;
    /** Every event before has had its effect. */
    private volatile long done;

    private volatile boolean over;

    Reading(TopicPartition partition, long from) {
        this.partition = partition;
        this.begun = from;
        this.done = from;
    }

    TopicPartition partition() {
        return partition;
    }

    Lane lane(String aggregate) {
        return lanes.computeIfAbsent(aggregate, ignored -> new Lane(this));
    }

    /** An event without more to come for now needs no lane. */
    void forget(String aggregate) {
        Lane unused = lanes.remove(aggregate);
    }

    Iterable<Lane> lanes() {
        return lanes.values();
    }

    void begin(long offset) {
        boolean unused = unfinished.add(offset);
        begun = offset + 1;
    }

    void finish(long offset) {
        boolean unused = unfinished.remove(offset);
        done = unfinished.isEmpty() ? begun : unfinished.first();
    }

    long done() {
        return done;
    }

    /** Another process reads it now. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
