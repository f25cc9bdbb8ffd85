package com.beachdo.identity;

import com.beachdo.common.v1.Empty;
import com.beachdo.identity.captcha.Captcha;
import com.beachdo.identity.gate.Gate;
import com.beachdo.identity.passwords.PasswordHasher;
import com.beachdo.identity.tokens.RefreshToken;
import com.beachdo.identity.tokens.SigningKeyStore;
import com.beachdo.identity.v1.EndOtherSessionsRequest;
import com.beachdo.identity.v1.EndSessionRequest;
import com.beachdo.identity.v1.GetOpenIdConfigurationRequest;
import com.beachdo.identity.v1.ListEndedSessionsReply;
import com.beachdo.identity.v1.ListEndedSessionsRequest;
import com.beachdo.identity.v1.ListKeysReply;
import com.beachdo.identity.v1.ListKeysRequest;
import com.beachdo.identity.v1.ListSessionsReply;
import com.beachdo.identity.v1.ListSessionsRequest;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.LogoutAllRequest;
import com.beachdo.identity.v1.LogoutRequest;
import com.beachdo.identity.v1.OpenIdConfiguration;
import com.beachdo.identity.v1.RefreshReply;
import com.beachdo.identity.v1.RefreshRequest;
import com.beachdo.identity.v1.RotateKeysRequest;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.ratelimit.Network;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The sessions contract: signing in by password, going on, and signing out. */
final class SessionsRpc implements Sessions {
    private static final String PASSWORD = "password";

    private final Db db;
    private final AccountStore accounts;
    private final CredentialStore credentials;
    private final SessionStore sessions;
    private final SigningKeyStore keys;
    private final PasswordHasher passwords;
    private final Gate gate;
    private final Captcha captcha;
    private final SignIns signIns;
    private final EndedSessions ended;
    private final SecurityEvents events;
    private final String issuer;

    SessionsRpc(
            Db db,
            AccountStore accounts,
            CredentialStore credentials,
            SessionStore sessions,
            SigningKeyStore keys,
            PasswordHasher passwords,
            Gate gate,
            Captcha captcha,
            SignIns signIns,
            EndedSessions ended,
            SecurityEvents events,
            String issuer) {
        this.db = db;
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
        this.keys = keys;
        this.passwords = passwords;
        this.gate = gate;
        this.captcha = captcha;
        this.signIns = signIns;
        this.ended = ended;
        this.events = events;
        this.issuer = issuer;
    }

    @Override
    public Future<SignedIn> login(LoginRequest request) {
        String email = Contacts.normalised(request.getEmail());
        String network = Network.current().subnet();
        return gate.guess(email, () -> isOwners(email, network))
                .compose(pass -> suspected(pass, request.getCaptchaToken(), () -> check(email, request.getPassword()))
                        .compose(accountId -> db.transaction(tx -> signIns.open(
                                tx,
                                accountId,
                                PASSWORD,
                                request.hasCode() ? request.getCode() : null,
                                pass.isSuspicious())))
                        .onSuccess(ignored -> pass.giveBack()))
                .map(signIns::signedIn);
    }

    /** A try that the CAPTCHA stops is no guess: it does not count against the account. */
    private <T> Future<T> suspected(Gate.Pass pass, String captchaToken, Supplier<Future<T>> check) {
        return pass.isSuspicious()
                ? captcha.before(captchaToken, Future::<Void>succeededFuture)
                        .onFailure(ignored -> pass.giveBack())
                        .compose(ignored -> check.get())
                : check.get();
    }

    /** Asked when somebody tried too often at the account. */
    private Future<Boolean> isOwners(String email, String network) {
        return sessions.knowsNetwork(email, network)
                .compose(known -> known
                        ? Future.succeededFuture(true)
                        : credentials.findOwner(email).map(owner -> {
                            owner.ifPresent(id -> events.refused(id, SecurityAction.SECURITY_ACTION_LOCKED, PASSWORD));
                            return false;
                        }));
    }

    /** Takes one hash's time, whatever comes of it. */
    private Future<UUID> check(String email, String password) {
        Future<Optional<CredentialStore.Password>> candidate = Contacts.isEmail(email)
                ? credentials.findPassword(email, passwords.loginTag(email, password))
                : Future.succeededFuture(Optional.empty());
        return candidate.compose(known -> passwords
                .matches(password, known.map(CredentialStore.Password::hash).orElse(null))
                .map(right -> {
                    if (!right) {
                        events.refused(
                                known.map(CredentialStore.Password::accountId).orElse(null),
                                SecurityAction.SECURITY_ACTION_SIGN_IN_REFUSED,
                                PASSWORD);
                        throw invalidCredentials();
                    }
                    return known.orElseThrow(SessionsRpc::invalidCredentials).accountId();
                }));
    }

