package com.beachdo.identity;

import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.SellerRated;
import com.beachdo.forum.v1.NotificationMailDue;
import com.beachdo.identity.kyc.KycConfig;
import com.beachdo.identity.kyc.KycModule;
import com.beachdo.identity.mail.LinkToken;
import com.beachdo.identity.mail.MailSender;
import com.beachdo.identity.mail.MailTexts;
import com.beachdo.identity.mail.Smtp;
import com.beachdo.identity.oidc.IdentityStore;
import com.beachdo.identity.oidc.OidcAttempts;
import com.beachdo.identity.oidc.OidcConfig;
import com.beachdo.identity.oidc.OidcProvider;
import com.beachdo.identity.passkeys.Ceremony;
import com.beachdo.identity.passkeys.PasskeyStore;
import com.beachdo.identity.sms.SmsSender;
import com.beachdo.identity.tokens.AccessTokens;
import com.beachdo.identity.tokens.KeyRotation;
import com.beachdo.identity.tokens.SigningKeyStore;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.Identities;
import com.beachdo.identity.v1.Import;
import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.Passkeys;
import com.beachdo.identity.v1.Passwords;
import com.beachdo.identity.v1.Privacy;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.Users;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.AppealAnswered;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.SuspensionEnded;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.config.PlatformConfig.SecretKey;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The identity domain: accounts, sessions, tokens and sign-in codes. */
public final class IdentityVerticle extends DomainVerticle {
    private final IdentityConfig config;
    private final KycConfig kyc;
    private final PlatformConfig platform;
    private final SecretKey secret;
    private final List<Supplier<Future<Void>>> closing = new ArrayList<>();

    public IdentityVerticle(PlatformConfig platform, IdentityConfig config, KycConfig kyc) {
        super("identity", platform);
        this.config = config;
        this.kyc = kyc;
        this.platform = platform;
        this.secret = platform.secretKey();
    }

    @Override
    protected Future<?> start(Domain domain) {
        SigningKeyStore keys = new SigningKeyStore(domain.db(), secret.derive("signing keys"));
        return keys.current()
                .map(key -> new AccessTokens(key, platform.publicUrl().toString(), config.accessTokenSeconds()))
                .compose(tokens -> tokens.check(domain.vertx()).map(tokens))
                .map(tokens -> {
                    rotate(domain, keys, tokens);
                    return Common.open(domain, platform, config, tokens, closing);
                })
                .compose(common -> serve(domain, keys, common));
    }

    private void rotate(Domain domain, SigningKeyStore keys, AccessTokens tokens) {
        KeyRotation rotation = new KeyRotation(domain.vertx(), keys, tokens, Duration.ofDays(config.keyDays()));
        rotation.start();
        closing.add(rotation::stop);
    }

    private Future<Void> serve(Domain domain, SigningKeyStore keys, Common common) {
        serveAccounts(domain, common);
        serveOtp(domain, common);
        serveKyc(domain);
        serveIdentities(domain, common);
        servePasskeys(domain, common);
        servePrivacy(domain, common);
        serveSessions(domain, keys, common);
        sendMails(domain, common);
        Cleanup cleanup = new Cleanup(domain.vertx(), domain.db());
        cleanup.start();
        closing.add(cleanup::stop);
        IdentityConfig.Admin admin = config.admin();
        return admin == null
                ? Future.succeededFuture()
                : new FirstAdmin(domain.db(), common.accounts(), common.credentials(), common.passwords())
                        .ensure(admin);
    }

    private void serveAccounts(Domain domain, Common common) {
        domain.serve(
                Accounts.class,
                new AccountsRpc(
                        domain.db(),
                        common.accounts(),
                        common.credentials(),
                        common.emails(),
                        common.rules(),
                        common.passwords(),
                        common.captcha(),
                        common.reauthentication(),
                        common.signIns(),
                        common.events()));
        domain.on(SellerRated.getDefaultInstance(), RatingStore::rated);
        domain.serve(
                Passwords.class,
                new PasswordsRpc(
                        domain.db(),
                        common.accounts(),
                        common.credentials(),
                        common.sessions(),
                        common.mails(),
                        common.links(),
                        common.rules(),
                        common.passwords(),
                        common.reauthentication(),
                        common.gate(),
                        common.captcha(),
                        common.emails(),
                        common.ended(),
                        common.events()));
        domain.serve(Import.class, new ImportRpc(domain.db(), common.accounts(), common.passwords()));
        RoleStore roles = new RoleStore(domain.db());
        domain.serve(
                Users.class,
                new UsersRpc(
                        domain.db(),
                        common.accounts(),
                        new UserLists(domain.db()),
                        roles,
                        common.sessions(),
                        new RoleGrants(common.accounts(), roles, common.sessions(), common.emails(), common.events()),
                        new StepUp(domain.serviceClient(Factors.class)),
                        notices(common),
                        common.ended(),
                        common.events()));
    }

    private DecisionNotices notices(Common common) {
        return new DecisionNotices(
                common.accounts(), common.mails(), config.mail().grievance());
    }

