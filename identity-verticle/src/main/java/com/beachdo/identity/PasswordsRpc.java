package com.beachdo.identity;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.captcha.Captcha;
import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.mail.LinkToken;
import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.mail.MailStore;
import com.beachdo.identity.passwords.PasswordHasher;
import com.beachdo.identity.passwords.PasswordRules;
import com.beachdo.identity.v1.ChangePasswordRequest;
import com.beachdo.identity.v1.ForgotPasswordRequest;
import com.beachdo.identity.v1.Passwords;
import com.beachdo.identity.v1.ResetPasswordRequest;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The passwords contract: forgotten, reset and changed. */
final class PasswordsRpc implements Passwords {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordsRpc.class);
    private static final String POINTER = "/newPassword";

    private final Db db;
    private final AccountStore accounts;
    private final CredentialStore credentials;
    private final SessionStore sessions;
    private final MailStore mails;
    private final LinkToken tokens;
    private final PasswordRules rules;
    private final PasswordHasher passwords;
    private final Reauthentication reauthentication;
    private final Gate gate;
    private final Captcha captcha;
    private final Emails emails;
    private final EndedSessions ended;
    private final SecurityEvents events;

    PasswordsRpc(
            Db db,
            AccountStore accounts,
            CredentialStore credentials,
            SessionStore sessions,
            MailStore mails,
            LinkToken tokens,
            PasswordRules rules,
            PasswordHasher passwords,
            Reauthentication reauthentication,
            Gate gate,
            Captcha captcha,
            Emails emails,
            EndedSessions ended,
            SecurityEvents events) {
        this.db = db;
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
        this.mails = mails;
        this.tokens = tokens;
        this.rules = rules;
        this.passwords = passwords;
        this.reauthentication = reauthentication;
        this.gate = gate;
        this.captcha = captcha;
        this.emails = emails;
        this.ended = ended;
        this.events = events;
    }

    @Override
    public Future<Empty> forgotPassword(ForgotPasswordRequest request) {
        String email = Contacts.normalised(request.getEmail());
        return captcha.before(request.getCaptchaToken(), () -> {
            if (Contacts.isEmail(email)) {
                // nobody waits for it: how long the answer takes must not tell whether there is an account
                Future<Void> unused = db.transaction(tx -> sendLink(tx, email))
                        .onFailure(failure -> LOG.warn("no reset was started: {}", failure.getMessage()));
            }
            return Future.succeededFuture(Empty.getDefaultInstance());
        });
    }

    private Future<Void> sendLink(Tx tx, String email) {
        return credentials
                .findForReset(tx, email)
                .compose(owner -> owner.isEmpty()
                        ? Future.succeededFuture()
                        : accounts.hold(tx, owner.get())
                                .compose(ignored -> credentials.startReset(tx, owner.get()))
                                .compose(reset -> reset.isEmpty()
                                        ? Future.succeededFuture()
                                        : mails.queue(
                                                        tx,
                                                        Mail.link(
                                                                owner.get(),
                                                                email,
                                                                Mail.Kind.RESET_PASSWORD,
                                                                reset.get()))
                                                .compose(ignored -> events.record(
                                                        tx,
                                                        owner.get(),
                                                        SecurityAction.SECURITY_ACTION_RESET_ASKED,
                                                        null))));
    }

    @Override
    public Future<Empty> resetPassword(ResetPasswordRequest request) {
        UUID resetId = tokens.read(request.getToken()).orElseThrow(this::resetRefused);
        rules.check(request.getNewPassword(), POINTER, List.of());
        return gate.token()
                .compose(pass -> passwords
                        .hash(request.getNewPassword())
                        .compose(hash -> db.transaction(tx -> reset(tx, resetId, request.getNewPassword(), hash)))
                        .onSuccess(ignored -> pass.giveBack()))
                .map(Empty.getDefaultInstance());
    }

    private Future<Void> reset(Tx tx, UUID resetId, String password, String hash) {
        return credentials
                .useReset(tx, resetId)
                .map(found -> found.orElseThrow(this::resetRefused))
                .compose(accountId -> accounts.hold(tx, accountId)
                        .compose(ignored -> accounts.find(tx, accountId))
                        .map(AccountsRpc::found)
                        .compose(account ->
                                prove(tx, account).compose(ignored -> set(tx, account, password, hash, null)))
                        .compose(ignored ->
                                events.record(tx, accountId, SecurityAction.SECURITY_ACTION_PASSWORD_RESET, null)));
    }

    /** Whoever has the link reads the mails of the address. */
    private Future<Void> prove(Tx tx, Account account) {
        String email = account.email();
        return email == null || account.emailVerified()
                ? Future.succeededFuture()
                : credentials.proveEmail(tx, account.id(), email).map(done -> {
                    String unused = done.orElseThrow(PasswordsRpc::resetInvalid);
                    return null;
                });
    }

    @Override
    public Future<Empty> changePassword(ChangePasswordRequest request) {
        UUID caller = Ids.parse("subject", CallContext.current().requireSubject());
        UUID session = AccountsRpc.callersSession();
        String current = request.hasCurrentPassword() ? request.getCurrentPassword() : null;
        String wanted = request.getNewPassword();
        return accounts.find(caller)
                .map(AccountsRpc::found)
                .map(account -> {
                    rules.check(wanted, POINTER, context(account));
                    return account;
                })
                .compose(account -> reauthentication
                        .require(caller, session, current)
                        .compose(ignored -> passwords.hash(wanted))
                        .compose(hash -> db.transaction(tx -> accounts.hold(tx, caller)
                                .compose(ignored -> set(tx, account, wanted, hash, session))
                                .compose(ignored -> events.record(
                                        tx, caller, SecurityAction.SECURITY_ACTION_PASSWORD_CHANGED, session)))))
                .map(Empty.getDefaultInstance());
    }

    /** Whoever knew the password before is out: every session ends but the one that changed it. */
    private Future<Void> set(Tx tx, Account account, String password, String hash, @Nullable UUID session) {
        rules.check(password, POINTER, context(account));
        String email = account.email();
        Buffer tag = email == null ? Buffer.buffer() : passwords.loginTag(email, password);
        return credentials
                .setPassword(tx, account.id(), hash, tag)
                .compose(ignored -> sessions.endAllBut(tx, account.id(), session, EndedSessions.PASSWORD_CHANGED))
                .compose(ids -> emails.notify(tx, account.id(), Mail.Kind.PASSWORD_CHANGED, "")
                        .map(ignored -> {
                            ended.tell(account.id(), ids, EndedSessions.PASSWORD_CHANGED);
                            return null;
                        }));
    }

    private static List<String> context(Account account) {
        return Stream.of(account.email(), account.name())
                .filter(Objects::nonNull)
                .toList();
    }

    private RpcException resetRefused() {
        events.refused(null, SecurityAction.SECURITY_ACTION_SIGN_IN_REFUSED, "reset");
        return resetInvalid();
    }

    private static RpcException resetInvalid() {
        return RpcException.invalid(
                "password.reset_invalid", "/token", "This link is not valid, was used before or is too old.");
    }
}
