package com.beachdo.identity.oidc;

import com.beachdo.identity.mail.LinkToken;
import com.beachdo.platform.config.PlatformConfig.SecretKey;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.data.NullValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to sign in or link. What is secret in one is made of its id and server keys, so the database holds nothing to
 * go on with.
 */
public final class OidcAttempts {
    public static final int LIFE_SECONDS = 600;

    private static final String INSERT =
            """
            INSERT INTO oidc_attempt (attempt_id, session_id, expires_at)
            VALUES ($1, $2, now() + make_interval(secs => $3))
            """;
    /** Binds the first code that comes. */
    private static final String CLAIM =
            """
            UPDATE oidc_attempt SET code_hash = $3
            WHERE attempt_id = $1 AND session_id IS NOT DISTINCT FROM $2 AND done_at IS NULL AND expires_at > now()
                AND (code_hash IS NULL OR code_hash = $3)
            RETURNING person
            """;

    private static final String REMEMBER = "UPDATE oidc_attempt SET person = $2 WHERE attempt_id = $1";
    private static final String FINISH =
            "UPDATE oidc_attempt SET done_at = now(), person = NULL WHERE attempt_id = $1 AND done_at IS NULL";

    private final Db db;
    private final LinkToken states;
    private final LinkToken secrets;
    private final LinkToken nonces;
    private final LinkToken verifiers;

    public OidcAttempts(Db db, SecretKey secret) {
        this.db = db;
        this.states = new LinkToken(secret.derive("oidc states"));
        this.secrets = new LinkToken(secret.derive("oidc secrets"));
        this.nonces = new LinkToken(secret.derive("oidc nonces"));
        this.verifiers = new LinkToken(secret.derive("oidc verifiers"));
    }

    /** @param session of whoever links; null for a sign-in */
    public Future<UUID> start(@Nullable UUID session) {
        UUID id = Ids.next();
        return db.query(INSERT, id, session == null ? NullValue.UUID : session, (double) LIFE_SECONDS)
                .map(id);
    }

    public OidcProvider.Attempt of(UUID id) {
        return new OidcProvider.Attempt(states.of(id), nonces.of(id), verifiers.of(id));
    }

    /** For whoever started it, and nobody else. */
    public String secret(UUID id) {
        return secrets.of(id);
    }

    /** The attempt that both are of; empty when they are not of one. */
    public Optional<UUID> find(String secret, String state) {
        return secrets.read(secret)
                .filter(id -> states.read(state).filter(id::equals).isPresent());
    }

    /** What an attempt may go on with: who it is, once that is known. */
    public record Claim(@Nullable OidcPerson person) {}

    /** Empty when it is over, used, not this session's or another code's. */
    public Future<Optional<Claim>> claim(UUID id, @Nullable UUID session, String code) {
        return db.query(CLAIM, id, session == null ? NullValue.UUID : session, hash(code))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    Row row = rows.iterator().next();
                    JsonObject person = row.getJsonObject("person");
                    return Optional.of(new Claim(person == null ? null : OidcPerson.of(person)));
                });
    }

    public Future<OidcPerson> remember(UUID id, OidcPerson person) {
        return db.query(REMEMBER, id, person.json()).map(person);
    }

    /** False when another call was faster. */
    public Future<Boolean> finish(Tx tx, UUID id) {
        return tx.query(FINISH, id).map(rows -> rows.rowCount() == 1);
    }

    private static Buffer hash(String code) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
