package com.beachdo.forum;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.chat.v1.BlockChanged;
import com.beachdo.chat.v1.MessagesWaiting;
import com.beachdo.chat.v1.UnreadMessagesDue;
import com.beachdo.forum.push.PushProviders;
import com.beachdo.forum.v1.BoardAdministration;
import com.beachdo.forum.v1.CommentAdded;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.ForumSearch;
import com.beachdo.forum.v1.Histories;
import com.beachdo.forum.v1.MentionsAdded;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.PostModeration;
import com.beachdo.forum.v1.PostReview;
import com.beachdo.forum.v1.Privacy;
import com.beachdo.forum.v1.PushDevices;
import com.beachdo.forum.v1.Reading;
import com.beachdo.forum.v1.ThreadModeration;
import com.beachdo.forum.v1.Threads;
import com.beachdo.forum.v1.Trust;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.AccountRestrictedByHand;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.SessionsEnded;
import com.beachdo.identity.v1.SuspensionOver;
import com.beachdo.moderation.v1.AppealAnswered;
import com.beachdo.moderation.v1.ContentCleared;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.config.PlatformConfig;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The forum, wired. */
public final class ForumVerticle extends DomainVerticle {
    private static final long LOOK_FOR_MAILS_MILLIS = 5_000;
    private static final long LOOK_FOR_PUSHES_MILLIS = 1_000;
    private static final long LOOK_FOR_PURGES_MILLIS = 5_000;

    private final ForumConfig config;
    private Supplier<Future<Void>> closing = Future::succeededFuture;

    public ForumVerticle(PlatformConfig platform, ForumConfig config) {
        super("forum", platform);
        this.config = config;
    }

    @Override
    protected Future<?> start(Domain domain) {
        BoardStore boards = new BoardStore(domain.db());
        ThreadStore threads = new ThreadStore(domain.db());
        CommentStore comments = new CommentStore(domain.db());
        TitleWords words = new TitleWords(domain.db());
        ThreadLists lists = new ThreadLists(domain.db(), words);
        LikeStore likes = new LikeStore(domain.db());
        Authors authors = new Authors(domain.db(), domain.serviceClient(Accounts.class), config.authorsKept());
        LinkedListings listings = new LinkedListings(domain.serviceClient(Listings.class), config.listingsKept());
        Presentation shown = new Presentation(domain.db(), authors, listings);
        PostEdits edits = new PostEdits(threads, comments);
        Bodies bodies = new Bodies(domain.vertx());
        TrustReckoning trust = new TrustReckoning(domain.db(), domain.serviceClient(Accounts.class));
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
                        edits,
                        listings,
                        shown,
                        bodies,
                        trust));
        domain.serve(BoardAdministration.class, new BoardAdministrationRpc(domain.db(), boards));
        domain.serve(Reading.class, new ReadingRpc(domain.db(), shown));
        domain.serve(ThreadModeration.class, new ThreadModerationRpc(domain.db(), threads, shown));
        domain.serve(
                Comments.class, new CommentsRpc(domain.db(), comments, likes, edits, listings, shown, bodies, trust));
        domain.serve(Histories.class, new HistoriesRpc(domain.vertx(), domain.db(), authors));
        domain.serve(ForumSearch.class, new ForumSearchRpc(domain.db(), words, shown));
        domain.serve(PostModeration.class, new PostModerationRpc(domain.db(), threads, comments, shown));
        domain.serve(PostReview.class, new PostReviewRpc(domain.db(), threads, comments, edits, authors, shown));
        domain.serve(Trust.class, new TrustRpc(domain.db(), trust, new StepUp(domain.serviceClient(Factors.class))));
        NotificationStore notifications = new NotificationStore(domain.db());
        domain.serve(
                Notifications.class,
                new NotificationsRpc(domain.db(), notifications, new PreferenceStore(domain.db())));
        Notices notices = new Notices(notifications, domain.live());
        domain.on(CommentAdded.getDefaultInstance(), notices::commented);
        domain.on(MentionsAdded.getDefaultInstance(), notices::mentioned);
        domain.on(ListingChanged.getDefaultInstance(), (tx, event) -> listings.changed(tx, event)
                .compose(forgotten -> notices.listingChanged(tx, event)));
        domain.on(NoticeDue.getDefaultInstance(), notices::due);
        domain.on(UnreadMessagesDue.getDefaultInstance(), notices::messagesUnread);
        domain.on(DecisionMade.getDefaultInstance(), notices::decided);
        domain.on(AppealAnswered.getDefaultInstance(), notices::appealAnswered);
        domain.on(AccountRestrictedByHand.getDefaultInstance(), notices::restrictedByHand);
        domain.on(SuspensionOver.getDefaultInstance(), notices::suspensionOver);
        Removal removal = new Removal(threads, comments, edits);
        domain.on(ContentRemoved.getDefaultInstance(), removal::apply);
        domain.on(ContentCleared.getDefaultInstance(), removal::cleared);
        domain.on(DecisionOverturned.getDefaultInstance(), removal::undo);
        NotificationMails mails = new NotificationMails(domain.db());
        long unused = vertx.setPeriodic(1, LOOK_FOR_MAILS_MILLIS, ignored -> mails.look());
        push(domain);
        Purges purges = new Purges(domain.db());
        long unusedToo = vertx.setPeriodic(1, LOOK_FOR_PURGES_MILLIS, ignored -> purges.look());
        domain.on(BlockChanged.getDefaultInstance(), Blocks::changed);
        domain.on(RestrictionsChanged.getDefaultInstance(), Restrictions::changed);
        PersonalDataStore data = new PersonalDataStore(domain.db());
        domain.serve(Privacy.class, new PrivacyRpc(data));
        domain.on(AccountErased.getDefaultInstance(), data::forget);
        return Future.succeededFuture();
    }

    private void push(Domain domain) {
        domain.serve(PushDevices.class, new PushDevicesRpc(new PushDeviceStore(domain.db()), config.push()));
        domain.on(SessionsEnded.getDefaultInstance(), PushDeviceStore::sessionsEnded);
        domain.on(MessagesWaiting.getDefaultInstance(), PushQueue::messagesWait);
        PushProviders providers = new PushProviders(vertx, config.push());
        closing = providers::close;
        PushSender sender =
                new PushSender(new PushQueue(domain.db()), new PushDeliveryStore(domain.db()), providers.byService());
        if (!providers.byService().isEmpty()) {
            long unused = vertx.setPeriodic(1, LOOK_FOR_PUSHES_MILLIS, ignored -> sender.look());
        }
    }

    @Override
    protected Future<?> stop(Domain domain) {
        return closing.get();
    }
}
