package com.beachdo.platform.events;

import org.jspecify.annotations.Nullable;

/** Who takes events cannot be reached at all: not this event is the matter, every event for it waits. */
public final class ConsumerAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConsumerAwayException(String taker) {
        this(taker, null);
    }

    public ConsumerAwayException(String taker, @Nullable Throwable reason) {
        super(taker + " is away" + (reason == null ? "" : ": " + reason.getMessage()), null, false, false);
    }
}
