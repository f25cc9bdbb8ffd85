package com.beachdo.forum;

import com.beachdo.common.v1.Empty;
import com.beachdo.forum.v1.BookmarkThreadRequest;
import com.beachdo.forum.v1.DeleteDraftRequest;
import com.beachdo.forum.v1.Draft;
import com.beachdo.forum.v1.GetReadPositionRequest;
import com.beachdo.forum.v1.ListBookmarksRequest;
import com.beachdo.forum.v1.ListDraftsReply;
import com.beachdo.forum.v1.ListDraftsRequest;
import com.beachdo.forum.v1.ListThreadsReply;
import com.beachdo.forum.v1.MarkThreadReadRequest;
import com.beachdo.forum.v1.ReadPosition;
import com.beachdo.forum.v1.Reading;
import com.beachdo.forum.v1.SaveDraftRequest;
import com.beachdo.forum.v1.UnbookmarkThreadRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract of what readers keep for themselves. */
final class ReadingRpc implements Reading {
    private final Db db;
    private final ReadingStore reading;
    private final DraftStore drafts;
    private final Presentation shown;

    ReadingRpc(Db db, Presentation shown) {
        this.db = db;
        this.reading = new ReadingStore(db);
        this.drafts = new DraftStore(db);
        this.shown = shown;
    }

    @Override
    public Future<Empty> bookmarkThread(BookmarkThreadRequest request) {
        return reading.bookmark(Ids.parse("threadId", request.getThreadId()), Caller.signedIn())
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> unbookmarkThread(UnbookmarkThreadRequest request) {
        return reading.unbookmark(Ids.parse("threadId", request.getThreadId()), Caller.signedIn())
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<ListThreadsReply> listBookmarks(ListBookmarksRequest request) {
        return reading.bookmarks(Caller.signedIn(), Page.size(request.getLimit()), request.getCursor())
                .compose(page -> shown.threads(page.items()).map(items -> {
                    ListThreadsReply.Builder reply =
                            ListThreadsReply.newBuilder().addAllItems(items);
                    String next = page.next();
                    return (next == null ? reply : reply.setNextCursor(next)).build();
                }));
    }

    @Override
    public Future<ReadPosition> getReadPosition(GetReadPositionRequest request) {
        return reading.position(Caller.signedIn(), Ids.parse("threadId", request.getThreadId()));
    }

    @Override
    public Future<ReadPosition> markThreadRead(MarkThreadReadRequest request) {
        @Nullable UUID comment = request.hasCommentId() ? Ids.parse("commentId", request.getCommentId()) : null;
        return reading.read(Caller.signedIn(), Ids.parse("threadId", request.getThreadId()), comment);
    }

    @Override
    public Future<ListDraftsReply> listDrafts(ListDraftsRequest request) {
        return drafts.of(Caller.signedIn())
                .map(all -> ListDraftsReply.newBuilder().addAllItems(all).build());
    }

    @Override
    public Future<Draft> saveDraft(SaveDraftRequest request) {
        UUID user = Caller.signedIn();
        return db.transaction(tx -> DraftStore.save(tx, user, request));
    }

    @Override
    public Future<Empty> deleteDraft(DeleteDraftRequest request) {
        return drafts.delete(Caller.signedIn(), Ids.parse("draftId", request.getDraftId()))
                .map(Empty.getDefaultInstance());
    }
}
