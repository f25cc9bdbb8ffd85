package com.beachdo.identity.factors;

import java.io.ByteArrayOutputStream;

/** What people have on their phones. */
public final class AuthenticatorApp {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    /** @param base32 the secret as it is typed in */
    public AuthenticatorApp(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char one : base32.toCharArray()) {
            buffer = buffer << 5 | BASE32.indexOf(one);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits & 0xff);
            }
        }
        secret = bytes.toByteArray();
    }

    public byte[] secret() {
        return secret.clone();
    }

    public String now() {
        return Totp.code(secret, System.currentTimeMillis() / 30_000);
    }

    /** The code of the next half minute, which a clock that is a little fast would show. */
    public String next() {
        return Totp.code(secret, System.currentTimeMillis() / 30_000 + 1);
    }
}
