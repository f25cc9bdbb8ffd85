package com.beachdo.platform.events;

/** A consumer cannot be reached at all: not this event is the matter, every event for it waits. */
public final class ConsumerAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConsumerAwayException(String consumer) {
        super(consumer + " is away", null, false, false);
    }
}
