package com.beachdo.embedded;

/** Another process took the port between choosing and binding it. */
final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String message) {
        super(message);
    }
}
