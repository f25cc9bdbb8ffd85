package com.beachdo.forum;

import com.beachdo.common.v1.Empty;
import com.beachdo.forum.v1.CreateThreadRequest;
import com.beachdo.forum.v1.DeleteThreadRequest;
import com.beachdo.forum.v1.GetThreadHistoryRequest;
import com.beachdo.forum.v1.GetThreadRequest;
import com.beachdo.forum.v1.LikeReply;
import com.beachdo.forum.v1.LikeThreadRequest;
import com.beachdo.forum.v1.ListBoardsReply;
import com.beachdo.forum.v1.ListBoardsRequest;
import com.beachdo.forum.v1.ListThreadsReply;
import com.beachdo.forum.v1.ListThreadsRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.ThreadHistory;
import com.beachdo.forum.v1.Threads;
import com.beachdo.forum.v1.UnlikeThreadRequest;
import com.beachdo.forum.v1.UnwatchThreadRequest;
import com.beachdo.forum.v1.UpdateThreadRequest;
import com.beachdo.forum.v1.WatchMode;
import com.beachdo.forum.v1.WatchThreadRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** The threads contract. */
final class ThreadsRpc implements Threads {
    private final Db db;
    private final BoardStore boards;
    private final ThreadStore threads;
    private final ThreadLists lists;
    private final LikeStore likes;
    private final WatchStore watches;
    private final ThreadHistories histories;
    private final PostEdits edits;
    private final LinkedListings listings;
    private final Presentation shown;
    private final Bodies bodies;
    private final TrustReckoning trust;

    ThreadsRpc(
            Db db,
            BoardStore boards,
            ThreadStore threads,
            ThreadLists lists,
            LikeStore likes,
            WatchStore watches,
            ThreadHistories histories,
            PostEdits edits,
            LinkedListings listings,
            Presentation shown,
            Bodies bodies,
            TrustReckoning trust) {
        this.trust = trust;
        this.db = db;
        this.boards = boards;
        this.threads = threads;
        this.lists = lists;
        this.likes = likes;
        this.watches = watches;
        this.histories = histories;
        this.edits = edits;
        this.listings = listings;
        this.shown = shown;
        this.bodies = bodies;
    }

    @Override
    public Future<ListBoardsReply> listBoards(ListBoardsRequest request) {
        return boards.inUse();
    }

    @Override
    public Future<ListThreadsReply> listThreads(ListThreadsRequest request) {
        int size = Page.size(request.getLimit());
        return lists.page(ThreadFilter.of(request), Caller.current(), size, request.getCursor())
                .compose(found -> shown.threads(found.page().items()).map(items -> reply(items, found)));
    }

    private static ListThreadsReply reply(List<Thread> items, ThreadLists.Found found) {
        ListThreadsReply.Builder reply = ListThreadsReply.newBuilder().addAllItems(items);
        String next = found.page().next();
        if (next != null) {
            reply.setNextCursor(next);
        }
        String corrected = found.corrected();
        return (corrected == null ? reply : reply.setCorrectedQ(corrected)).build();
    }

    @Override
    public Future<Thread> createThread(CreateThreadRequest request) {
        ThreadDraft draft = ThreadDraft.of(request, Caller.signedIn());
        return bodies.render(request.getBody(), ThreadDraft.MAX_BODY)
                .compose(body -> limits(draft.authorId()).compose(limits -> listings.mayLink(draft.listingId())
                        .compose(mayLink -> create(request, draft, body, limits, mayLink))))
                .compose(shown::thread);
    }

    private Future<Thread> create(
            CreateThreadRequest request, ThreadDraft draft, Body body, TrustLimits limits, boolean mayLink) {
        PostLimits.requireFew(limits, body.source(), draft.mentions().size());
        return db.once(request, Thread.getDefaultInstance(), tx -> {
            LinkedListings.requireMayLink(mayLink);
            return Restrictions.requireFree(tx, draft.authorId())
                    .compose(free ->
                            PostLimits.require(tx, draft.authorId(), Post.Kind.THREAD, draft.text(body), limits))
                    .compose(held -> threads.create(tx, draft, body, held));
        });
    }

    private Future<TrustLimits> limits(UUID author) {
        return trust.of(author, Caller.current().staff()).map(TrustReckoning.Reckoned::limits);
    }

