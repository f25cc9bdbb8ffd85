package com.beachdo.identity;

import com.beachdo.identity.oidc.IdentityStore;
import com.beachdo.identity.oidc.OidcPerson;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs in whom a provider stands for; whom nobody knows gets an account. */
final class OidcSignIn {
    private static final String NAMELESS = "New user";

    private final AccountStore accounts;
    private final CredentialStore credentials;
    private final IdentityStore identities;
    private final SignIns signIns;
    private final Emails emails;
    private final SecurityEvents events;

    OidcSignIn(
            AccountStore accounts,
            CredentialStore credentials,
            IdentityStore identities,
            SignIns signIns,
            Emails emails,
            SecurityEvents events) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.identities = identities;
        this.signIns = signIns;
        this.emails = emails;
        this.events = events;
    }

    Future<OpenSession> open(Tx tx, String provider, OidcPerson person, @Nullable String secondFactor) {
        return identities
                .lockOwner(tx, person)
                .compose(owner -> owner.isPresent()
                        ? Future.succeededFuture(owner.get())
                        : requireUnknown(tx, person).compose(ignored -> register(tx, provider, person)))
                .compose(accountId -> signIns.open(tx, accountId, provider, secondFactor));
    }

    SignedIn signedIn(OpenSession session) {
        return signIns.signedIn(session);
    }

    /** Only who signs in to an account links it: an address alone is no proof of it. */
    private Future<Void> requireUnknown(Tx tx, OidcPerson person) {
        String email = person.email();
        return email == null
                ? Future.succeededFuture()
                : credentials.findOwner(tx, Contacts.normalised(email)).map(owner -> {
                    if (owner.isPresent()) {
                        throw RpcException.conflict(
                                "oidc.account_exists",
                                "You have an account with this e-mail address. Sign in to it and link there.");
                    }
                    return null;
                });
    }

    /** The address counts once the mail to it is answered, as everybody's. */
    private Future<UUID> register(Tx tx, String provider, OidcPerson person) {
        UUID id = Ids.next();
        String name = person.name().isEmpty() ? NAMELESS : person.name();
        return accounts.insert(tx, NewAccount.proven(id, name, null, null, null, List.of("BUYER")))
                .compose(made -> identities.insert(tx, id, provider, person))
                .compose(linked -> events.record(tx, id, SecurityAction.SECURITY_ACTION_REGISTERED, provider, null))
                .compose(ignored -> ask(tx, id, person.email()))
                .map(id);
    }

    private Future<Void> ask(Tx tx, UUID id, @Nullable String email) {
        String address = email == null ? "" : Contacts.normalised(email);
        return Contacts.isEmail(address) ? emails.ask(tx, id, address) : Future.succeededFuture();
    }
}
