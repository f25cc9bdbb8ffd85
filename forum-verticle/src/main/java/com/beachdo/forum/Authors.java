package com.beachdo.forum;

import com.beachdo.forum.v1.Author;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Thread;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BatchGetUsersReply;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names and badges of authors, from identity and by their trust, remembered for a while. Reading the forum does not hang on identity: without it
 * names are the last known ones, or empty. Belongs to one event loop.
 */
final class Authors {
    private static final Logger LOG = LoggerFactory.getLogger(Authors.class);
    private static final int MAX_KNOWN = 10_000;

    private final Db db;
    private final Accounts accounts;
    private final long keptNanos;
    private final Map<String, Known> known = new LinkedHashMap<>();

    private record Known(Author author, long since) {}

    Authors(Db db, Accounts accounts, Duration kept) {
        this.db = db;
        this.accounts = accounts;
        this.keptNanos = kept.toNanos();
    }

    Future<List<Thread>> nameThreads(List<Thread> threads) {
        return find(threads.stream().map(thread -> thread.getAuthor().getId()).toList())
                .map(found -> threads.stream()
                        .map(thread -> thread.toBuilder()
                                .setAuthor(author(found, thread.getAuthor()))
                                .build())
                        .toList());
    }

    Future<List<Comment>> nameComments(List<Comment> comments) {
        return find(comments.stream()
                        .flatMap(comment -> Stream.concat(Stream.of(comment), comment.getRepliesList().stream()))
                        .map(comment -> comment.getAuthor().getId())
                        .toList())
                .map(found ->
                        comments.stream().map(comment -> named(comment, found)).toList());
    }

    private static Comment named(Comment comment, Map<String, Author> found) {
        Comment.Builder named = comment.toBuilder().setAuthor(author(found, comment.getAuthor()));
        for (Comment.Builder reply : named.getRepliesBuilderList()) {
            reply.setAuthor(author(found, reply.getAuthor()));
        }
        return named.build();
    }

    private static Author author(Map<String, Author> found, Author nameless) {
        return found.getOrDefault(nameless.getId(), nameless);
    }

    /** Those who are known, by their ids. */
    Future<Map<String, Author>> all(List<String> ids) {
        return find(ids);
    }

    private Future<Map<String, Author>> find(List<String> ids) {
        Set<String> wanted = new LinkedHashSet<>(ids);
        List<String> missing = new ArrayList<>();
        long now = System.nanoTime();
        for (String id : wanted) {
            Known one = known.get(id);
            if (one == null || now - one.since() >= keptNanos) {
                missing.add(id);
            }
        }
        return missing.isEmpty()
                ? Future.succeededFuture(recall(wanted))
                : accounts.batchGetUsers(BatchGetUsersRequest.newBuilder()
                                .addAllUserIds(missing)
                                .build())
                        .compose(reply ->
                                TrustReckoning.trusted(db, missing).map(trusted -> remember(missing, reply, trusted)))
                        .otherwise(Authors::logUnnamed)
                        .map(ignored -> recall(wanted));
    }

    private Map<String, Author> recall(Set<String> ids) {
        Map<String, Author> found = new LinkedHashMap<>();
        for (String id : ids) {
            Known one = known.get(id);
            if (one != null) {
                found.put(id, one.author());
            }
        }
        return found;
    }

    /** Remembers whom identity does not know, too. */
    private @Nullable Void remember(List<String> asked, BatchGetUsersReply reply, Set<String> trusted) {
        long now = System.nanoTime();
        for (String id : asked) {
            remember(Author.newBuilder().setId(id).build(), now);
        }
        for (PublicUser user : reply.getUsersList()) {
            remember(
                    Author.newBuilder()
                            .setId(user.getId())
                            .setName(user.getName())
                            .setVerified(user.getVerified())
                            .setTrusted(trusted.contains(user.getId()))
                            .build(),
                    now);
        }
        while (known.size() > MAX_KNOWN) {
            known.remove(known.keySet().iterator().next());
        }
        return null;
    }

    private void remember(Author author, long now) {
        known.remove(author.getId());
        known.put(author.getId(), new Known(author, now));
    }

    private static @Nullable Void logUnnamed(Throwable failure) {
        LOG.warn("names of authors: {}", failure.toString());
        return null;
    }
}
