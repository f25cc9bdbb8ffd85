package com.beachdo.forum;

import com.beachdo.forum.v1.PostSuspected;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** How much somebody posts at their level of trust, and what of it is held: the same too often, too much, too many links. */
final class PostLimits {
    private static final int OTHERS = 3;
    private static final Pattern LINK = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

    private PostLimits() {}

    static void requireFew(TrustLimits limits, String body, int mentions) {
        if (mentions > limits.mentions()) {
            throw RpcException.invalid(
                    "post.too_many_mentions", "/mentions", "must be at most " + limits.mentions() + " for you as yet");
        }
        if (LINK.matcher(body).results().count() > limits.links()) {
            throw RpcException.invalid(
                    "post.too_many_links", "/body", "must have at most " + limits.links() + " links for you as yet");
        }
    }

    private static final String HOLD = "SELECT pg_advisory_xact_lock(hashtextextended('posts ' || $1, 0))";
    /** Of the author alone, but for others: who posted the same, as far as two hundred posts tell. */
    static final String COUNT =
            """
            WITH own AS (
                SELECT true AS thread, created_at, fingerprint FROM thread
                WHERE author_id = $1 AND created_at > now() - interval '1 day'
                UNION ALL
                SELECT false, created_at, fingerprint FROM comment
                WHERE author_id = $1 AND created_at > now() - interval '1 day')
            SELECT count(*) FILTER (WHERE thread) AS threads, count(*) FILTER (WHERE NOT thread) AS comments,
                count(*) FILTER (WHERE created_at > now() - interval '1 minute') AS minute,
                count(*) FILTER (WHERE fingerprint = $2 AND created_at > now() - interval '1 hour') AS same,
                (SELECT count(DISTINCT author_id) FROM (
                    (SELECT author_id FROM thread WHERE fingerprint = $2 AND created_at > now() - interval '1 day' LIMIT 200)
                    UNION ALL
                    (SELECT author_id FROM comment WHERE fingerprint = $2 AND created_at > now() - interval '1 day'
                        LIMIT 200)) posted
                WHERE author_id <> $1) AS others
            FROM own
            """;

    /** Whether what was posted before allows one more, and the signals that have it held. */
    static Future<Set<PostSignals>> require(Tx tx, UUID author, Post.Kind kind, String text, TrustLimits limits) {
        Fingerprint fingerprint = Fingerprint.of(text);
        return tx.query(HOLD, author.toString())
                .compose(held -> tx.query(COUNT, author, fingerprint.value()))
                .map(found -> {
                    Row row = found.iterator().next();
                    require(row, kind, limits);
                    Set<PostSignals> signals = signals(text, limits);
                    if (fingerprint.telling()
                            && row.getLong("others") >= OTHERS
                            && limits.hold().contains(PostSignals.REPEATED)) {
                        signals.add(PostSignals.REPEATED);
                    }
                    return signals;
                });
    }

    /** The signals that have an edit held: of what is said anew, and of all that the post is to say. */
    static Future<Set<PostSignals>> ofEdit(Tx tx, UUID author, String anew, String whole, TrustLimits limits) {
        Set<PostSignals> signals = signals(anew, limits);
        Fingerprint fingerprint = Fingerprint.of(whole);
        if (!fingerprint.telling() || !limits.hold().contains(PostSignals.REPEATED)) {
            return Future.succeededFuture(signals);
        }
        return tx.query(COUNT, author, fingerprint.value()).map(found -> {
            if (found.iterator().next().getLong("others") >= OTHERS) {
                signals.add(PostSignals.REPEATED);
            }
            return signals;
        });
    }

    /** Those of the text that matter at this level. */
    static Set<PostSignals> signals(String text, TrustLimits limits) {
        Set<PostSignals> signals = EnumSet.noneOf(PostSignals.class);
        signals.addAll(PostSignals.of(text));
        signals.retainAll(limits.hold());
        return signals;
    }

    private static void require(Row found, Post.Kind kind, TrustLimits limits) {
        if (found.getLong("same") >= limits.sameAnHour()) {
            throw RpcException.conflict(kind.code() + ".duplicate", "You posted the same too often in the last hour.");
        }
        long today = found.getLong(kind == Post.Kind.THREAD ? "threads" : "comments");
        if (today >= (kind == Post.Kind.THREAD ? limits.threadsADay() : limits.commentsADay())) {
            throw new RpcException(
                    GrpcStatus.RESOURCE_EXHAUSTED,
                    kind.code() + ".new_account_limit",
                    "You can post only so much a day as yet.");
        }
        if (found.getLong("minute") >= limits.postsAMinute()) {
            throw new RpcException(
                    GrpcStatus.RESOURCE_EXHAUSTED, "post.flood", "You post too fast; try again in a minute.");
        }
    }

    /** Tells moderation; nothing of what has no signals. */
    static Future<Void> suspect(Tx tx, String thread, String comment, String author, Set<PostSignals> signals) {
        return signals.isEmpty()
                ? Future.succeededFuture()
                : tx.emit(
                        thread,
                        PostSuspected.newBuilder()
                                .setThreadId(thread)
                                .setCommentId(comment)
                                .setAuthorId(author)
                                .addAllSignals(
                                        signals.stream().map(PostSignals::name).toList())
                                .build());
    }
}
