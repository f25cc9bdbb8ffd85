package com.beachdo.identity;

import com.beachdo.identity.v1.Session;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of sessions and of the chain of refresh tokens that each is. */
final class SessionStore {
    private static final String INSERT =
            """
            INSERT INTO session (session_id, account_id, device, expires_at)
            VALUES ($1, $2, left($3, 200), now() + interval '180 days')
            """;
    private static final String INSERT_TOKEN =
            """
            INSERT INTO refresh_token (token_hash, session_id) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT refresh_token_token_hash_pkey DO NOTHING
            """;
    /** Of any number of parallel calls with one token, one gets a row. */
    private static final String USE_TOKEN =
            """
            UPDATE refresh_token SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL RETURNING session_id
            """;

    private static final String USE_OTHER_TOKENS =
            """
            UPDATE refresh_token SET used_at = now()
            WHERE session_id = $1 AND used_at IS NULL AND token_hash <> $2
            """;
    private static final String FIND_UNUSED_TOKEN =
            """
            SELECT token_hash FROM refresh_token
            WHERE session_id = $1 AND used_at IS NULL ORDER BY created_at LIMIT 1
            """;
    private static final String FIND_USED_TOKEN =
            """
            SELECT session_id, account_id, used_at > clock_timestamp() - interval '10 seconds' AS just_used
            FROM refresh_token JOIN session USING (session_id)
            WHERE token_hash = $1 AND used_at IS NOT NULL
            """;
    private static final String TOUCH =
            """
            UPDATE session SET last_used_at = now()
            WHERE session_id = $1 AND ended_at IS NULL AND expires_at > now()
                AND last_used_at > now() - interval '30 days'
            RETURNING account_id
            """;
    private static final String LIST =
            """
            SELECT session_id, device, created_at, last_used_at FROM session
            WHERE account_id = $1 AND ended_at IS NULL AND expires_at > now()
                AND last_used_at > now() - interval '30 days'
            ORDER BY last_used_at DESC, session_id DESC LIMIT 100
            """;
    private static final String END =
            """
            UPDATE session SET ended_at = now(), end_reason = $3
            WHERE account_id = $1 AND session_id = $2 AND ended_at IS NULL
            RETURNING session_id
            """;
    private static final String END_ALL =
            """
            UPDATE session SET ended_at = now(), end_reason = $2
            WHERE account_id = $1 AND ended_at IS NULL
            RETURNING session_id
            """;
    private static final String LIST_ENDED =
            "SELECT session_id FROM session WHERE ended_at > now() - interval '20 minutes'";

    private final Db db;

    SessionStore(Db db) {
        this.db = db;
    }

    /** A refresh token that was used before. */
    record UsedToken(UUID sessionId, UUID accountId, boolean justUsed) {}

    Future<Void> insert(Tx tx, UUID sessionId, UUID accountId, String device, RefreshToken first) {
        return tx.query(INSERT, sessionId, accountId, device).compose(ignored -> insertToken(tx, sessionId, first));
    }

    Future<Void> insertToken(Tx tx, UUID sessionId, RefreshToken token) {
        return tx.query(INSERT_TOKEN, token.hash(), sessionId).mapEmpty();
    }

    /** The session of an unused token, which is used from now on. */
    Future<Optional<UUID>> useToken(Tx tx, RefreshToken token) {
        return tx.query(USE_TOKEN, token.hash()).map(SessionStore::firstId);
    }

    /** Whoever goes on with one token gives up the others of the session. */
    Future<Void> useOtherTokens(Tx tx, UUID sessionId, RefreshToken except) {
        return tx.query(USE_OTHER_TOKENS, sessionId, except.hash()).mapEmpty();
    }

    /** The hash of the session's oldest unused token. */
    Future<Optional<Buffer>> findUnusedToken(Tx tx, UUID sessionId) {
        return tx.query(FIND_UNUSED_TOKEN, sessionId)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getBuffer("token_hash")));
    }

    Future<Optional<UsedToken>> findUsedToken(Tx tx, RefreshToken token) {
        return tx.query(FIND_USED_TOKEN, token.hash()).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(
                    new UsedToken(row.getUUID("session_id"), row.getUUID("account_id"), row.getBoolean("just_used")));
        });
    }

    /** The account of a session that still holds, whose idle time starts anew. */
    Future<Optional<UUID>> touch(Tx tx, UUID sessionId) {
        return tx.query(TOUCH, sessionId)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID("account_id")));
    }

    Future<List<Session>> list(UUID accountId, String currentSessionId) {
        return db.query(LIST, accountId).map(rows -> {
            List<Session> sessions = new ArrayList<>();
            for (Row row : rows) {
                String id = row.getUUID("session_id").toString();
                sessions.add(Session.newBuilder()
                        .setId(id)
                        .setDevice(row.getString("device"))
                        .setCreatedAt(Account.timestamp(row.getOffsetDateTime("created_at")))
                        .setLastUsedAt(Account.timestamp(row.getOffsetDateTime("last_used_at")))
                        .setCurrent(id.equals(currentSessionId))
                        .build());
            }
            return sessions;
        });
    }

    /** Empty when it is not a live session of the account. */
    Future<Optional<UUID>> end(Tx tx, UUID accountId, UUID sessionId, String reason) {
        return tx.query(END, accountId, sessionId, reason).map(SessionStore::firstId);
    }

    Future<List<UUID>> endAll(Tx tx, UUID accountId, String reason) {
        return tx.query(END_ALL, accountId, reason).map(SessionStore::ids);
    }

    /** Sessions that ended while access tokens of theirs may still be valid. */
    Future<List<UUID>> listEnded() {
        return db.query(LIST_ENDED).map(SessionStore::ids);
    }

    private static Optional<UUID> firstId(RowSet<Row> rows) {
        return ids(rows).stream().findFirst();
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getUUID("session_id")));
        return ids;
    }
}
