package com.beachdo.forum;

import com.beachdo.forum.v1.TrustLevel;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** How far people are trusted: reckoned from what they did and what was decided against them, by rules that are data. */
final class TrustReckoning {
    private static final int HOUR = 3_600;

    private final Db db;
    private final Accounts accounts;

    TrustReckoning(Db db, Accounts accounts) {
        this.db = db;
        this.accounts = accounts;
    }

    /** Limits, and the numbers that led there. */
    record Reckoned(TrustLimits limits, int posts, int likes, int strikes) {}

    private record Account(int ageHours, boolean verified, boolean known) {}

    /** The highest level whose needs are met; staff's is the highest of all. Looks at 500 posts and no more. */
    static final String RECKON =
            """
            WITH latest AS (
                SELECT like_count FROM (
                    (SELECT like_count, created_at FROM thread WHERE author_id = $1 AND deleted_at IS NULL
                        ORDER BY created_at DESC LIMIT 500)
                    UNION ALL
                    (SELECT like_count, created_at FROM comment WHERE author_id = $1 AND deleted_at IS NULL
                        ORDER BY created_at DESC LIMIT 500)) own
                ORDER BY created_at DESC LIMIT 500),
            measure AS (
                SELECT (SELECT count(*)::integer FROM latest) AS posts,
                    (SELECT least(coalesce(sum(like_count), 0), 1000000)::integer FROM latest) AS likes,
                    (SELECT least(count(*), 100)::integer FROM strike
                        WHERE user_id = $1 AND revoked_at IS NULL AND struck_at > now() - interval '180 days') AS strikes)
            SELECT r.*, m.*, p.version FROM trust_rule r, measure m, trust_policy p
            WHERE $4 OR (r.min_posts <= m.posts AND r.min_likes <= m.likes AND m.strikes <= r.max_strikes
                AND CASE WHEN $3 THEN r.min_age_hours_verified ELSE r.min_age_hours END <= $2)
            ORDER BY r.level DESC LIMIT 1
            """;

    Future<Reckoned> of(UUID user, boolean staff) {
        return account(user).compose(account -> db.query(RECKON, user, account.ageHours(), account.verified(), staff)
                .compose(rows -> {
                    Row row = rows.iterator().next();
                    Reckoned reckoned = new Reckoned(
                            TrustLimits.of(row),
                            row.getInteger("posts"),
                            row.getInteger("likes"),
                            row.getInteger("strikes"));
                    return account.known() && !staff
                            ? keep(user, reckoned.limits().level(), row.getLong("version"))
                                    .map(reckoned)
                            : Future.succeededFuture(reckoned);
                }));
    }

    /** Without an answer of identity somebody is a day old. */
    private Future<Account> account(UUID user) {
        return accounts.batchGetUsers(BatchGetUsersRequest.newBuilder()
                        .addUserIds(user.toString())
                        .build())
                .map(reply -> reply.getUsersCount() == 0 ? new Account(24, false, false) : account(reply.getUsers(0)))
                .otherwise(new Account(24, false, false));
    }

    private static Account account(PublicUser user) {
        long seconds = Instant.now().getEpochSecond() - user.getSince().getSeconds();
        return new Account((int) Math.min(seconds / HOUR, 1_000_000), user.getVerified(), true);
    }

    private static final String KEEP =
            """
            INSERT INTO member_trust AS m (user_id, level, policy_version) VALUES ($1, $2, $3)
            ON CONFLICT ON CONSTRAINT member_trust_user_id_pkey DO UPDATE
                SET level = excluded.level, policy_version = excluded.policy_version, reckoned_at = now()
            WHERE m.level <> excluded.level OR m.policy_version <> excluded.policy_version
            """;

    private Future<Void> keep(UUID user, TrustLevel level, long version) {
        return db.query(KEEP, user, (short) level.getNumber(), version).mapEmpty();
    }

    static final String TRUSTED =
            """
            SELECT m.user_id FROM member_trust m JOIN trust_policy p ON p.version = m.policy_version
            WHERE m.user_id = ANY ($1) AND m.level = 4
            """;

    /** Those who have the badge. */
    static Future<Set<String>> trusted(Db db, Collection<String> users) {
        return db.query(TRUSTED, (Object) users.stream().map(UUID::fromString).toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .map(row -> row.getUUID("user_id").toString())
                        .collect(Collectors.toSet()));
    }

    private static final String STRIKE =
            """
            INSERT INTO strike (decision_id, user_id) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT strike_decision_id_pkey DO NOTHING
            """;
    /** What somebody has to earn again. */
    private static final String FORGET = "DELETE FROM member_trust WHERE user_id = $1";

    static Future<Void> struck(Tx tx, DecisionMade event) {
        UUID user = UUID.fromString(event.getUserId());
        return tx.query(STRIKE, UUID.fromString(event.getDecisionId()), user)
                .compose(done -> tx.query(FORGET, user))
                .mapEmpty();
    }

    /** It may come before the decision itself. */
    private static final String REVOKE =
            """
            INSERT INTO strike (decision_id, user_id, revoked_at) VALUES ($1, $2, now())
            ON CONFLICT ON CONSTRAINT strike_decision_id_pkey DO UPDATE SET revoked_at = now()
            """;

    static Future<Void> revoked(Tx tx, DecisionOverturned event) {
        return tx.query(REVOKE, UUID.fromString(event.getDecisionId()), UUID.fromString(event.getOwnerId()))
                .mapEmpty();
    }
}
