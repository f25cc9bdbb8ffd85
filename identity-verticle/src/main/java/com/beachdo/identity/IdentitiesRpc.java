package com.beachdo.identity;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.oidc.IdentityStore;
import com.beachdo.identity.oidc.OidcAttempts;
import com.beachdo.identity.oidc.OidcFailure;
import com.beachdo.identity.oidc.OidcPerson;
import com.beachdo.identity.oidc.OidcProvider;
import com.beachdo.identity.v1.FinishLinkRequest;
import com.beachdo.identity.v1.FinishOidcRequest;
import com.beachdo.identity.v1.Identities;
import com.beachdo.identity.v1.Identity;
import com.beachdo.identity.v1.ListIdentitiesReply;
import com.beachdo.identity.v1.ListIdentitiesRequest;
import com.beachdo.identity.v1.OidcAttempt;
import com.beachdo.identity.v1.RemoveIdentityRequest;
import com.beachdo.identity.v1.ReturnOidcReply;
import com.beachdo.identity.v1.ReturnOidcRequest;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartLinkRequest;
import com.beachdo.identity.v1.StartOidcRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The identities contract: accounts elsewhere, for signing in and linked. */
final class IdentitiesRpc implements Identities {
    private static final Logger LOG = LoggerFactory.getLogger(IdentitiesRpc.class);

    private final Db db;
    private final @Nullable OidcProvider provider;
    private final OidcAttempts attempts;
    private final IdentityStore identities;
    private final OidcSignIn signIn;
    private final SessionStore sessions;
    private final Reauthentication reauthentication;
    private final AccountStore accounts;
    private final Gate gate;
    private final Emails emails;
    private final SecurityEvents events;
    private final URI returnUrl;

    /** @param provider null when there is none */
    IdentitiesRpc(
            Db db,
            @Nullable OidcProvider provider,
            OidcAttempts attempts,
            IdentityStore identities,
            OidcSignIn signIn,
            SessionStore sessions,
            Reauthentication reauthentication,
            AccountStore accounts,
            Gate gate,
            Emails emails,
            SecurityEvents events,
            URI returnUrl) {
        this.db = db;
        this.provider = provider;
        this.attempts = attempts;
        this.identities = identities;
        this.signIn = signIn;
        this.sessions = sessions;
        this.reauthentication = reauthentication;
        this.accounts = accounts;
        this.gate = gate;
        this.emails = emails;
        this.events = events;
        this.returnUrl = returnUrl;
    }

    @Override
    public Future<OidcAttempt> startOidc(StartOidcRequest request) {
        return start(provider(request.getProvider()), null);
    }

    @Override
    public Future<OidcAttempt> startLink(StartLinkRequest request) {
        OidcProvider asked = provider(request.getProvider());
        UUID session = AccountsRpc.callersSession();
        String password = request.hasCurrentPassword() ? request.getCurrentPassword() : null;
        return reauthentication
                .require(AccountsRpc.caller(), session, password)
                .compose(ignored -> start(asked, session));
    }

    private Future<OidcAttempt> start(OidcProvider asked, @Nullable UUID session) {
        return attempts.start(session).compose(id -> asked.authorizationUrl(attempts.of(id))
                .recover(failure -> Future.failedFuture(seen(failure)))
                .map(url -> OidcAttempt.newBuilder()
                        .setAuthorizationUrl(url)
                        .setAttemptSecret(attempts.secret(id))
                        .setExpiresIn(OidcAttempts.LIFE_SECONDS)
                        .build()));
    }

    @Override
    public Future<ReturnOidcReply> returnOidc(ReturnOidcRequest request) {
        String outcome = request.hasCode() && !request.hasError()
                ? "state=" + encoded(request.getState()) + "&code=" + encoded(request.getCode())
                : "error=" + (request.getError().equals("access_denied") ? "denied" : "failed");
        return Future.succeededFuture(ReturnOidcReply.newBuilder()
                .setLocation(returnUrl + "#" + outcome)
                .build());
    }

    @Override
    public Future<SignedIn> finishOidc(FinishOidcRequest request) {
        OidcProvider asked = provider();
        String factor = request.hasSecondFactor() ? request.getSecondFactor() : null;
        return gate.token()
                .compose(pass -> person(asked, request.getAttemptSecret(), request.getState(), request.getCode(), null)
                        .onFailure(ignored ->
                                events.refused(null, SecurityAction.SECURITY_ACTION_SIGN_IN_REFUSED, asked.name()))
                        .compose(found -> db.transaction(tx -> finish(tx, found.attempt())
                                .compose(ignored -> signIn.open(tx, asked.name(), found.person(), factor))))
                        .map(signIn::signedIn)
                        .onSuccess(ignored -> pass.giveBack()));
    }

    private record Found(UUID attempt, OidcPerson person) {}

    /** Whom the provider stands for; asked once for an attempt. */
    private Future<Found> person(OidcProvider asked, String secret, String state, String code, @Nullable UUID session) {
        UUID id = attempts.find(secret, state).orElseThrow(IdentitiesRpc::attemptInvalid);
        return attempts.claim(id, session, code)
                .map(claim -> claim.orElseThrow(IdentitiesRpc::attemptInvalid))
                .compose(claim -> {
                    OidcPerson known = claim.person();
                    return known != null
                            ? Future.succeededFuture(known)
                            : asked.exchange(code, attempts.of(id))
                                    .recover(failure -> Future.failedFuture(seen(failure)))
                                    .compose(person -> attempts.remember(id, person));
                })
                .map(person -> new Found(id, person));
    }

