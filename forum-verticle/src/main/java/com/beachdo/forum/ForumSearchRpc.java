package com.beachdo.forum;

import com.beachdo.forum.v1.FindSimilarThreadsReply;
import com.beachdo.forum.v1.FindSimilarThreadsRequest;
import com.beachdo.forum.v1.ForumSearch;
import com.beachdo.forum.v1.SearchCommentsReply;
import com.beachdo.forum.v1.SearchCommentsRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract of looking for what was said. */
final class ForumSearchRpc implements ForumSearch {
    private static final int SIMILAR = 5;
    private static final int MOST_SIMILAR = 20;

    private final CommentSearch comments;
    private final SimilarThreads similar;
    private final Presentation shown;

    ForumSearchRpc(Db db, TitleWords words, Presentation shown) {
        this.comments = new CommentSearch(db, words);
        this.similar = new SimilarThreads(db);
        this.shown = shown;
    }

    @Override
    public Future<SearchCommentsReply> searchComments(SearchCommentsRequest request) {
        CommentSearch.Filter filter = new CommentSearch.Filter(
                Text.line("q", request.getQ(), 1, ThreadFilter.MAX_TEXT),
                request.hasBoard() ? Ids.parse("board", request.getBoard()) : null,
                request.hasThread() ? Ids.parse("thread", request.getThread()) : null);
        return comments.page(filter, Caller.current(), Page.size(request.getLimit()), request.getCursor())
                .compose(found -> shown.comments(found.page().items()).map(items -> {
                    SearchCommentsReply.Builder reply =
                            SearchCommentsReply.newBuilder().addAllItems(items);
                    String next = found.page().next();
                    if (next != null) {
                        reply.setNextCursor(next);
                    }
                    String corrected = found.corrected();
                    return (corrected == null ? reply : reply.setCorrectedQ(corrected)).build();
                }));
    }

    @Override
    public Future<FindSimilarThreadsReply> findSimilarThreads(FindSimilarThreadsRequest request) {
        @Nullable UUID board = request.hasBoard() ? Ids.parse("board", request.getBoard()) : null;
        return similar.of(ThreadDraft.title(request.getTitle()), board, Caller.current(), size(request.getLimit()))
                .compose(shown::threads)
                .map(items ->
                        FindSimilarThreadsReply.newBuilder().addAllItems(items).build());
    }

    private static int size(int limit) {
        if (limit < 0 || limit > MOST_SIMILAR) {
            throw RpcException.invalid("request.invalid", "/limit", "must be 1 to " + MOST_SIMILAR);
        }
        return limit == 0 ? SIMILAR : limit;
    }
}
