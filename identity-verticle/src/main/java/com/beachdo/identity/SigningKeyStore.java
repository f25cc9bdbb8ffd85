package com.beachdo.identity;

import com.beachdo.identity.v1.JsonWebKey;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The SQL of signing keys. Private keys are sealed with AES-256-GCM; all instances sign with the same one. */
final class SigningKeyStore {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String INSERT_FIRST =
            """
            INSERT INTO signing_key (generation, kid, public_key, sealed_private_key) VALUES (1, $1, $2, $3)
            ON CONFLICT ON CONSTRAINT signing_key_generation_pkey DO NOTHING
            """;
    private static final String NEWEST =
            "SELECT kid, public_key, sealed_private_key FROM signing_key ORDER BY generation DESC LIMIT 1";
    private static final String PUBLIC = "SELECT public_key FROM signing_key ORDER BY generation DESC";

    private final Db db;
    private final byte[] sealingKey;

    SigningKeyStore(Db db, byte[] sealingKey) {
        this.db = db;
        this.sealingKey = sealingKey.clone();
    }

    /** The key to sign with; made when there is none. */
    Future<SigningKey> current() {
        return db.query(NEWEST).compose(rows -> {
            if (rows.size() > 0) {
                return Future.succeededFuture(open(rows.iterator().next()));
            }
            SigningKey key = SigningKey.generate();
            return db.query(
                            INSERT_FIRST,
                            key.kid(),
                            Buffer.buffer(key.publicKey().getEncoded()),
                            Buffer.buffer(seal(key.kid(), key.privateKey().getEncoded())))
                    .compose(ignored -> db.query(NEWEST))
                    .map(made -> open(made.iterator().next()));
        });
    }

    Future<List<JsonWebKey>> listPublic() {
        return db.query(PUBLIC).map(rows -> {
            List<JsonWebKey> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(SigningKey.toJwk(
                    SigningKey.publicKey(row.getBuffer("public_key").getBytes()))));
            return keys;
        });
    }

    private SigningKey open(Row row) {
        byte[] privateKey =
                unseal(row.getString("kid"), row.getBuffer("sealed_private_key").getBytes());
        return SigningKey.of(row.getBuffer("public_key").getBytes(), privateKey);
    }

    private byte[] seal(String kid, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, kid).doFinal(plain);
            byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
            return both;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] unseal(String kid, byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), kid)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException otherKey) {
            throw new ConfigException("BEACHDO_SECRET_KEY", "is not the one that the signing keys were sealed with");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String kid) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(sealingKey, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
