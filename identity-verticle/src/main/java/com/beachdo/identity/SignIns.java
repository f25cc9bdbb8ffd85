package com.beachdo.identity;

import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.Tokens;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Optional;
import java.util.UUID;

/** Opens sessions, continues them, and hands out their tokens. */
final class SignIns {
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final AccessTokens accessTokens;
    private final byte[] successorKey;

    SignIns(AccountStore accounts, SessionStore sessions, AccessTokens accessTokens, byte[] successorKey) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.successorKey = successorKey.clone();
    }

    /** Fails with PERMISSION_DENIED when the account is suspended or banned: its owner has proven who they are. */
    Future<OpenSession> open(Tx tx, UUID accountId) {
        return accounts.findAndHold(tx, accountId).map(SignIns::requireActive).compose(account -> {
            OpenSession session = new OpenSession(account, Ids.next(), RefreshToken.random());
            return sessions.insert(tx, session.sessionId(), accountId, device(), session.refreshToken())
                    .map(session);
        });
    }

    /** Trades a refresh token for the next; whatever comes of it has to be committed. */
    Future<Refreshed> refresh(Tx tx, RefreshToken token) {
        return sessions.useToken(tx, token)
                .compose(session ->
                        session.isPresent() ? advance(tx, session.get(), token.hash()) : repeated(tx, token));
    }

    private Future<Refreshed> advance(Tx tx, UUID sessionId, Buffer usedHash) {
        RefreshToken next = RefreshToken.successorOf(usedHash, successorKey);
        return sessions.useOtherTokens(tx, sessionId, next)
                .compose(ignored -> sessions.insertToken(tx, sessionId, next))
                .compose(ignored -> resume(tx, sessionId, next));
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
                .compose(accountId -> accountId.isEmpty()
                        ? Future.succeededFuture(Optional.<Account>empty())
                        : accounts.find(tx, accountId.get()))
                .map(account -> account.filter(found -> found.status() == Account.Status.ACTIVE)
                        .<Refreshed>map(active -> new Refreshed.Continued(new OpenSession(active, sessionId, next)))
                        .orElseGet(Refreshed.Refused::new));
    }

    private Future<Refreshed> stolen(Tx tx, SessionStore.UsedToken used) {
        return sessions.end(tx, used.accountId(), used.sessionId(), EndedSessions.REFRESH_REUSED)
                .map(ended -> ended.isPresent()
                        ? new Refreshed.Stolen(used.accountId(), used.sessionId())
                        : new Refreshed.Refused());
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
                .setAccessToken(accessTokens.sign(session.account(), session.sessionId()))
                .setRefreshToken(session.refreshToken().text())
                .setExpiresIn(accessTokens.lifeSeconds())
                .setTokenType("Bearer")
                .build();
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
