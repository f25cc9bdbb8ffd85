package com.beachdo.forum;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.MentionsAdded;
import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Whom posts mention. Each is told once, however often the post is changed. */
final class Mentions {
    private static final int MOST = 10;
    /** Of one post over all its versions. */
    private static final int MOST_EVER = 50;

    private Mentions() {}

    static List<UUID> of(List<String> ids) {
        if (ids.size() > MOST) {
            throw RpcException.invalid("request.invalid", "/mentions", "must be at most " + MOST);
        }
        return ids.stream().map(id -> Ids.parse("mentions", id)).distinct().toList();
    }

    /** Of a new thread. */
    static Future<Void> tell(Tx tx, Thread thread, List<UUID> mentions) {
        return tell(tx, thread.getId(), "", thread.getAuthor().getId(), mentions);
    }

    private static final String OF_THREAD = "SELECT mentions FROM thread WHERE thread_id = $1";
    private static final String PUT_THREAD = "UPDATE thread SET mentions = $2 WHERE thread_id = $1";

    /** Of a locked thread that was changed. */
    static Future<Void> add(Tx tx, Thread thread, List<UUID> mentions) {
        return add(tx, OF_THREAD, PUT_THREAD, UUID.fromString(thread.getId()), mentions)
                .compose(added -> tell(tx, thread, added));
    }

    /** The same without another change. */
    static Future<Void> add(Tx tx, UUID thread, UUID author, List<UUID> mentions) {
        return add(tx, OF_THREAD, PUT_THREAD, thread, mentions)
                .compose(added -> tell(tx, thread.toString(), "", author.toString(), added));
    }

    private static final String OF_COMMENT = "SELECT mentions FROM comment WHERE comment_id = $1";
    private static final String PUT_COMMENT = "UPDATE comment SET mentions = $2 WHERE comment_id = $1";

    /** Of a locked comment that was changed. */
    static Future<Void> add(Tx tx, Comment comment, List<UUID> mentions) {
        return add(tx, OF_COMMENT, PUT_COMMENT, UUID.fromString(comment.getId()), mentions)
                .compose(added -> tell(
                        tx,
                        comment.getThreadId(),
                        comment.getId(),
                        comment.getAuthor().getId(),
                        added));
    }

    private static Future<List<UUID>> add(Tx tx, String of, String put, UUID post, List<UUID> mentions) {
        if (mentions.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return tx.query(of, post).compose(rows -> {
            Row row = rows.iterator().next();
            List<UUID> before = List.of(row.getArrayOfUUIDs("mentions"));
            List<UUID> added = new ArrayList<>(mentions);
            added.removeAll(before);
            if (before.size() + added.size() > MOST_EVER) {
                throw RpcException.invalid(
                        "post.too_many_mentions", "/mentions", "must be at most " + MOST_EVER + " over all versions");
            }
            UUID[] all = Stream.concat(before.stream(), added.stream()).toArray(UUID[]::new);
            return added.isEmpty()
                    ? Future.succeededFuture(added)
                    : tx.query(put, post, all).map(added);
        });
    }

    private static Future<Void> tell(Tx tx, String thread, String comment, String author, List<UUID> mentions) {
        return mentions.isEmpty()
                ? Future.succeededFuture()
                : tx.emit(
                        thread,
                        MentionsAdded.newBuilder()
                                .setThreadId(thread)
                                .setCommentId(comment)
                                .setAuthorId(author)
                                .addAllMentionIds(
                                        mentions.stream().map(UUID::toString).toList())
                                .build());
    }
}
