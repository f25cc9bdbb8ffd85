package com.beachdo.forum;

import com.beachdo.forum.v1.CommentHistory;
import com.beachdo.forum.v1.GetCommentChangesRequest;
import com.beachdo.forum.v1.GetCommentHistoryRequest;
import com.beachdo.forum.v1.GetThreadChangesRequest;
import com.beachdo.forum.v1.Histories;
import com.beachdo.forum.v1.ListThreadEventsReply;
import com.beachdo.forum.v1.ListThreadEventsRequest;
import com.beachdo.forum.v1.TextChanges;
import com.beachdo.forum.v1.ThreadEvent;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;

/** The contract of what was changed; differences are found off the event loop. */
final class HistoriesRpc implements Histories {
    private final Vertx vertx;
    private final RevisionStore revisions;
    private final ThreadEvents events;
    private final Authors authors;

    HistoriesRpc(Vertx vertx, Db db, Authors authors) {
        this.vertx = vertx;
        this.revisions = new RevisionStore(db);
        this.events = new ThreadEvents(db);
        this.authors = authors;
    }

    @Override
    public Future<TextChanges> getThreadChanges(GetThreadChangesRequest request) {
        UUID thread = Ids.parse("threadId", request.getThreadId());
        return revisions
                .ofThread(thread, request.getVersion(), Caller.current())
                .compose(this::compare);
    }

    @Override
    public Future<TextChanges> getCommentChanges(GetCommentChangesRequest request) {
        UUID comment = Ids.parse("commentId", request.getCommentId());
        return revisions
                .ofComment(comment, request.getVersion(), Caller.current())
                .compose(this::compare);
    }

    private Future<TextChanges> compare(RevisionStore.Pair pair) {
        return vertx.executeBlocking(pair::compare, false);
    }

    @Override
    public Future<CommentHistory> getCommentHistory(GetCommentHistoryRequest request) {
        return revisions.history(Ids.parse("commentId", request.getCommentId()), Caller.current());
    }

    @Override
    public Future<ListThreadEventsReply> listThreadEvents(ListThreadEventsRequest request) {
        UUID thread = Ids.parse("threadId", request.getThreadId());
        Caller caller = Caller.current();
        int size = Page.size(request.getLimit());
        return revisions
                .requireThread(thread, caller)
                .compose(there -> events.page(thread, caller.staff(), size, request.getCursor()))
                .compose(page -> named(page.items()).map(items -> {
                    ListThreadEventsReply.Builder reply =
                            ListThreadEventsReply.newBuilder().addAllItems(items);
                    String next = page.next();
                    return (next == null ? reply : reply.setNextCursor(next)).build();
                }));
    }

    private Future<List<ThreadEvent>> named(List<ThreadEvent> events) {
        return authors.all(events.stream()
                        .filter(ThreadEvent::hasActor)
                        .map(event -> event.getActor().getId())
                        .toList())
                .map(found -> events.stream()
                        .map(event -> event.hasActor()
                                ? event.toBuilder()
                                        .setActor(found.getOrDefault(
                                                event.getActor().getId(), event.getActor()))
                                        .build()
                                : event)
                        .toList());
    }
}
