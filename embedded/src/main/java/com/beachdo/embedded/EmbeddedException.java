package com.beachdo.embedded;

/** Why the embedded services cannot start, in one sentence for the person who started them. */
public final class EmbeddedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedException(String message) {
        super(message);
    }

    EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
