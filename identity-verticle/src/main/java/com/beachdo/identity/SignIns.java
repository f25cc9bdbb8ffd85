package com.beachdo.identity;

import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.tokens.AccessTokens;
import com.beachdo.identity.tokens.RefreshToken;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.Tokens;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.ratelimit.Network;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens sessions, continues them, and hands out their tokens. */
final class SignIns {
    private final Db db;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final AccessTokens accessTokens;
    private final Emails emails;
    private final SecurityEvents events;
    private final SecondFactors secondFactors;
    private final boolean staffNeedFactor;
    private final byte[] successorKey;

    SignIns(
            Db db,
            AccountStore accounts,
            SessionStore sessions,
            AccessTokens accessTokens,
            Emails emails,
            SecurityEvents events,
            SecondFactors secondFactors,
            boolean staffNeedFactor,
            byte[] successorKey) {
        this.db = db;
        this.accounts = accounts;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.emails = emails;
        this.events = events;
        this.secondFactors = secondFactors;
        this.staffNeedFactor = staffNeedFactor;
        this.successorKey = successorKey.clone();
    }

    /**
     * Opens a session for somebody who has proven in some way who they are, which calls an erasure off. Fails with PERMISSION_DENIED
     * when the account is suspended or banned, and with UNAUTHENTICATED when its second factor is missing or wrong.
     */
    Future<OpenSession> open(Tx tx, UUID accountId, String way, @Nullable String secondFactor) {
        return open(tx, accountId, way, secondFactor, false);
    }

    /** @param suspicious whether wrong tries came before: the owner hears of it then unless the network is known */
    Future<OpenSession> open(Tx tx, UUID accountId, String way, @Nullable String secondFactor, boolean suspicious) {
        return accounts.findAndHold(tx, accountId)
                .map(this::admit)
                .compose(account -> keep(tx, account))
                .compose(account -> warn(tx, account, suspicious))
                .compose(account -> secondFactors
                        .require(tx, accountId, secondFactor)
                        .compose(shown -> insert(tx, account, way, shown)));
    }

    /** The same for somebody who has shown two factors in one. */
    Future<OpenSession> openStrong(Tx tx, UUID accountId, String way) {
        return accounts.findAndHold(tx, accountId)
                .map(this::admit)
                .compose(account -> keep(tx, account))
                .compose(account -> warn(tx, account, false))
                .compose(account -> insert(tx, account, way, true));
    }

    private Future<Account> keep(Tx tx, Account account) {
        return account.eraseAt() == null
                ? Future.succeededFuture(account)
                : accounts.keep(tx, account.id())
                        .compose(ignored ->
                                events.record(tx, account.id(), SecurityAction.SECURITY_ACTION_ERASURE_CANCELLED, null))
                        .compose(ignored -> accounts.find(tx, account.id()))
                        .map(SignIns::requireActive);
    }

    private Future<Account> warn(Tx tx, Account account, boolean suspicious) {
        String device = device();
        return sessions.novelty(tx, account.id(), device, Network.current().subnet())
                .compose(is -> suspicious && is.network()
                        ? emails.notify(tx, account.id(), Mail.Kind.SUSPICIOUS_SIGN_IN, device)
                        : is.device()
                                ? emails.notify(tx, account.id(), Mail.Kind.NEW_DEVICE, device)
                                : Future.<Void>succeededFuture())
                .map(account);
    }

    private Future<OpenSession> insert(Tx tx, Account account, String way, boolean steppedUp) {
        OpenSession session = new OpenSession(account, Ids.next(), RefreshToken.random(), steppedUp);
        String network = Network.current().subnet();
        return sessions.insert(tx, session, device(), network)
                .compose(ignored -> events.record(
                        tx, account.id(), SecurityAction.SECURITY_ACTION_SIGNED_IN, way, session.sessionId()))
                .map(session);
    }

    /** Trades a refresh token for the next. */
    Future<Refreshed> refresh(RefreshToken token) {
        return sessions.advance(token, RefreshToken.successorOf(token.hash(), successorKey))
                .compose(advanced -> advanced.isPresent()
                        ? Future.succeededFuture(advanced.get())
                        : db.transaction(tx -> repeated(tx, token)));
    }