    private Future<Void> finish(Tx tx, UUID attempt) {
        return attempts.finish(tx, attempt).map(first -> {
            if (!first) {
                throw attemptInvalid();
            }
            return null;
        });
    }

    @Override
    public Future<Identity> finishLink(FinishLinkRequest request) {
        OidcProvider asked = provider();
        UUID caller = AccountsRpc.caller();
        UUID session = AccountsRpc.callersSession();
        return gate.own("oidc " + caller).compose(pass -> person(
                        asked, request.getAttemptSecret(), request.getState(), request.getCode(), session)
                .recover(failure -> Future.failedFuture(asInvalid(failure)))
                .compose(found -> db.transaction(tx -> accounts.hold(tx, caller)
                        .compose(ignored -> finish(tx, found.attempt()))
                        .compose(ignored -> link(tx, caller, session, asked.name(), found.person()))))
                .onSuccess(ignored -> pass.giveBack()));
    }

    private Future<Identity> link(Tx tx, UUID caller, UUID session, String name, OidcPerson person) {
        return identities
                .lockOwner(tx, person)
                .compose(owner -> owner.isPresent()
                        ? Future.succeededFuture(Optional.<IdentityStore.Linked>empty())
                        : identities.insert(tx, caller, name, person))
                .map(linked -> linked.orElseThrow(() -> RpcException.conflict(
                        "oidc.identity_taken", "It is linked to another account, or you have linked another one.")))
                .compose(linked -> changed(tx, caller, session, name, true).map(identity(linked)));
    }

    @Override
    public Future<ListIdentitiesReply> listIdentities(ListIdentitiesRequest request) {
        return identities.list(AccountsRpc.caller()).map(list -> {
            ListIdentitiesReply.Builder reply = ListIdentitiesReply.newBuilder();
            list.forEach(linked -> reply.addItems(identity(linked)));
            return reply.build();
        });
    }

    @Override
    public Future<Empty> removeIdentity(RemoveIdentityRequest request) {
        UUID id = Ids.parse("identityId", request.getIdentityId());
        UUID caller = AccountsRpc.caller();
        UUID session = AccountsRpc.callersSession();
        return sessions.isFresh(session)
                .compose(fresh -> fresh
                        ? db.transaction(
                                tx -> accounts.hold(tx, caller).compose(ignored -> remove(tx, caller, session, id)))
                        : Future.failedFuture(RpcException.denied("auth.sign_in_again", "Sign in again to do this.")))
                .map(Empty.getDefaultInstance());
    }

    private Future<Void> remove(Tx tx, UUID caller, UUID session, UUID id) {
        return identities
                .delete(tx, caller, id)
                .map(name -> name.orElseThrow(
                        () -> RpcException.notFound("oidc.identity_not_found", "There is no such identity.")))
                .compose(name -> identities
                        .hasWayIn(tx, caller)
                        .compose(has -> has
                                ? changed(tx, caller, session, name, false)
                                : Future.failedFuture(RpcException.conflict(
                                        "oidc.last_way_in",
                                        "Set a password or confirm a phone first: this is your way in."))));
    }

    private Future<Void> changed(Tx tx, UUID caller, UUID session, String name, boolean added) {
        SecurityAction action = added
                ? SecurityAction.SECURITY_ACTION_IDENTITY_LINKED
                : SecurityAction.SECURITY_ACTION_IDENTITY_UNLINKED;
        return events.record(tx, caller, action, name, session)
                .compose(
                        ignored -> emails.notify(tx, caller, Mail.Kind.IDENTITY_CHANGED, name + (added ? " +" : " −")));
    }

    private static Identity identity(IdentityStore.Linked linked) {
        Identity.Builder identity = Identity.newBuilder()
                .setId(linked.id().toString())
                .setProvider(linked.provider())
                .setLinkedAt(Account.timestamp(linked.linkedAt()));
        return (linked.email().isEmpty() ? identity : identity.setEmail(linked.email())).build();
    }

    private OidcProvider provider(String name) {
        OidcProvider offered = provider;
        if (offered == null || !offered.name().equals(name)) {
            throw RpcException.notFound("oidc.provider_unknown", "There is no such provider.");
        }
        return offered;
    }

    private OidcProvider provider() {
        OidcProvider offered = provider;
        if (offered == null) {
            throw attemptInvalid();
        }
        return offered;
    }

    private static RuntimeException seen(Throwable failure) {
        if (!(failure instanceof OidcFailure known)) {
            return failure instanceof RuntimeException other ? other : new IllegalStateException(failure);
        }
        LOG.warn("OpenID provider: {}", String.valueOf(known.getMessage()));
        return known.isAway()
                ? RpcException.unavailable("oidc.provider_unavailable", "The provider does not answer at present.")
                : new RpcException(GrpcStatus.UNAUTHENTICATED, "oidc.refused", "The provider does not confirm this.");
    }

    /** A signed-in caller stays signed in whatever the provider says. */
    private static Throwable asInvalid(Throwable failure) {
        return failure instanceof RpcException refused && refused.status() == GrpcStatus.UNAUTHENTICATED
                ? new RpcException(GrpcStatus.INVALID_ARGUMENT, refused.code(), refused.message())
                : failure;
    }

    private static RpcException attemptInvalid() {
        return new RpcException(
                GrpcStatus.UNAUTHENTICATED,
                "oidc.attempt_invalid",
                "This is not valid, was used before or is too old.");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
