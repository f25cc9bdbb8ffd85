package com.beachdo.edge.contract;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A query as it is sent: pairs in their order, decoded strictly. */
final class QueryString {
    private static final int MAX_PAIRS = 100;

    /** A name and its value. */
    record Pair(String name, String value) {}

    /** The encoding is broken; there is no telling what was meant. */
    static final class UndecodableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UndecodableException() {
            super("undecodable", null, false, false);
        }
    }

    private QueryString() {}

    static List<Pair> parse(String query) {
        List<Pair> pairs = new ArrayList<>(4);
        int start = 0;
        while (start <= query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            if (end > start) {
                int equals = query.indexOf('=', start);
                boolean named = equals >= 0 && equals < end;
                pairs.add(new Pair(
                        decode(query, start, named ? equals : end), named ? decode(query, equals + 1, end) : ""));
                if (pairs.size() > MAX_PAIRS) {
                    throw new UndecodableException();
                }
            }
            start = end + 1;
        }
        return pairs;
    }

    private static String decode(String text, int start, int end) {
        int at = start;
        while (at < end && isPlain(text.charAt(at))) {
            at++;
        }
        if (at == end) {
            return text.substring(start, end);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        for (at = start; at < end; at++) {
            char c = text.charAt(at);
            if (c == '%') {
                if (at + 2 >= end) {
                    throw new UndecodableException();
                }
                bytes.write(hex(text.charAt(at + 1)) << 4 | hex(text.charAt(at + 2)));
                at += 2;
            } else {
                byte[] raw = (c == '+' ? " " : String.valueOf(c)).getBytes(StandardCharsets.UTF_8);
                bytes.write(raw, 0, raw.length);
            }
        }
        ByteString decoded = ByteString.copyFrom(bytes.toByteArray());
        if (!decoded.isValidUtf8()) {
            throw new UndecodableException();
        }
        return decoded.toStringUtf8();
    }

    private static boolean isPlain(char c) {
        return c != '%' && c != '+' && c < 0x80;
    }

    private static int hex(char c) {
        int digit = Character.digit(c, 16);
        if (digit < 0 || c >= 0x80) {
            throw new UndecodableException();
        }
        return digit;
    }
}
