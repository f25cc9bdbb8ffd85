package com.beachdo.identity;

import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.mail.LinkToken;
import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.mail.MailStore;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Whose an e-mail address is: asked by a mail, proven by its link. */
final class Emails {
    private final Db db;
    private final AccountStore accounts;
    private final CredentialStore credentials;
    private final VerificationStore verifications;
    private final MailStore mails;
    private final LinkToken tokens;
    private final Gate gate;
    private final SecurityEvents events;

    Emails(
            Db db,
            AccountStore accounts,
            CredentialStore credentials,
            VerificationStore verifications,
            MailStore mails,
            LinkToken tokens,
            Gate gate,
            SecurityEvents events) {
        this.events = events;
        this.db = db;
        this.accounts = accounts;
        this.credentials = credentials;
        this.verifications = verifications;
        this.mails = mails;
        this.tokens = tokens;
        this.gate = gate;
    }

    /**
     * Sends a mail to an address that an account claims: a link to prove it by, or word to its owner when it is another
     * account's. The caller can't tell which. Some an hour go to one address, so that nobody is buried in them.
     */
    Future<Void> ask(Tx tx, UUID accountId, String email) {
        return gate.mayMail(email).compose(may -> may ? send(tx, accountId, email) : Future.succeededFuture());
    }

    private Future<Void> send(Tx tx, UUID accountId, String email) {
        return verifications
                .start(tx, accountId, email)
                .compose(verification -> credentials.findOwner(tx, email).map(owner -> owner.filter(
                                other -> !other.equals(accountId))
                        .map(other -> Mail.notice(other, email, Mail.Kind.EMAIL_KNOWN, ""))
                        .orElse(Mail.link(accountId, email, Mail.Kind.VERIFY_EMAIL, verification))))
                .compose(mail -> mails.queue(tx, mail));
    }

    /** Makes an address the proven one of an account, by the token of the mail. */
    Future<Void> prove(String token) {
        UUID verification = tokens.read(token).orElseThrow(Emails::invalid);
        return db.transaction(tx -> verifications
                        .use(tx, verification)
                        .map(proof -> proof.orElseThrow(Emails::invalid))
                        .compose(proof -> prove(tx, proof))
                        .compose(ignored -> mails.forgetLink(tx, verification)))
                .recover(failure -> Future.failedFuture(CredentialStore.isEmailTaken(failure) ? invalid() : failure));
    }

    private Future<Void> prove(Tx tx, VerificationStore.Proof proof) {
        return credentials
                .proveEmail(tx, proof.accountId(), proof.email())
                .map(done -> done.orElseThrow(Emails::invalid))
                .compose(givenUp -> givenUp.isEmpty()
                        ? Future.succeededFuture()
                        : mails.queue(tx, Mail.notice(proof.accountId(), givenUp, Mail.Kind.EMAIL_CHANGED, "")))
                .compose(ignored ->
                        events.record(tx, proof.accountId(), SecurityAction.SECURITY_ACTION_EMAIL_PROVEN, null));
    }

    /** Tells the owner what happened, if there is an address that is known to be theirs. */
    Future<Void> notify(Tx tx, UUID accountId, Mail.Kind kind, String detail) {
        return accounts.find(tx, accountId)
                .map(found -> found.filter(Account::emailVerified).map(Account::email))
                .compose(email -> tell(tx, accountId, email, kind, detail));
    }

    private Future<Void> tell(Tx tx, UUID accountId, Optional<String> email, Mail.Kind kind, String detail) {
        return email.isPresent()
                ? mails.queue(tx, Mail.notice(accountId, email.get(), kind, detail))
                : Future.succeededFuture();
    }

    private static RpcException invalid() {
        return RpcException.invalid(
                "account.verification_invalid", "/token", "This link is not valid, was used before or is too old.");
    }
}