    @Override
    public Future<Thread> getThread(GetThreadRequest request) {
        return threads.find(Ids.parse("threadId", request.getThreadId()), Caller.current())
                .compose(shown::thread);
    }

    @Override
    public Future<Thread> updateThread(UpdateThreadRequest request) {
        ThreadChange change = ThreadChange.of(request);
        boolean staff = Caller.current().staff();
        return request.hasBody()
                ? bodies.render(request.getBody(), ThreadDraft.MAX_BODY)
                        .compose(body -> update(request, staff, change.withBody(body)))
                : update(request, staff, change);
    }

    /** Without a change the version stays. */
    private Future<Thread> update(UpdateThreadRequest request, boolean staff, ThreadChange change) {
        UUID id = Ids.parse("threadId", request.getThreadId());
        UUID user = Caller.signedIn();
        List<UUID> mentions = Mentions.of(request.getMentionsList());
        boolean ofAnybody = staff && change.isOfTagsAlone() && mentions.isEmpty();
        return limits(user)
                .compose(limits -> {
                    PostLimits.requireFew(limits, change.text(), mentions.size());
                    return db.transaction(tx -> Restrictions.requireFree(tx, user)
                            .compose(free -> threads.lock(tx, id))
                            .map(post -> ofAnybody ? post : post.requireAuthor(user))
                            .map(post -> request.hasExpectedVersion()
                                    ? post.requireVersion(request.getExpectedVersion())
                                    : post)
                            .compose(post -> change.isNothing() && mentions.isEmpty()
                                    ? Future.succeededFuture(true)
                                    : edit(tx, id, user, change, mentions, limits)));
                })
                .compose(done -> threads.find(id, new Caller(user, staff)))
                .compose(shown::thread);
    }

    private Future<Boolean> edit(
            Tx tx, UUID id, UUID user, ThreadChange change, List<UUID> mentions, TrustLimits limits) {
        return change.isNothing()
                ? Mentions.add(tx, id, user, mentions).map(true)
                : edits.thread(tx, id, user, change, mentions, limits);
    }

    @Override
    public Future<Empty> deleteThread(DeleteThreadRequest request) {
        UUID id = Ids.parse("threadId", request.getThreadId());
        Caller caller = Caller.current();
        UUID user = Caller.signedIn();
        return db.transaction(tx -> HeldPosts.refuse(tx, Post.Kind.THREAD, id, user)
                        .compose(refused -> refused ? Future.succeededFuture() : delete(tx, id, caller, user)))
                .map(Empty.getDefaultInstance());
    }

    private Future<Void> delete(Tx tx, UUID id, Caller caller, UUID user) {
        return threads.lock(tx, id)
                .map(post -> caller.staff() ? post : post.requireAuthor(user))
                .compose(post -> threads.delete(tx, id, user).map(post))
                .compose(post -> post.authorId().equals(user)
                        ? Future.succeededFuture()
                        : StaffActions.tell(tx, user, StaffActions.THREAD, id, "thread.delete", new JsonObject()));
    }

    @Override
    public Future<LikeReply> likeThread(LikeThreadRequest request) {
        return likes.like(Post.Kind.THREAD, Ids.parse("threadId", request.getThreadId()), Caller.signedIn());
    }

    @Override
    public Future<LikeReply> unlikeThread(UnlikeThreadRequest request) {
        return likes.unlike(Post.Kind.THREAD, Ids.parse("threadId", request.getThreadId()), Caller.signedIn());
    }

    @Override
    public Future<Empty> watchThread(WatchThreadRequest request) {
        WatchMode mode = request.hasMode() ? request.getMode() : WatchMode.WATCH_MODE_ALL;
        if (mode == WatchMode.WATCH_MODE_UNSPECIFIED || mode == WatchMode.UNRECOGNIZED) {
            throw RpcException.invalid("request.invalid", "/mode", "must be ALL, MENTIONS or MUTE");
        }
        return watches.watch(Ids.parse("threadId", request.getThreadId()), Caller.signedIn(), mode)
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> unwatchThread(UnwatchThreadRequest request) {
        return watches.unwatch(Ids.parse("threadId", request.getThreadId()), Caller.signedIn())
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<ThreadHistory> getThreadHistory(GetThreadHistoryRequest request) {
        return histories.of(Ids.parse("threadId", request.getThreadId()), Caller.current());
    }
}
