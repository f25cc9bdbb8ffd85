package com.beachdo.moderation;

import com.beachdo.catalog.v1.Listings;
import com.beachdo.chat.v1.Messages;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.Threads;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.StaffActed;
import com.beachdo.moderation.v1.Appeals;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.Privacy;
import com.beachdo.moderation.v1.Reports;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.config.PlatformConfig;
import io.vertx.core.Future;

/** Moderation, wired. */
public final class ModerationVerticle extends DomainVerticle {
    private final ModerationConfig config;

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
                domain.serviceClient(Comments.class));
        domain.serve(Reports.class, new ReportsRpc(domain.db(), targets, reports));
        domain.serve(Cases.class, new CasesRpc(domain.db(), cases, lists, reports, audit));
        domain.serve(Appeals.class, new AppealsRpc(domain.db(), new AppealStore(domain.db()), audit));
        PersonalDataStore data = new PersonalDataStore(domain.db());
        domain.serve(Privacy.class, new PrivacyRpc(data));
        domain.on(AccountErased.getDefaultInstance(), data::forget);
        domain.on(StaffActed.getDefaultInstance(), audit::append);
        return clocks.requireThere();
    }
}