    @Override
    public Future<RefreshReply> refresh(RefreshRequest request) {
        RefreshToken token = RefreshToken.parse(request.getRefreshToken()).orElseThrow(this::refreshRefused);
        Gate.Pass pass = gate.refreshing();
        return signIns.refresh(token).map(this::toReply).onSuccess(ignored -> pass.giveBack());
    }

    private RefreshReply toReply(Refreshed refreshed) {
        if (refreshed instanceof Refreshed.Continued continued) {
            return RefreshReply.newBuilder()
                    .setTokens(signIns.tokens(continued.session()))
                    .build();
        }
        if (refreshed instanceof Refreshed.Stolen stolen) {
            ended.tell(stolen.accountId(), List.of(stolen.sessionId()), EndedSessions.REFRESH_REUSED);
        }
        throw refreshRefused();
    }

    @Override
    public Future<Empty> logout(LogoutRequest request) {
        return end(caller(), AccountsRpc.callersSession(), EndedSessions.LOGOUT).map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> logoutAll(LogoutAllRequest request) {
        UUID caller = caller();
        return db.transaction(tx -> accounts.hold(tx, caller)
                        .compose(ignored -> sessions.endAll(tx, caller, EndedSessions.LOGOUT_ALL)))
                .map(ids -> {
                    ended.tell(caller, ids, EndedSessions.LOGOUT_ALL);
                    return Empty.getDefaultInstance();
                });
    }

    @Override
    public Future<Empty> endOtherSessions(EndOtherSessionsRequest request) {
        UUID caller = caller();
        UUID kept = AccountsRpc.callersSession();
        return db.transaction(tx -> accounts.hold(tx, caller)
                        .compose(ignored -> sessions.endAllBut(tx, caller, kept, EndedSessions.ENDED_BY_OWNER)))
                .map(ids -> {
                    ended.tell(caller, ids, EndedSessions.ENDED_BY_OWNER);
                    return Empty.getDefaultInstance();
                });
    }

    @Override
    public Future<ListSessionsReply> listSessions(ListSessionsRequest request) {
        String current = CallContext.current().sessionId();
        return sessions.list(caller(), current == null ? "" : current)
                .map(list -> ListSessionsReply.newBuilder().addAllItems(list).build());
    }

    @Override
    public Future<Empty> endSession(EndSessionRequest request) {
        UUID sessionId = Ids.parse("sessionId", request.getSessionId());
        return end(caller(), sessionId, EndedSessions.ENDED_BY_OWNER).map(session -> {
            if (session.isEmpty()) {
                throw RpcException.notFound("session.not_found", "There is no such session.");
            }
            return Empty.getDefaultInstance();
        });
    }

    private Future<Optional<UUID>> end(UUID accountId, UUID sessionId, String reason) {
        return db.transaction(tx -> sessions.end(tx, accountId, sessionId, reason))
                .onSuccess(session -> session.ifPresent(id -> ended.tell(accountId, List.of(id), reason)));
    }

    @Override
    public Future<ListEndedSessionsReply> listEndedSessions(ListEndedSessionsRequest request) {
        return sessions.listEnded().map(ids -> {
            ListEndedSessionsReply.Builder reply = ListEndedSessionsReply.newBuilder();
            ids.forEach(id -> reply.addSessionIds(id.toString()));
            return reply.build();
        });
    }

    @Override
    public Future<OpenIdConfiguration> getOpenIdConfiguration(GetOpenIdConfigurationRequest request) {
        return Future.succeededFuture(OpenIdConfiguration.newBuilder()
                .setIssuer(issuer)
                .setJwksUri(issuer + (issuer.endsWith("/") ? "" : "/") + ".well-known/jwks.json")
                .addResponseTypesSupported("none")
                .addSubjectTypesSupported("public")
                .addIdTokenSigningAlgValuesSupported("ES256")
                .build());
    }

    @Override
    public Future<ListKeysReply> rotateKeys(RotateKeysRequest request) {
        return keys.rotate().compose(ignored -> listKeys(ListKeysRequest.getDefaultInstance()));
    }

    @Override
    public Future<ListKeysReply> listKeys(ListKeysRequest request) {
        return keys.listPublic()
                .map(list -> ListKeysReply.newBuilder().addAllKeys(list).build());
    }

    private static UUID caller() {
        return Ids.parse("subject", CallContext.current().requireSubject());
    }

    private static RpcException invalidCredentials() {
        return new RpcException(
                GrpcStatus.UNAUTHENTICATED, "auth.invalid_credentials", "E-mail address or password are wrong.");
    }

    private RpcException refreshRefused() {
        events.refused(null, SecurityAction.SECURITY_ACTION_SIGN_IN_REFUSED, "refresh");
        return new RpcException(GrpcStatus.UNAUTHENTICATED, "auth.refresh_invalid", "Sign in again.");
    }
}
