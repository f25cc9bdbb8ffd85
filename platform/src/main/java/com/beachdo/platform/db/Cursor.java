package com.beachdo.platform.db;

import com.beachdo.platform.rpc.RpcException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Opaque, tamper-proof keyset cursors: the sort values of the last item, signed for one kind of list. */
public final class Cursor {
    private static final int MAC_BYTES = 12;

    private final byte[] key;

    public Cursor(byte[] key) {
        this.key = key.clone();
    }

    /** @param list what list it is, with its filters and order: a cursor of another list is refused */
    public String encode(String list, List<String> values) {
        byte[] payload = join(values).getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(MAC_BYTES + payload.length)
                .put(mac(list, payload), 0, MAC_BYTES)
                .put(payload);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    /** The values of a cursor of this list; null when there is no cursor. */
    public @Nullable List<String> decode(String list, @Nullable String cursor, int values) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length >= MAC_BYTES) {
                byte[] payload = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
                byte[] expected = Arrays.copyOf(mac(list, payload), MAC_BYTES);
                if (MessageDigest.isEqual(expected, Arrays.copyOf(bytes, MAC_BYTES))) {
                    List<String> parts = split(new String(payload, StandardCharsets.UTF_8));
                    if (parts.size() == values) {
                        return parts;
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw RpcException.invalid(
                "request.cursor_invalid", "/cursor", "is not a cursor of this list; start again without one");
    }

    /** Each with its length before it, for a value may hold any character. */
    private static String join(List<String> values) {
        StringBuilder text = new StringBuilder();
        for (String value : values) {
            text.append(value.length()).append(':').append(value);
        }
        return text.toString();
    }

    private static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(text, at, colon, 10);
            values.add(text.substring(colon + 1, end));
            at = end;
        }
        return List.copyOf(values);
    }

    private byte[] mac(String list, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
