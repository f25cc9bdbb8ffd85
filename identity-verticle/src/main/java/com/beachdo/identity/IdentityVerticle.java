package com.beachdo.identity;

import com.beachdo.identity.kyc.KycConfig;
import com.beachdo.identity.kyc.KycModule;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.Import;
import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.VerificationMailDue;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.config.PlatformConfig.SecretKey;
import com.beachdo.platform.db.Ids;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The identity domain: accounts, sessions, tokens and sign-in codes. */
public final class IdentityVerticle extends DomainVerticle {
    private final IdentityConfig config;
    private final KycConfig kyc;
    private final SecretKey secret;
    private final URI publicUrl;
    private final List<Supplier<Future<Void>>> closing = new ArrayList<>();

    public IdentityVerticle(PlatformConfig platform, IdentityConfig config, KycConfig kyc) {
        super("identity", platform);
        this.config = config;
        this.kyc = kyc;
        this.secret = platform.secretKey();
        this.publicUrl = platform.publicUrl();
    }

    /** What several contracts stand on. */
    private record Common(
            AccountStore accounts,
            SessionStore sessions,
            PasswordHasher passwords,
            SignIns signIns,
            EndedSessions ended) {}

    @Override
    protected Future<?> start(Domain domain) {
        SigningKeyStore keys = new SigningKeyStore(domain.db(), secret.derive("signing keys"));
        return keys.current()
                .map(key -> new AccessTokens(key, publicUrl.toString(), config.accessTokenSeconds()))
                .compose(tokens -> tokens.check(domain.vertx()).map(tokens))
                .map(tokens -> common(domain, tokens))
                .compose(common -> serve(domain, keys, common));
    }

    private Common common(Domain domain, AccessTokens accessTokens) {
        AccountStore accounts = new AccountStore(domain.db());
        SessionStore sessions = new SessionStore(domain.db());
        PasswordHasher passwords =
                new PasswordHasher(domain.vertx(), secret.derive("password pepper"), config.bcryptCost());
        closing.add(passwords::close);
        SignIns signIns = new SignIns(accounts, sessions, accessTokens, secret.derive("refresh token successors"));
        return new Common(accounts, sessions, passwords, signIns, new EndedSessions(domain.live()));
    }

    private Future<Void> serve(Domain domain, SigningKeyStore keys, Common common) {
        serveAccounts(domain, common);
        serveOtp(domain, common);
        serveKyc(domain);
        domain.serve(
                Sessions.class,
                new SessionsRpc(
                        domain.db(),
                        common.accounts(),
                        common.sessions(),
                        keys,
                        common.passwords(),
                        common.signIns(),
                        common.ended()));
        domain.serve(Import.class, new ImportRpc(domain.db(), common.accounts(), common.passwords()));
        Restrictions restrictions = new Restrictions(common.accounts(), common.sessions(), common.ended());
        domain.on(AccountRestricted.getDefaultInstance(), restrictions::restrict);
        Cleanup cleanup = new Cleanup(domain.vertx(), domain.db());
        cleanup.start();
        closing.add(cleanup::stop);
        IdentityConfig.Admin admin = config.admin();
        return admin == null
                ? Future.succeededFuture()
                : new FirstAdmin(domain.db(), common.accounts(), common.passwords()).ensure(admin);
    }

    private void serveAccounts(Domain domain, Common common) {
        VerificationStore verifications = new VerificationStore(domain.db());
        VerificationToken tokens = new VerificationToken(secret.derive("verification tokens"));
        domain.serve(
                Accounts.class,
                new AccountsRpc(
                        domain.db(),
                        common.accounts(),
                        verifications,
                        tokens,
                        new PasswordRules(),
                        common.passwords(),
                        common.signIns()));
        domain.on(
                VerificationMailDue.getDefaultInstance(),
                (tx, due) -> verifications.queueMail(tx, Ids.parse("verificationId", due.getVerificationId())));
        MailSender mails = new MailSender(
                domain.vertx(), verifications, new Smtp(domain.vertx(), config.mail()), due -> mail(due, tokens));
        mails.start();
        closing.add(mails::stop);
    }

    private void serveOtp(Domain domain, Common common) {
        SmsSender sms = new SmsSender(domain.vertx(), config.sms());
        closing.add(sms::close);
        OtpCodes codes = new OtpCodes(secret.derive("sign-in codes"));
        domain.serve(
                Otp.class, new OtpRpc(domain.db(), new OtpStore(), codes, sms, common.accounts(), common.signIns()));
    }

    private void serveKyc(Domain domain) {
        KycModule module = new KycModule(kyc, secret, publicUrl, config.frontendUrl(), new VerifiedAccounts());
        closing.add(module::close);
        module.serve(domain);
    }

    private VerificationMail mail(VerificationStore.DueMail due, VerificationToken tokens) {
        URI base = config.frontendUrl() == null ? publicUrl : config.frontendUrl();
        return new VerificationMail(
                config.mail().from(),
                due.email(),
                due.name(),
                VerificationMail.link(base, tokens.of(due.verificationId())));
    }

    @Override
    protected Future<?> stop(Domain domain) {
        return Future.join(closing.stream().map(Supplier::get).toList());
    }
}
