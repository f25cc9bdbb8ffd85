package com.beachdo.identity;

import com.beachdo.identity.tokens.RefreshToken;
import com.beachdo.identity.v1.Session;
import com.beachdo.identity.v1.SessionsEnded;
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
import org.jspecify.annotations.Nullable;

/** The SQL of sessions and of the chain of refresh tokens that each is. */
final class SessionStore {
    private static final String INSERT =
            """
            INSERT INTO session (session_id, account_id, device, network, expires_at, stepped_up_at)
            VALUES ($1, $2, left($3, 200), $4, now() + interval '180 days', CASE WHEN $5 THEN now() END)
            """;
    private static final String INSERT_TOKEN =
            """
            INSERT INTO refresh_token (token_hash, session_id) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT refresh_token_token_hash_pkey DO NOTHING
            """;
    /**
     * Of any number of parallel calls with one token, one gets a row. Whoever goes on with a token gives up the others of
     * the session. A session that is over has no account here.
     */
    private static final String ADVANCE =
            """
            WITH used AS (
                UPDATE refresh_token SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL RETURNING session_id),
            others AS (
                UPDATE refresh_token other SET used_at = now() FROM used
                WHERE other.session_id = used.session_id AND other.used_at IS NULL AND other.token_hash NOT IN ($1, $2)),
            next AS (
                INSERT INTO refresh_token (token_hash, session_id) SELECT $2, session_id FROM used
                ON CONFLICT ON CONSTRAINT refresh_token_token_hash_pkey DO NOTHING),
            touched AS (
                UPDATE session SET last_used_at = now() FROM used
                WHERE session.session_id = used.session_id AND ended_at IS NULL AND expires_at > now()
                    AND last_used_at > now() - interval '30 days'
                RETURNING session.session_id, account_id,
                    coalesce(stepped_up_at > now() - interval '12 hours', false) AS stepped_up)
            SELECT session_id, stepped_up,
            """
                    + Account.COLUMNS
                    + " FROM used LEFT JOIN touched USING (session_id) LEFT JOIN account USING (account_id)";

    private static final String FIND_UNUSED_TOKEN =
            """
            SELECT token_hash FROM refresh_token
            WHERE session_id = $1 AND used_at IS NULL ORDER BY created_at LIMIT 1
            """;
    private static final String FIND_USED_TOKEN =
            """
            SELECT session_id, account_id, device, used_at > clock_timestamp() - interval '10 seconds' AS just_used
            FROM refresh_token JOIN session USING (session_id)
            WHERE token_hash = $1 AND used_at IS NOT NULL
            """;
    private static final String TOUCH =
            """
            UPDATE session SET last_used_at = now()
            WHERE session_id = $1 AND ended_at IS NULL AND expires_at > now()
                AND last_used_at > now() - interval '30 days'
            RETURNING session_id, account_id,
                coalesce(stepped_up_at > now() - interval '12 hours', false) AS stepped_up
            """;
    private static final String LIST =
            """
            SELECT session_id, device, network, created_at, last_used_at FROM session
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
            WHERE account_id = $1 AND ended_at IS NULL AND session_id <> $3
            RETURNING session_id
            """;
    private static final String IS_FRESH =
            "SELECT FROM session WHERE session_id = $1 AND ended_at IS NULL AND created_at > now() - interval '10 minutes'";
    /** Whether there were sessions, and any of this device or network. */
    private static final String SEEN =
            """
            SELECT count(*) > 0 AS any, coalesce(bool_or(device = left($2, 200)), false) AS device,
                coalesce(bool_or(network = $3 AND $3 <> ''), false) AS network
            FROM session WHERE account_id = $1
            """;

    private static final String KNOWS_NETWORK =
            "SELECT FROM session JOIN account USING (account_id) WHERE email = $1 AND network = $2 AND $2 <> '' LIMIT 1";
    private static final String LIST_ENDED =
            "SELECT session_id FROM session WHERE ended_at > now() - interval '20 minutes'";

    private static final UUID NOBODYS = new UUID(0, 0);

    private final Db db;
    private final SecurityEvents events;

    SessionStore(Db db, SecurityEvents events) {
        this.db = db;
        this.events = events;
    }

    /** A refresh token that was used before. */
    record UsedToken(UUID sessionId, UUID accountId, String device, boolean justUsed) {}

