package com.beachdo.forum;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.forum.v1.CommentAdded;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.Privacy;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.forum.v1.Threads;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
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
        domain.serve(
                Threads.class,
                new ThreadsRpc(
                        domain.db(),
                        boards,
                        threads,
                        lists,
                        likes,
                        new WatchStore(domain.db()),
                        new ThreadHistories(domain.db()),
                        authors,
                        bodies));
        domain.serve(ThreadModeration.class, new ThreadModerationRpc(domain.db(), threads, authors));
        domain.serve(Comments.class, new CommentsRpc(domain.db(), comments, likes, authors, bodies));
        NotificationStore notifications = new NotificationStore(domain.db());
        domain.serve(Notifications.class, new NotificationsRpc(notifications));
        Notices notices = new Notices(notifications, domain.live());
        domain.on(CommentAdded.getDefaultInstance(), notices::commented);
        domain.on(ListingChanged.getDefaultInstance(), notices::listingChanged);
        Removal removal = new Removal(threads, comments, notices);
        domain.on(ContentRemoved.getDefaultInstance(), removal::apply);
        domain.on(DecisionOverturned.getDefaultInstance(), removal::undo);
        PersonalDataStore data = new PersonalDataStore(domain.db());
        domain.serve(Privacy.class, new PrivacyRpc(data));
        domain.on(AccountErased.getDefaultInstance(), data::forget);
        return Future.succeededFuture();
    }
}
