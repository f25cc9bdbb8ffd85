package com.beachdo.identity.tokens;

import com.beachdo.identity.v1.JsonWebKey;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The SQL of signing keys. Private keys are sealed; all instances sign with the same one. */
public final class SigningKeyStore {
    private static final String ADD =
            """
            INSERT INTO signing_key (generation, kid, public_key, sealed_private_key, signs_from)
            SELECT coalesce(max(generation), 0) + 1, $1, $2, $3,
                now() + CASE WHEN count(*) = 0 THEN interval '0' ELSE interval '90 seconds' END
            FROM signing_key
            HAVING coalesce(max(created_at) < now() - make_interval(secs => $4), true)
            ON CONFLICT ON CONSTRAINT signing_key_generation_pkey DO NOTHING
            """;
    private static final String CURRENT =
            """
            SELECT kid, public_key, sealed_private_key FROM signing_key
            WHERE signs_from <= now() ORDER BY generation DESC LIMIT 1
            """;
    private static final String PUBLIC =
            """
            SELECT public_key FROM signing_key key
            WHERE NOT EXISTS (
                SELECT FROM signing_key later
                WHERE later.generation > key.generation AND later.signs_from < now() - interval '1 hour')
            ORDER BY generation DESC
            """;
    /** So that a command given twice makes one key. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);

    private final Db db;
    private final Seal seal;

    public SigningKeyStore(Db db, byte[] sealingKey) {
        this.db = db;
        this.seal = new Seal(sealingKey);
    }

    /** The key to sign with; made when there is none. */
    public Future<SigningKey> current() {
        return db.query(CURRENT)
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(open(rows.iterator().next()))
                        : rotate().compose(ignored -> db.query(CURRENT))
                                .map(made -> open(made.iterator().next())));
    }

    /** Makes a new key, which signs in a minute and a half. */
    public Future<Void> rotate() {
        return rotateOlderThan(SHORTEST_LIFE);
    }

    /** Makes a new key if the newest is older than so much. */
    public Future<Void> rotateOlderThan(Duration age) {
        SigningKey key = SigningKey.generate();
        return db.query(
                        ADD,
                        key.kid(),
                        Buffer.buffer(key.publicKey().getEncoded()),
                        Buffer.buffer(seal.seal(key.kid(), key.privateKey().getEncoded())),
                        (double) age.toSeconds())
                .mapEmpty();
    }

    public Future<List<JsonWebKey>> listPublic() {
        return db.query(PUBLIC).map(rows -> {
            List<JsonWebKey> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(SigningKey.toJwk(
                    SigningKey.publicKey(row.getBuffer("public_key").getBytes()))));
            return keys;
        });
    }

    private SigningKey open(Row row) {
        byte[] privateKey = seal.open(
                        row.getString("kid"),
                        row.getBuffer("sealed_private_key").getBytes())
                .orElseThrow(() -> new ConfigException(
                        "BEACHDO_SECRET_KEY", "is not the one that the signing keys were sealed with"));
        return SigningKey.of(row.getBuffer("public_key").getBytes(), privateKey);
    }
}
