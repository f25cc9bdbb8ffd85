package com.beachdo.identity.mail;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes and reads the tokens of links in mails: an id and its keyed hash, so the database holds no usable one. */
public final class LinkToken {
    private static final int ID_BYTES = 16;
    private static final int TOKEN_BYTES = ID_BYTES + 32;

    private final byte[] key;

    public LinkToken(byte[] key) {
        this.key = key.clone();
    }

    public String of(UUID linkId) {
        byte[] id = bytes(linkId);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(TOKEN_BYTES).put(id).put(mac(id)).array());
    }

    /** Empty when it is not one of ours. */
    public Optional<UUID> read(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length == TOKEN_BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                UUID id = new UUID(buffer.getLong(), buffer.getLong());
                byte[] mac = new byte[TOKEN_BYTES - ID_BYTES];
                buffer.get(mac);
                return MessageDigest.isEqual(mac, mac(bytes(id))) ? Optional.of(id) : Optional.empty();
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        return Optional.empty();
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private byte[] mac(byte[] id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
