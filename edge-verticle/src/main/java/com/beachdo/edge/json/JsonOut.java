package com.beachdo.edge.json;

import io.vertx.core.buffer.Buffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON text as it grows, in bytes. Commas are its own affair. */
public final class JsonOut {
    private static final int KEPT_BYTES = 64 * 1024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final ThreadLocal<JsonOut> SCRATCH = ThreadLocal.withInitial(JsonOut::new);

    private byte[] bytes = new byte[2048];
    private int length;

    private JsonOut() {}

    /** An empty one; it must be used up by {@link #toBuffer} before this thread asks for another. */
    public static JsonOut fresh() {
        JsonOut out = SCRATCH.get();
        out.length = 0;
        return out;
    }

    /** The key of a member as it is written: quoted, with its colon. */
    public static byte[] key(String name) {
        JsonOut out = new JsonOut();
        out.string(name);
        out.append(':');
        return Arrays.copyOf(out.bytes, out.length);
    }

    public Buffer toBuffer() {
        Buffer buffer = Buffer.buffer(length).appendBytes(bytes, 0, length);
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[2048];
        }
        return buffer;
    }

    public void open(char bracket) {
        comma();
        append(bracket);
    }

    public void close(char bracket) {
        append(bracket);
    }

    public void key(byte[] key) {
        comma();
        raw(key);
    }

    /** A key that is not known before. */
    public void name(String name) {
        string(name);
        append(':');
    }

    public void member(String name, String value) {
        name(name);
        string(value);
    }

    public void member(String name, long value) {
        name(name);
        number(value);
    }

    /** Text that is JSON already. */
    public void json(byte[] value) {
        comma();
        raw(value);
    }

    public void bool(boolean value) {
        json(value ? TRUE : FALSE);
    }

    public void number(long value) {
        comma();
        if (value == Long.MIN_VALUE) {
            ascii(Long.toString(value));
            return;
        }
        ensure(20);
        long rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** A number that is whole is written without a fraction; what JSON cannot say is null. */
    public void number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 9e15) {
            number((long) value);
        } else if (Double.isFinite(value)) {
            comma();
            ascii(Double.toString(value));
        } else {
            json(NULL);
        }
    }

    public void nothing() {
        json(NULL);
    }

    /** Half a surrogate pair, which nothing can store, becomes a question mark. */
    public void string(String value) {
        comma();
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ensure(text.length + 2);
        bytes[length++] = '"';
        if (isPlain(text)) {
            System.arraycopy(text, 0, bytes, length, text.length);
            length += text.length;
        } else {
            for (byte one : text) {
                character(one);
            }
        }
        append('"');
    }

    /** Whether nothing in it must be escaped; eight bytes at a time. */
    private static boolean isPlain(byte[] text) {
        int at = 0;
        for (; at <= text.length - 8; at += 8) {
            long eight = (long) EIGHT.get(text, at);
            long control = (eight - 0x2020202020202020L) & ~eight;
            long quote = eight ^ 0x2222222222222222L;
            long backslash = eight ^ 0x5c5c5c5c5c5c5c5cL;
            long found = control
                    | ((quote - 0x0101010101010101L) & ~quote)
                    | ((backslash - 0x0101010101010101L) & ~backslash);
            if ((found & 0x8080808080808080L) != 0) {
                return false;
            }
        }
        for (; at < text.length; at++) {
            if ((text[at] >= 0 && text[at] < 0x20) || text[at] == '"' || text[at] == '\\') {
                return false;
            }
        }
        return true;
    }

    private void character(byte c) {
        ensure(6);
        switch (c) {
            case '"', '\\' -> escape((char) c);
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            default -> {
                if (c < 0 || c >= 0x20) {
                    bytes[length++] = c;
                } else {
                    escape('u');
                    bytes[length++] = '0';
                    bytes[length++] = '0';
                    bytes[length++] = HEX[c >> 4];
                    bytes[length++] = HEX[c & 0xf];
                }
            }
        }
    }

    private void escape(char c) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) c;
    }

    /** ASCII that needs no escaping, without quotes or comma. */
    void ascii(String value) {
        ensure(value.length());
        for (int at = 0; at < value.length(); at++) {
            bytes[length++] = (byte) value.charAt(at);
        }
    }

    /** So many digits of a number that has no more, without comma. */
    void digits(long value, int count) {
        ensure(count);
        long rest = value;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    void append(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
    }

    /** Before a value: a comma, unless it is the first or follows its key. */
    void comma() {
        if (length > 0) {
            byte last = bytes[length - 1];
            if (last != '{' && last != '[' && last != ':') {
                append(',');
            }
        }
    }

    private void raw(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
