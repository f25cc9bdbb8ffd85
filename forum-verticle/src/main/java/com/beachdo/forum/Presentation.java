package com.beachdo.forum;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.LinkedListing;
import com.beachdo.forum.v1.PendingEdit;
import com.beachdo.forum.v1.Thread;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Posts as they are shown: with who wrote them, the listings that they link to, and edits that wait, to whom they concern. */
final class Presentation {
    private final Db db;
    private final Authors authors;
    private final LinkedListings listings;

    Presentation(Db db, Authors authors, LinkedListings listings) {
        this.db = db;
        this.authors = authors;
        this.listings = listings;
    }

    Future<Thread> thread(Thread thread) {
        return threads(List.of(thread)).map(shown -> shown.get(0));
    }

    Future<List<Thread>> threads(List<Thread> threads) {
        Caller caller = Caller.current();
        return authors.nameThreads(threads)
                .compose(named -> beside(
                        named,
                        linked(named.stream().filter(Thread::hasListingId).map(Thread::getListingId)),
                        Presentation::link))
                .compose(linked -> beside(
                        linked,
                        pending(linked.stream()
                                .filter(thread ->
                                        concerns(caller, thread.getAuthor().getId()))
                                .map(Thread::getId)),
                        Presentation::edit));
    }

    Future<Comment> comment(Comment comment) {
        return comments(List.of(comment)).map(shown -> shown.get(0));
    }

    /** Those with answers in them, too. */
    Future<List<Comment>> comments(List<Comment> comments) {
        Caller caller = Caller.current();
        return authors.nameComments(comments)
                .compose(named -> beside(
                        named,
                        linked(all(named).filter(Comment::hasListingId).map(Comment::getListingId)),
                        Presentation::link))
                .compose(linked -> beside(
                        linked,
                        pending(all(linked)
                                .filter(comment ->
                                        concerns(caller, comment.getAuthor().getId()))
                                .map(Comment::getId)),
                        Presentation::edit));
    }

    private static Stream<Comment> all(List<Comment> comments) {
        return comments.stream().flatMap(one -> Stream.concat(Stream.of(one), one.getRepliesList().stream()));
    }

    private static boolean concerns(Caller caller, String author) {
        return caller.seesHeld()
                || (caller.id() != null && caller.id().toString().equals(author));
    }

    private Future<Map<String, LinkedListing>> linked(Stream<String> ids) {
        return found(ids.toList(), listings::all);
    }

    private Future<Map<String, PendingEdit>> pending(Stream<String> ids) {
        return found(ids.toList(), asked -> HeldEdits.pending(db, asked));
    }

    /** Nobody is asked of nothing. */
    private static <V> Future<Map<String, V>> found(
            List<String> ids, Function<List<String>, Future<Map<String, V>>> find) {
        return ids.isEmpty() ? Future.succeededFuture(Map.of()) : find.apply(ids);
    }

    private interface Beside<P, V> {
        P put(P post, Map<String, V> found);
    }

    private static <P, V> Future<List<P>> beside(List<P> posts, Future<Map<String, V>> found, Beside<P, V> put) {
        return found.map(by -> by.isEmpty()
                ? posts
                : posts.stream().map(post -> put.put(post, by)).toList());
    }

    private static Thread link(Thread thread, Map<String, LinkedListing> found) {
        return thread.hasListingId()
                ? thread.toBuilder()
                        .setListing(Objects.requireNonNull(found.get(thread.getListingId())))
                        .build()
                : thread;
    }

    private static Comment link(Comment comment, Map<String, LinkedListing> found) {
        Comment.Builder linked = comment.toBuilder();
        link(linked, found);
        linked.getRepliesBuilderList().forEach(reply -> link(reply, found));
        return linked.build();
    }

    private static void link(Comment.Builder comment, Map<String, LinkedListing> found) {
        if (comment.hasListingId()) {
            comment.setListing(Objects.requireNonNull(found.get(comment.getListingId())));
        }
    }

    private static Thread edit(Thread thread, Map<String, PendingEdit> found) {
        PendingEdit edit = found.get(thread.getId());
        return edit == null ? thread : thread.toBuilder().setPendingEdit(edit).build();
    }

    private static Comment edit(Comment comment, Map<String, PendingEdit> found) {
        Comment.Builder edited = comment.toBuilder();
        edit(edited, found);
        edited.getRepliesBuilderList().forEach(reply -> edit(reply, found));
        return edited.build();
    }

    private static void edit(Comment.Builder comment, Map<String, PendingEdit> found) {
        PendingEdit edit = found.get(comment.getId());
        if (edit != null) {
            comment.setPendingEdit(edit);
        }
    }
}