    private void serveSessions(Domain domain, SigningKeyStore keys, Common common) {
        domain.serve(
                Sessions.class,
                new SessionsRpc(
                        domain.db(),
                        common.accounts(),
                        common.credentials(),
                        common.sessions(),
                        keys,
                        common.passwords(),
                        common.gate(),
                        common.captcha(),
                        common.signIns(),
                        common.ended(),
                        common.events(),
                        platform.publicUrl().toString()));
        domain.serve(
                Factors.class,
                new FactorsRpc(
                        domain.db(),
                        common.accounts(),
                        common.factors(),
                        common.secondFactors(),
                        common.reauthentication(),
                        common.gate(),
                        common.signIns(),
                        common.emails(),
                        common.events()));
        Restrictions restrictions = new Restrictions(
                common.accounts(), common.sessions(), common.ended(), common.events(), notices(common));
        domain.on(AccountRestricted.getDefaultInstance(), restrictions::restrict);
        domain.on(DecisionOverturned.getDefaultInstance(), restrictions::overturned);
        domain.on(SuspensionEnded.getDefaultInstance(), restrictions::suspensionEnded);
    }

    private void serveIdentities(Domain domain, Common common) {
        OidcConfig oidc = config.oidc();
        URI callback = URI.create(platform.publicUrl().toString().replaceAll("/+$", "") + "/v1/auth/oidc/callback");
        OidcProvider provider = oidc == null ? null : new OidcProvider(domain.vertx(), oidc, callback);
        if (provider != null) {
            closing.add(provider::close);
        }
        IdentityStore identities = new IdentityStore(domain.db());
        domain.serve(
                Identities.class,
                new IdentitiesRpc(
                        domain.db(),
                        provider,
                        new OidcAttempts(domain.db(), secret),
                        identities,
                        new OidcSignIn(
                                common.accounts(),
                                common.credentials(),
                                identities,
                                common.signIns(),
                                common.emails(),
                                common.events()),
                        common.sessions(),
                        common.reauthentication(),
                        common.accounts(),
                        common.gate(),
                        common.emails(),
                        common.events(),
                        page("/sign-in", "/docs")));
    }

    private void servePasskeys(Domain domain, Common common) {
        domain.serve(
                Passkeys.class,
                new PasskeysRpc(
                        domain.db(),
                        new PasskeyStore(domain.db()),
                        new Ceremony(config.passkeys()),
                        new LinkToken(secret.derive("passkey challenges")),
                        config.passkeys().rpId(),
                        common.accounts(),
                        common.sessions(),
                        common.factors(),
                        common.reauthentication(),
                        common.gate(),
                        common.signIns(),
                        common.emails(),
                        common.events()));
    }

    /** A page of the front end; without one, of the API. */
    private URI page(String path, String without) {
        URI frontEnd = config.frontendUrl();
        URI base = frontEnd == null ? platform.publicUrl() : frontEnd;
        return URI.create(base.toString().replaceAll("/+$", "") + (frontEnd == null ? without : path));
    }

    private void servePrivacy(Domain domain, Common common) {
        ErasureStore store = new ErasureStore(domain.db());
        domain.serve(
                Privacy.class,
                new PrivacyRpc(
                        domain.db(),
                        common.accounts(),
                        store,
                        new ConsentStore(domain.db()),
                        common.sessions(),
                        common.emails(),
                        common.ended(),
                        common.events(),
                        config.erasureDays()));
        Erasures erasures =
                new Erasures(domain.vertx(), domain.db(), store, common.sessions(), common.ended(), common.events());
        erasures.start();
        closing.add(erasures::stop);
    }

    private void sendMails(Domain domain, Common common) {
        URI frontEnd = config.frontendUrl() == null ? platform.publicUrl() : config.frontendUrl();
        MailSender sender = new MailSender(
                domain.vertx(),
                common.mails(),
                new Smtp(domain.vertx(), config.mail()),
                new MailTexts(config.mail().from(), frontEnd, platform.publicUrl(), common.links()));
        sender.start();
        domain.on(NoticeDue.getDefaultInstance(), new CatalogNotices(common.accounts(), common.mails())::mail);
        domain.on(NotificationMailDue.getDefaultInstance(), new ForumNotices(common.accounts(), common.mails())::mail);
        DecisionNotices decisions = notices(common);
        domain.on(DecisionMade.getDefaultInstance(), decisions::mail);
        domain.on(AppealAnswered.getDefaultInstance(), decisions::answer);
        closing.add(sender::stop);
    }

    private void serveOtp(Domain domain, Common common) {
        SmsSender sms = new SmsSender(domain.vertx(), config.sms());
        closing.add(sms::close);
        OtpCodes codes = new OtpCodes(secret.derive("sign-in codes"));
        PhoneProofs phones = new PhoneProofs(
                common.accounts(), common.credentials(), common.reauthentication(), common.emails(), common.events());
        domain.serve(
                Otp.class,
                new OtpRpc(
                        domain.db(),
                        new OtpStore(),
                        codes,
                        sms,
                        common.accounts(),
                        common.signIns(),
                        phones,
                        common.gate(),
                        common.captcha(),
                        new SmsBudget(config.smsLimits()),
                        common.events()));
    }

    @Override
    protected Future<?> stop(Domain domain) {
        return Future.join(closing.stream().map(Supplier::get).toList());
    }

    private void serveKyc(Domain domain) {
        KycModule module =
                new KycModule(kyc, secret, platform.publicUrl(), config.frontendUrl(), new VerifiedAccounts());
        closing.add(module::close);
        module.serve(domain);
    }
}
