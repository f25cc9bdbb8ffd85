package com.beachdo.identity;

import com.beachdo.identity.captcha.Captcha;
import com.beachdo.identity.factors.FactorStore;
import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.mail.LinkToken;
import com.beachdo.identity.mail.MailStore;
import com.beachdo.identity.passwords.PasswordHasher;
import com.beachdo.identity.passwords.PasswordRules;
import com.beachdo.identity.tokens.AccessTokens;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.Domain;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.config.PlatformConfig.SecretKey;
import com.beachdo.platform.ratelimit.RateLimiter;
import com.beachdo.platform.redis.RedisStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** What several contracts of identity stand on. */
record Common(
        AccountStore accounts,
        CredentialStore credentials,
        SessionStore sessions,
        PasswordHasher passwords,
        PasswordRules rules,
        Gate gate,
        Captcha captcha,
        MailStore mails,
        LinkToken links,
        Emails emails,
        Reauthentication reauthentication,
        SignIns signIns,
        EndedSessions ended,
        SecurityEvents events,
        FactorStore factors,
        SecondFactors secondFactors) {

    /** @param closing takes what has to be closed with the domain */
    static Common open(
            Domain domain,
            PlatformConfig platform,
            IdentityConfig config,
            AccessTokens accessTokens,
            List<Supplier<Future<Void>>> closing) {
        SecretKey secret = platform.secretKey();
        AccountStore accounts = new AccountStore(domain.db());
        CredentialStore credentials = new CredentialStore(domain.db());
        SecurityEvents events = new SecurityEvents(domain.vertx(), domain.db());
        events.start();
        closing.add(events::stop);
        SessionStore sessions = new SessionStore(domain.db(), events);
        MailStore mails = new MailStore(domain.db());
        LinkToken links = new LinkToken(secret.derive("verification tokens"));
        PasswordHasher passwords =
                new PasswordHasher(domain.vertx(), secret.derive("password pepper"), config.bcryptCost());
        closing.add(passwords::close);
        Gate gate = gate(domain, platform, config, events, closing);
        Captcha captcha = new Captcha(domain.vertx(), config.captcha(), gate);
        closing.add(captcha::close);
        Emails emails =
                new Emails(domain.db(), accounts, credentials, new VerificationStore(), mails, links, gate, events);
        FactorStore factors =
                new FactorStore(domain.db(), secret.derive("second factors"), secret.derive("recovery codes"));
        SecondFactors secondFactors = new SecondFactors(factors, gate, events);
        return new Common(
                accounts,
                credentials,
                sessions,
                passwords,
                new PasswordRules(),
                gate,
                captcha,
                mails,
                links,
                emails,
                new Reauthentication(credentials, sessions, passwords, gate, events),
                new SignIns(
                        domain.db(),
                        accounts,
                        sessions,
                        accessTokens,
                        emails,
                        events,
                        secondFactors,
                        config.staffSecondFactor(),
                        secret.derive("refresh token successors")),
                new EndedSessions(domain.live()),
                events,
                factors,
                secondFactors);
    }

    private static Gate gate(
            Domain domain,
            PlatformConfig platform,
            IdentityConfig config,
            SecurityEvents events,
            List<Supplier<Future<Void>>> closing) {
        RedisStore redis = new RedisStore(domain.vertx(), platform.redis());
        closing.add(() -> {
            redis.close();
            return Future.succeededFuture();
        });
        return new Gate(
                new RateLimiter(redis),
                platform.secretKey().derive("gate"),
                config.rateLimitScale(),
                () -> events.refused(null, SecurityAction.SECURITY_ACTION_THROTTLED, ""));
    }
}
