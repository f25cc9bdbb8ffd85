package com.beachdo.forum;

import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** What nobody posts, and what new accounts don't: the same again and again, too much in a day, many links. */
final class PostLimits {
    private static final long NEW_SECONDS = 86_400;
    private static final int THREADS_OF_THE_NEW = 50;
    private static final int COMMENTS_OF_THE_NEW = 200;
    private static final int LINKS_OF_THE_NEW = 3;
    private static final int OF_THE_SAME = 20;
    private static final Pattern LINK = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

    private final Accounts accounts;

    PostLimits(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Without an answer of identity, nobody is. */
    Future<Boolean> isNew(UUID author) {
        return accounts.batchGetUsers(BatchGetUsersRequest.newBuilder()
                        .addUserIds(author.toString())
                        .build())
                .map(reply -> reply.getUsersList().stream()
                        .anyMatch(user -> !user.getVerified()
                                && user.getSince().getSeconds() > Instant.now().getEpochSecond() - NEW_SECONDS))
                .otherwise(false);
    }

    static void requireFewLinks(String body, boolean isNew) {
        if (isNew && LINK.matcher(body).results().count() > LINKS_OF_THE_NEW) {
            throw RpcException.invalid(
                    "post.too_many_links",
                    "/body",
                    "must have at most " + LINKS_OF_THE_NEW + " links while the account is new");
        }
    }

    private static final String HOLD = "SELECT pg_advisory_xact_lock(hashtextextended('posts ' || $1, 0))";
    private static final String THREADS =
            """
            SELECT count(*) AS today,
                count(*) FILTER (WHERE title = $2 AND body = $3 AND created_at > now() - interval '1 hour') AS same
            FROM thread WHERE author_id = $1 AND created_at > now() - interval '1 day'
            """;
    private static final String COMMENTS =
            """
            SELECT count(*) AS today,
                count(*) FILTER (WHERE body = $2 AND created_at > now() - interval '1 hour') AS same
            FROM comment WHERE author_id = $1 AND created_at > now() - interval '1 day'
            """;

    static Future<Void> requireThread(Tx tx, ThreadDraft draft, Body body, boolean isNew) {
        return tx.query(HOLD, draft.authorId().toString())
                .compose(held -> tx.query(THREADS, draft.authorId(), draft.title(), body.source()))
                .map(found -> require(found.iterator().next(), isNew, "thread", THREADS_OF_THE_NEW));
    }

    static Future<Void> requireComment(Tx tx, UUID author, Body body, boolean isNew) {
        return tx.query(HOLD, author.toString())
                .compose(held -> tx.query(COMMENTS, author, body.source()))
                .map(found -> require(found.iterator().next(), isNew, "comment", COMMENTS_OF_THE_NEW));
    }

    @SuppressWarnings("NullAway") // a Future of nothing
    private static Void require(Row found, boolean isNew, String what, int most) {
        if (found.getLong("same") >= OF_THE_SAME) {
            throw RpcException.conflict(what + ".duplicate", "You posted the same too often in the last hour.");
        }
        if (isNew && found.getLong("today") >= most) {
            throw new RpcException(
                    GrpcStatus.RESOURCE_EXHAUSTED,
                    what + ".new_account_limit",
                    "A new account can post only so much on its first day.");
        }
        return null;
    }
}
