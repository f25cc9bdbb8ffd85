package com.beachdo.identity;

import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a phone the proven one of a signed-in account. */
final class PhoneProofs {
    private final AccountStore accounts;
    private final CredentialStore credentials;
    private final Reauthentication reauthentication;
    private final Emails emails;
    private final SecurityEvents events;

    PhoneProofs(
            AccountStore accounts,
            CredentialStore credentials,
            Reauthentication reauthentication,
            Emails emails,
            SecurityEvents events) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.reauthentication = reauthentication;
        this.emails = emails;
        this.events = events;
    }

    Future<Void> requireOwner(UUID accountId, @Nullable String password) {
        return reauthentication.require(accountId, AccountsRpc.callersSession(), password);
    }

    Future<Account> prove(Tx tx, UUID accountId, String phone) {
        return accounts.hold(tx, accountId)
                .compose(ignored -> credentials.provePhone(tx, accountId, phone))
                .compose(ignored -> emails.notify(tx, accountId, Mail.Kind.PHONE_CHANGED, ""))
                .compose(ignored -> events.record(
                        tx, accountId, SecurityAction.SECURITY_ACTION_PHONE_PROVEN, SecurityEvents.callersSession()))
                .compose(ignored -> accounts.find(tx, accountId))
                .map(Optional::orElseThrow);
    }
}
