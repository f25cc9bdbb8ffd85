package com.beachdo.edge.contract;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;

/** The format of ids, checked without a regular expression: every other request has one. */
final class UuidFormat implements Format {
    private static final int LENGTH = 36;

    @Override
    public String getName() {
        return "uuid";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        if (value.length() != LENGTH) {
            return false;
        }
        for (int at = 0; at < LENGTH; at++) {
            char c = value.charAt(at);
            boolean dash = at == 8 || at == 13 || at == 18 || at == 23;
            if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F')) {
                return false;
            }
        }
        return true;
    }
}
