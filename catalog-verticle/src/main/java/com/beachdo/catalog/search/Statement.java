package com.beachdo.catalog.search;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;

/** SQL as it grows, with its arguments: a question mark in the text takes the next argument. */
final class Statement {
    private final StringBuilder sql = new StringBuilder(2048);
    private final List<Object> arguments = new ArrayList<>();

    /** @param text is part of the program, never of a request */
    @CanIgnoreReturnValue
    Statement add(String text, Object... values) {
        int from = 0;
        for (Object value : values) {
            int mark = text.indexOf('?', from);
            arguments.add(value);
            sql.append(text, from, mark).append('$').append(arguments.size());
            from = mark + 1;
        }
        sql.append(text, from, text.length());
        return this;
    }

    String sql() {
        return sql.toString();
    }

    Object[] arguments() {
        return arguments.toArray();
    }
}
