package com.beachdo.catalog;

import org.jspecify.annotations.Nullable;

/** An argument of a statement that may be null, which the signatures of the database classes do not say. */
final class Argument {
    private Argument() {}

    @SuppressWarnings("NullAway") // the driver takes nulls
    static Object orNull(@Nullable Object value) {
        return value;
    }
}
