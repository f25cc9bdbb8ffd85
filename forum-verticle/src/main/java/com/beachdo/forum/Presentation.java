package com.beachdo.forum;

import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.LinkedListing;
import com.beachdo.forum.v1.Thread;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Posts as they are shown: with who wrote them, and with the listings that they link to. */
final class Presentation {
    private final Authors authors;
    private final LinkedListings listings;

    Presentation(Authors authors, LinkedListings listings) {
        this.authors = authors;
        this.listings = listings;
    }

    Future<List<Thread>> threads(List<Thread> threads) {
        return authors.nameThreads(threads).compose(named -> {
            List<String> linked = named.stream()
                    .filter(Thread::hasListingId)
                    .map(Thread::getListingId)
                    .toList();
            return linked.isEmpty()
                    ? Future.succeededFuture(named)
                    : listings.all(linked)
                            .map(found ->
                                    named.stream().map(one -> link(one, found)).toList());
        });
    }

    Future<Thread> thread(Thread thread) {
        return threads(List.of(thread)).map(shown -> shown.get(0));
    }

    private static Thread link(Thread thread, Map<String, LinkedListing> found) {
        return thread.hasListingId()
                ? thread.toBuilder()
                        .setListing(Objects.requireNonNull(found.get(thread.getListingId())))
                        .build()
                : thread;
    }

    /** Those with answers in them, too. */
    Future<List<Comment>> comments(List<Comment> comments) {
        return authors.nameComments(comments).compose(named -> {
            List<String> linked = named.stream()
                    .flatMap(one -> Stream.concat(Stream.of(one), one.getRepliesList().stream()))
                    .filter(Comment::hasListingId)
                    .map(Comment::getListingId)
                    .toList();
            return linked.isEmpty()
                    ? Future.succeededFuture(named)
                    : listings.all(linked)
                            .map(found ->
                                    named.stream().map(one -> link(one, found)).toList());
        });
    }

    Future<Comment> comment(Comment comment) {
        return comments(List.of(comment)).map(shown -> shown.get(0));
    }

    private static Comment link(Comment comment, Map<String, LinkedListing> found) {
        Comment.Builder linked = comment.toBuilder();
        if (comment.hasListingId()) {
            linked.setListing(Objects.requireNonNull(found.get(comment.getListingId())));
        }
        for (Comment.Builder reply : linked.getRepliesBuilderList()) {
            if (reply.hasListingId()) {
                reply.setListing(Objects.requireNonNull(found.get(reply.getListingId())));
            }
        }
        return linked.build();
    }
}
