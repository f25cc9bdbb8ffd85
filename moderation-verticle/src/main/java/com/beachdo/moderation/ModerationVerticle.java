package com.beachdo.moderation;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.ListingSuspected;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.SellerReviews;
import com.beachdo.chat.v1.MessageSuspected;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.ReportedImageSeen;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.PostSuspected;
import com.beachdo.forum.v1.Threads;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.AccountRestrictedByHand;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.identity.v1.StaffActed;
import com.beachdo.identity.v1.Users;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.Hooks;
import com.beachdo.moderation.v1.Overviews;
import com.beachdo.moderation.v1.Privacy;
import com.beachdo.moderation.v1.Reports;
import com.beachdo.moderation.v1.Standings;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.config.PlatformConfig;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Moderation, wired. */
public final class ModerationVerticle extends DomainVerticle {
    private static final long LOOK_FOR_LATE_MILLIS = 30_000;
    private static final long LOOK_FOR_ENDED_MILLIS = 5_000;

    private static final long LOOK_FOR_HOOKS_MILLIS = 1_000;

    private final ModerationConfig config;
    private @Nullable HookSender sender;

    public ModerationVerticle(PlatformConfig platform, ModerationConfig config) {
        super("moderation", platform);
        this.config = config;
    }

    @Override
    protected Future<?> start(Domain domain) {
        LegalClocks clocks = new LegalClocks(domain.db(), config.jurisdiction());
        ReportStore reports = new ReportStore(domain.db(), clocks);
        CaseStore cases = new CaseStore(domain.db());
        CaseLists lists = new CaseLists(domain.db());
        AuditStore audit = new AuditStore(domain.db());
        Targets targets = new Targets(
                domain.serviceClient(Listings.class),
                domain.serviceClient(Accounts.class),
                domain.serviceClient(Messages.class),
                domain.serviceClient(Threads.class),
                domain.serviceClient(Comments.class),
                domain.serviceClient(SellerReviews.class));
        domain.serve(Reports.class, new ReportsRpc(domain.db(), targets, reports));
        StepUp stepUp = new StepUp(domain.serviceClient(Factors.class));
        HookStore hooks = tellOutside(domain, audit);
        Decisions decisions = new Decisions(audit, hooks);
        StaffAccounts staffAccounts = new StaffAccounts(domain.client(Users.class));
        domain.serve(
                Cases.class, new CasesRpc(domain.db(), cases, lists, reports, audit, decisions, staffAccounts, stepUp));
        domain.serve(
                Appeals.class,
                new AppealsRpc(domain.db(), new AppealStore(domain.db()), audit, decisions, staffAccounts));
        domain.on(AccountRestrictedByHand.getDefaultInstance(), new DecisionsByHand(hooks)::heard);
        domain.serve(Standings.class, new StandingsRpc(domain.db(), new StandingStore(domain.db()), audit, stepUp));
        Suspicions suspicions = new Suspicions(targets, reports);
        domain.on(MessageSuspected.getDefaultInstance(), suspicions::messageSuspected);
        domain.on(ListingSuspected.getDefaultInstance(), suspicions::listingSuspected);
        domain.on(PostSuspected.getDefaultInstance(), suspicions::postSuspected);
        PersonalDataStore data = new PersonalDataStore(domain.db());
        domain.serve(Privacy.class, new PrivacyRpc(data));
        domain.on(AccountErased.getDefaultInstance(), (tx, event) -> data.forget(tx, event)
                .compose(done -> hooks.queueOfUser(tx, "user.deleted", event.getUserId())));
        domain.on(StaffActed.getDefaultInstance(), audit::append);
        domain.on(com.beachdo.catalog.v1.StaffActed.getDefaultInstance(), audit::append);
        domain.on(com.beachdo.forum.v1.StaffActed.getDefaultInstance(), audit::append);
        domain.on(ReportedImageSeen.getDefaultInstance(), audit::append);
        domain.on(SecurityEventRecorded.getDefaultInstance(), (tx, event) -> FigureStore.count(tx, event)
                .compose(done -> event.getAction() == SecurityAction.SECURITY_ACTION_REGISTERED
                        ? hooks.queueOfUser(tx, "user.created", event.getUserId())
                        : Future.succeededFuture())
                .compose(done -> event.getStaff() ? audit.append(tx, event) : Future.succeededFuture()));
        domain.on(ListingChanged.getDefaultInstance(), FigureStore::count);
        domain.on(RoomOpened.getDefaultInstance(), FigureStore::count);
        OverviewStore overviews = new OverviewStore(domain.db());
        domain.serve(
                Overviews.class,
                new OverviewsRpc(
                        overviews,
                        domain.serviceClient(ListingReview.class),
                        new TransparencyStore(domain.db()),
                        new UserRecordStore(domain.db())));
        hearOfEffects(domain);
        LateCases late = new LateCases(overviews);
        OverviewCounts counts = new OverviewCounts(domain.db());
        long unused = vertx.setPeriodic(1, LOOK_FOR_LATE_MILLIS, ignored -> {
            late.look();
            counts.look();
        });
        Suspensions suspensions = new Suspensions(domain.db(), audit);
        long unusedToo = vertx.setPeriodic(1, LOOK_FOR_ENDED_MILLIS, ignored -> suspensions.look());
        return clocks.requireThere();
    }

    private HookStore tellOutside(Domain domain, AuditStore audit) {
        ModerationConfig.Hook hook = config.hook();
        HookStore hooks = new HookStore(domain.db(), hook != null);
        domain.serve(Hooks.class, new HooksRpc(domain.db(), hooks, audit));
        if (hook != null) {
            HookSender started = new HookSender(vertx, hooks, hook);
            sender = started;
            long unused = vertx.setPeriodic(1, LOOK_FOR_HOOKS_MILLIS, ignored -> started.look());
        }
        return hooks;
    }

    @Override
    protected Future<?> stop(Domain domain) {
        return sender == null ? Future.succeededFuture() : sender.close();
    }

    /** Each domain says it in a word of its own. */
    private static void hearOfEffects(Domain domain) {
        domain.on(
                com.beachdo.identity.v1.DecisionCarriedOut.getDefaultInstance(),
                (tx, event) -> Effects.done(tx, "identity", event.getDecisionId()));
        domain.on(
                com.beachdo.catalog.v1.DecisionCarriedOut.getDefaultInstance(),
                (tx, event) -> Effects.done(tx, "catalog", event.getDecisionId()));
        domain.on(
                com.beachdo.chat.v1.DecisionCarriedOut.getDefaultInstance(),
                (tx, event) -> Effects.done(tx, "chat", event.getDecisionId()));
        domain.on(
                com.beachdo.forum.v1.DecisionCarriedOut.getDefaultInstance(),
                (tx, event) -> Effects.done(tx, "forum", event.getDecisionId()));
    }
}
