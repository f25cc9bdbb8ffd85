package com.beachdo.edge.http;

import org.jspecify.annotations.Nullable;

/** The header If-Match: which version of a resource the client has seen. */
final class Preconditions {
    private Preconditions() {}

    /** Null when any version will do. */
    static @Nullable Long expectedVersion(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.trim().equals("*")) {
            return null;
        }
        String tag = ifMatch.trim();
        int last = tag.length() - 1;
        if (last >= 2 && last <= 19 && tag.charAt(0) == '"' && tag.charAt(last) == '"') {
            try {
                return Long.parseLong(tag.substring(1, last));
            } catch (NumberFormatException e) {
                // told below
            }
        }
        throw new ProblemException(
                400, "request.if_match", "If-Match must be * or one ETag as it was answered, in double quotes.");
    }
}
