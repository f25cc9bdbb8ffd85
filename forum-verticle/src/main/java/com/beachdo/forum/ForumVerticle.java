package com.beachdo.forum;

import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.Privacy;
import com.beachdo.forum.v1.Threads;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.config.PlatformConfig;
import io.vertx.core.Future;

/** The forum, wired. */
public final class ForumVerticle extends DomainVerticle {
    private final ForumConfig config;

    public ForumVerticle(PlatformConfig platform, ForumConfig config) {
        super("forum", platform);
        this.config = config;
    }

    @Override
    protected Future<?> start(Domain domain) {
        BoardStore boards = new BoardStore(domain.db());
        ThreadStore threads = new ThreadStore(domain.db());
        CommentStore comments = new CommentStore(domain.db());
        ThreadLists lists = new ThreadLists(domain.db());
        LikeStore likes = new LikeStore(domain.db());
        Authors authors = new Authors(domain.serviceClient(Accounts.class), config.authorsKept());
        Bodies bodies = new Bodies(domain.vertx());
        domain.serve(Threads.class, new ThreadsRpc(domain.db(), boards, threads, lists, likes, authors, bodies));
        domain.serve(Comments.class, new CommentsRpc(domain.db(), comments, likes, authors, bodies));
        domain.on(ContentRemoved.getDefaultInstance(), new Removal(threads, comments)::apply);
        PersonalDataStore data = new PersonalDataStore(domain.db());
        domain.serve(Privacy.class, new PrivacyRpc(data));
        domain.on(AccountErased.getDefaultInstance(), data::forget);
        return Future.succeededFuture();
    }
}