    /** A session that goes on. */
    record Touched(UUID sessionId, UUID accountId, boolean steppedUp) {}

    Future<Void> insert(Tx tx, OpenSession session, String device, String network) {
        UUID id = session.sessionId();
        return tx.query(INSERT, id, session.account().id(), device, network, session.steppedUp())
                .compose(ignored -> insertToken(tx, id, session.refreshToken()));
    }

    Future<Void> insertToken(Tx tx, UUID sessionId, RefreshToken token) {
        return tx.query(INSERT_TOKEN, token.hash(), sessionId).mapEmpty();
    }

    /** Trades an unused token for the next; empty when it is not known or was used before. */
    Future<Optional<Refreshed>> advance(RefreshToken token, RefreshToken next) {
        return db.query(ADVANCE, token.hash(), next.hash()).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(
                    row.getUUID("account_id") == null
                            ? new Refreshed.Refused()
                            : Refreshed.of(
                                    Account.of(row), row.getUUID("session_id"), next, row.getBoolean("stepped_up")));
        });
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
            return Optional.of(new UsedToken(
                    row.getUUID("session_id"),
                    row.getUUID("account_id"),
                    row.getString("device"),
                    row.getBoolean("just_used")));
        });
    }

    /** A session that still holds, whose idle time starts anew. */
    Future<Optional<Touched>> touch(Tx tx, UUID sessionId) {
        return tx.query(TOUCH, sessionId).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(
                    new Touched(row.getUUID("session_id"), row.getUUID("account_id"), row.getBoolean("stepped_up")));
        });
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
                        .setPlace(row.getString("network"))
                        .setCurrent(id.equals(currentSessionId))
                        .build());
            }
            return sessions;
        });
    }

    /** Empty when it is not a live session of the account. */
    Future<Optional<UUID>> end(Tx tx, UUID accountId, UUID sessionId, String reason) {
        return recorded(tx, accountId, reason, tx.query(END, accountId, sessionId, reason))
                .map(ended -> ended.stream().findFirst());
    }

    Future<List<UUID>> endAll(Tx tx, UUID accountId, String reason) {
        return endAllBut(tx, accountId, null, reason);
    }

    Future<List<UUID>> endAllBut(Tx tx, UUID accountId, @Nullable UUID kept, String reason) {
        return recorded(tx, accountId, reason, tx.query(END_ALL, accountId, reason, kept == null ? NOBODYS : kept));
    }

    private Future<List<UUID>> recorded(Tx tx, UUID accountId, String reason, Future<RowSet<Row>> ended) {
        return ended.map(SessionStore::ids).compose(ids -> events.sessionsEnded(tx, accountId, ids, reason)
                .compose(recorded -> tell(tx, accountId, ids))
                .map(ids));
    }

    static Future<Void> tell(Tx tx, UUID accountId, List<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture()
                : tx.emit(
                        accountId.toString(),
                        SessionsEnded.newBuilder()
                                .setUserId(accountId.toString())
                                .addAllSessionIds(
                                        ids.stream().map(UUID::toString).toList())
                                .build());
    }

    /** Whether it was opened within the last ten minutes. */
    Future<Boolean> isFresh(UUID sessionId) {
        return db.query(IS_FRESH, sessionId).map(rows -> rows.size() == 1);
    }

    /** What is new about where somebody signs in. */
    record Novelty(boolean device, boolean network) {}

    /** Nothing is new to an account that has had no session. */
    Future<Novelty> novelty(Tx tx, UUID accountId, String device, String network) {
        return tx.query(SEEN, accountId, device, network).map(rows -> {
            Row row = rows.iterator().next();
            boolean any = row.getBoolean("any");
            return new Novelty(any && !row.getBoolean("device"), any && !row.getBoolean("network"));
        });
    }

    /** Whether the owner of an address has signed in from a network. */
    Future<Boolean> knowsNetwork(String email, String network) {
        return db.query(KNOWS_NETWORK, email, network).map(rows -> rows.size() > 0);
    }

    /** Sessions that ended while access tokens of theirs may still be valid. */
    Future<List<UUID>> listEnded() {
        return db.query(LIST_ENDED).map(SessionStore::ids);
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getUUID("session_id")));
        return ids;
    }
}