    /** A client that lost the answer, or asks twice at once, gets the same answer for a moment. */
    private Future<Refreshed> repeated(Tx tx, RefreshToken token) {
        return sessions.findUsedToken(tx, token).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new Refreshed.Refused());
            }
            SessionStore.UsedToken used = found.get();
            return used.justUsed()
                    ? resume(tx, used.sessionId(), RefreshToken.successorOf(token.hash(), successorKey))
                    : stolen(tx, used);
        });
    }

    private Future<Refreshed> resume(Tx tx, UUID sessionId, RefreshToken next) {
        return sessions.touch(tx, sessionId)
                .compose(touched -> touched.isEmpty()
                        ? Future.succeededFuture(new Refreshed.Refused())
                        : accounts.find(tx, touched.get().accountId())
                                .map(account -> resumed(account, touched.get(), next)));
    }

    private static Refreshed resumed(Optional<Account> account, SessionStore.Touched session, RefreshToken next) {
        return account.map(found -> Refreshed.of(found, session.sessionId(), next, session.steppedUp()))
                .orElseGet(Refreshed.Refused::new);
    }

    private Future<Refreshed> stolen(Tx tx, SessionStore.UsedToken used) {
        return sessions.end(tx, used.accountId(), used.sessionId(), EndedSessions.REFRESH_REUSED)
                .compose(ended -> ended.isEmpty()
                        ? Future.succeededFuture(new Refreshed.Refused())
                        : events.record(
                                        tx,
                                        used.accountId(),
                                        SecurityAction.SECURITY_ACTION_REFRESH_REUSED,
                                        used.sessionId())
                                .compose(ignored ->
                                        emails.notify(tx, used.accountId(), Mail.Kind.SESSION_STOLEN, used.device()))
                                .map(new Refreshed.Stolen(used.accountId(), used.sessionId())));
    }

    /**
     * The next tokens of a session without the one that its client holds, which stays good until the next is used: the
     * answer may be lost.
     */
    Future<OpenSession> renew(Tx tx, UUID accountId, UUID sessionId) {
        return sessions.findUnusedToken(tx, sessionId)
                .map(hash -> RefreshToken.successorOf(hash.orElseThrow(SignIns::sessionOver), successorKey))
                .compose(next ->
                        sessions.insertToken(tx, sessionId, next).compose(ignored -> resume(tx, sessionId, next)))
                .map(resumed -> {
                    if (resumed instanceof Refreshed.Continued continued
                            && continued.session().account().id().equals(accountId)) {
                        return continued.session();
                    }
                    throw sessionOver();
                });
    }

    SignedIn signedIn(OpenSession session) {
        return SignedIn.newBuilder()
                .setUser(session.account().toUser())
                .setTokens(tokens(session))
                .build();
    }

    Tokens tokens(OpenSession session) {
        return Tokens.newBuilder()
                .setAccessToken(accessTokens.sign(session.account().id(), session.sessionId(), roles(session)))
                .setRefreshToken(session.refreshToken().text())
                .setExpiresIn(accessTokens.lifeSeconds())
                .setTokenType("Bearer")
                .build();
    }

    /** Staff are staff only while they have shown a second factor, where that is asked of them. */
    private List<String> roles(OpenSession session) {
        List<String> roles = session.account().roles();
        return staffNeedFactor && !session.steppedUp()
                ? roles.stream()
                        .filter(role -> !role.equals("MODERATOR") && !role.equals("ADMIN"))
                        .toList()
                : roles;
    }

    private Account admit(Optional<Account> found) {
        found.filter(account -> account.status() != Account.Status.ACTIVE)
                .ifPresent(account ->
                        events.refused(account.id(), SecurityAction.SECURITY_ACTION_SIGN_IN_REFUSED, "restricted"));
        return requireActive(found);
    }

    private static Account requireActive(Optional<Account> found) {
        Account account = found.orElseThrow(SignIns::sessionOver);
        return switch (account.status()) {
            case ACTIVE -> account;
            case SUSPENDED -> throw RpcException.denied("auth.account_suspended", "This account is suspended.");
            case BANNED -> throw RpcException.denied("auth.account_banned", "This account is banned.");
            case DELETED -> throw sessionOver();
        };
    }

    private static String device() {
        String userAgent = CallContext.current().userAgent();
        return userAgent == null ? "" : userAgent.replaceAll("\\p{Cc}", " ");
    }

    static RpcException sessionOver() {
        return new RpcException(GrpcStatus.UNAUTHENTICATED, "auth.session_ended", "Sign in again.");
    }
}
