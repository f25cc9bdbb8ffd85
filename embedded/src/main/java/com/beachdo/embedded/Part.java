package com.beachdo.embedded;

import java.util.Map;

/** One running backing service and the variables that point at it. */
interface Part extends AutoCloseable {
    Map<String, String> environment();

    /** Ends it at once, as a kill -9 does. */
    default void kill() {
        close();
    }

    @Override
    void close();
}
