package com.beachdo.launcher.tour;

/** A step of the tour did not go as it must; the message says which and what came instead. */
public final class TourFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TourFailedException(String message) {
        super(message);
    }
}
