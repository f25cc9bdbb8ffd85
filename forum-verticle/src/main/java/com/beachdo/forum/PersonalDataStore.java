package com.beachdo.forum;

import com.beachdo.identity.v1.AccountErased;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The SQL of what is known about one person: to show it, and to forget it. */
final class PersonalDataStore {
    private static final String EXPORT =
            """
            SELECT json_build_object(
                'threads', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT thread_id, title, body, tags, listing_id, mentions, created_at, edited_at, deleted_at
                        FROM thread WHERE author_id = $1) one),
                'comments', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT comment_id, thread_id, body, listing_id, mentions, created_at, edited_at, deleted_at
                        FROM comment WHERE author_id = $1) one),
                'threadsAsTheyWere', (
                    SELECT coalesce(json_agg(one ORDER BY written_at), '[]') FROM (
                        SELECT r.thread_id, r.title, r.body, r.tags, r.written_at
                        FROM thread_revision r JOIN thread t USING (thread_id) WHERE t.author_id = $1) one),
                'commentsAsTheyWere', (
                    SELECT coalesce(json_agg(one ORDER BY written_at), '[]') FROM (
                        SELECT r.comment_id, r.body, r.written_at
                        FROM comment_revision r JOIN comment c USING (comment_id) WHERE c.author_id = $1) one),
                'editsThatWait', (
                    SELECT coalesce(json_agg(one ORDER BY held_at), '[]') FROM (
                        SELECT thread_id, comment_id, title, body, tags, mentions, held_at
                        FROM held_edit WHERE author_id = $1) one),
                'watchedThreads', (
                    SELECT coalesce(json_agg(thread_id), '[]') FROM thread_watch WHERE user_id = $1),
                'notifications', (
                    SELECT coalesce(json_agg(one ORDER BY noticed_at), '[]') FROM (
                        SELECT kind, title, note, count, thread_id, comment_id, listing_id, noticed_at, read_at, ground,
                            activities, until, appeal_by
                        FROM notification WHERE user_id = $1) one),
                'strikes', (
                    SELECT coalesce(json_agg(one ORDER BY struck_at), '[]') FROM (
                        SELECT decision_id, struck_at, revoked_at FROM strike WHERE user_id = $1) one),
                'trustLevel', (SELECT level FROM member_trust WHERE user_id = $1),
                'keptFromPostingUntil', (
                    SELECT restricted_until FROM restriction WHERE user_id = $1),
                'notificationSettings', (
                    SELECT coalesce(json_agg(one), '[]') FROM (
                        SELECT kind, in_app, mail, push FROM notification_setting WHERE user_id = $1) one),
                'pushDevices', (
                    SELECT coalesce(json_agg(one ORDER BY registered_at), '[]') FROM (
                        SELECT service, address, language, registered_at FROM push_device WHERE user_id = $1) one),
                'quietHours', (
                    SELECT row_to_json(one) FROM (
                        SELECT begins, ends, zone FROM quiet_hours WHERE user_id = $1) one),
                'bookmarks', (
                    SELECT coalesce(json_agg(one ORDER BY created_at), '[]') FROM (
                        SELECT thread_id, created_at FROM bookmark WHERE user_id = $1) one),
                'readThreads', (
                    SELECT coalesce(json_agg(one ORDER BY read_at), '[]') FROM (
                        SELECT thread_id, read_at FROM read_position WHERE user_id = $1) one),
                'drafts', (
                    SELECT coalesce(json_agg(one ORDER BY saved_at), '[]') FROM (
                        SELECT title, body, saved_at FROM draft WHERE user_id = $1) one),
                'likedThreads', (
                    SELECT coalesce(json_agg(thread_id), '[]') FROM thread_like WHERE user_id = $1),
                'likedComments', (
                    SELECT coalesce(json_agg(comment_id), '[]') FROM comment_like WHERE user_id = $1))::text AS json
            """;
    /** Comments before threads before boards: the order in which rows are locked. Answers to a comment stay. */
    private static final List<String> FORGET = List.of(
            "DELETE FROM restriction WHERE user_id = $1",
            "DELETE FROM strike WHERE user_id = $1",
            "DELETE FROM member_trust WHERE user_id = $1",
            "DELETE FROM held_edit WHERE author_id = $1",
            "DELETE FROM bookmark WHERE user_id = $1",
            "DELETE FROM read_position WHERE user_id = $1",
            "DELETE FROM draft WHERE user_id = $1",
            "DELETE FROM notification_setting WHERE user_id = $1",
            "DELETE FROM quiet_hours WHERE user_id = $1",
            "DELETE FROM push_device WHERE user_id = $1",
            "DELETE FROM user_block WHERE $1 IN (blocker_id, blocked_id)",
            "DELETE FROM notification WHERE user_id = $1",
            "DELETE FROM thread_watch WHERE user_id = $1",
            "DELETE FROM thread_revision r USING thread t WHERE t.thread_id = r.thread_id AND t.author_id = $1",
            "DELETE FROM comment_revision r USING comment c WHERE c.comment_id = r.comment_id AND c.author_id = $1",
            """
            DELETE FROM thread_event e USING thread t
            WHERE t.thread_id = e.thread_id AND t.author_id = $1 AND (e.title <> '' OR e.tags <> '{}')
            """,
            """
            WITH gone AS (DELETE FROM comment_like WHERE user_id = $1 RETURNING comment_id)
            UPDATE comment SET like_count = like_count - 1 FROM gone WHERE comment.comment_id = gone.comment_id
            """,
            """
            WITH gone AS (
                SELECT thread_id, count(*) AS n FROM comment
                WHERE author_id = $1 AND deleted_at IS NULL GROUP BY thread_id)
            UPDATE thread SET comment_count = comment_count - gone.n FROM gone WHERE thread.thread_id = gone.thread_id
            """,
            """
            UPDATE comment SET body = '-', body_html = '', mentions = '{}', fingerprint = NULL, listing_id = NULL,
                deleted_at = coalesce(deleted_at, now()), purged_at = coalesce(purged_at, now()), version = version + 1
            WHERE author_id = $1
            """,
            """
            WITH gone AS (DELETE FROM thread_like WHERE user_id = $1 RETURNING thread_id)
            UPDATE thread SET like_count = like_count - 1 FROM gone WHERE thread.thread_id = gone.thread_id
            """,
            """
            WITH gone AS (
                SELECT board_id, count(*) AS n FROM thread
                WHERE author_id = $1 AND deleted_at IS NULL GROUP BY board_id)
            UPDATE board SET thread_count = thread_count - gone.n FROM gone WHERE board.board_id = gone.board_id
            """,
            """
            UPDATE thread SET title = 'Deleted', body = '-', body_html = '', tags = '{}', mentions = '{}', listing_id = NULL,
                fingerprint = NULL, deleted_at = coalesce(deleted_at, now()), purged_at = coalesce(purged_at, now()), version = version + 1
            WHERE author_id = $1
            """);

    private final Db db;

    PersonalDataStore(Db db) {
        this.db = db;
    }

    /** A JSON object. */
    Future<String> export(UUID userId) {
        return db.query(EXPORT, userId).map(rows -> rows.iterator().next().getString("json"));
    }

    /** What somebody wrote goes; the places where others answered it stay. */
    Future<Void> forget(Tx tx, AccountErased event) {
        UUID userId = UUID.fromString(event.getUserId());
        Future<Void> done = Future.succeededFuture();
        for (String statement : FORGET) {
            done = done.compose(ignored -> tx.query(statement, userId).mapEmpty());
        }
        return done;
    }
}
