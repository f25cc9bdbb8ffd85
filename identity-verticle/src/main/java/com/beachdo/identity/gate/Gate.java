package com.beachdo.identity.gate;

import com.beachdo.platform.ratelimit.ClientGate;
import com.beachdo.platform.ratelimit.Decision;
import com.beachdo.platform.ratelimit.Network;
import com.beachdo.platform.ratelimit.Policy;
import com.beachdo.platform.ratelimit.RateLimiter;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decides how often anybody may fail at any way in. A try is counted before it is judged, so parallel ones do not slip
 * through, and given back when it was right. Counts are shared by all nodes; without Redis each node counts for itself,
 * with a quarter of the limit. Nobody can lock somebody else out: what is counted for an account as a whole does not
 * bind clients in a network from which its owner has signed in before.
 */
public final class Gate {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Policy PAIR = new Policy("gate-pair", 10, QUARTER, true);
    private static final Policy ACCOUNT = new Policy("gate-account", 100, Duration.ofHours(1), true);
    /** Of the tries at one account, from one client or altogether: so much of what is allowed. */
    private static final double SUSPICIOUS_SHARE = 0.3;

    private static final int SUSPICIOUS_OF_CLIENT = 30;
    private static final Policy MAILS = new Policy("gate-mails", 5, Duration.ofHours(1), true);

    private final RateLimiter limiter;
    private final byte[] key;
    private final ClientGate clients;
    private final Policy refresh;
    private final Runnable onRefusal;

    /** @param scale of the limits on clients; the limits on guesses at one account stay as they are */
    public Gate(RateLimiter limiter, byte[] key, double scale, Runnable onRefusal) {
        this.onRefusal = onRefusal;
        this.limiter = limiter;
        this.key = key.clone();
        this.clients = new ClientGate(limiter, scale);
        this.refresh = new Policy("gate-refresh", 60, Duration.ofMinutes(1), false).scaled(scale);
    }

    /** A try that was let through. */
    public interface Pass {
        /** It was right: it does not count. */
        void giveBack();

        /**
         * Whether so many tries failed of late, at the account or from the client, that a machine may be at it. Says
         * nothing of whether there is such an account.
         */
        default boolean isSuspicious() {
            return false;
        }
    }

    private record Counted(Runnable back, boolean isSuspicious) implements Pass {
        @Override
        public void giveBack() {
            back.run();
        }
    }

    private record Charge(String key, Policy policy) {}

    /**
     * A guess at a secret of an account by somebody who may be anybody.
     *
     * @param account what was given to name it, whether or not there is such an account
     * @param knownNetwork whether its owner has signed in from the client's network before
     */
    public Future<Pass> guess(String account, Supplier<Future<Boolean>> knownNetwork) {
        Network network = Network.current();
        return enter(network)
                .compose(client -> acquire(new Charge(hidden(account + " " + network.host()), PAIR))
                        .map(pair -> both(client, pair)))
                .compose(pass -> limiter.acquire(hidden(account), ACCOUNT)
                        .compose(decision -> decision.allowed()
                                ? Future.succeededFuture(
                                        both(pass, counted(new Charge(hidden(account), ACCOUNT), decision)))
                                : knownNetwork.get().compose(known -> {
                                    if (known) {
                                        return Future.succeededFuture(new Counted(pass::giveBack, true));
                                    }
                                    return Future.failedFuture(refusal(decision));
                                })));
    }

    /** A guess of a signed-in caller at a secret of their own. */
    public Future<Pass> own(String accountId) {
        return acquire(new Charge(hidden("own " + accountId), PAIR));
    }

    /** A try with a token or code that names no account. */
    public Future<Pass> token() {
        return enter(Network.current());
    }

    /** A try with a refresh token: no guess has a chance, so each process counts for itself, at no cost. */
    public Pass refreshing() {
        Network network = Network.current();
        if (!network.isKnown()) {
            return () -> {};
        }
        Decision decision = limiter.acquireHere(network.host(), refresh);
        if (!decision.allowed()) {
            throw refusal(decision);
        }
        return () -> limiter.giveBackHere(network.host(), refresh);
    }

    /** Whether one more mail may go to an address that has not asked for it itself. */
    public Future<Boolean> mayMail(String email) {
        return limiter.acquire(hidden(email), MAILS).map(Decision::allowed);
    }

    private Future<Pass> enter(Network network) {
        return clients.enter(network)
                .onFailure(ignored -> onRefusal.run())
                .map(pass -> new Counted(pass::giveBack, pass.tries() > SUSPICIOUS_OF_CLIENT));
    }

    private Future<Pass> acquire(Charge charge) {
        return limiter.acquire(charge.key(), charge.policy())
                .compose(decision -> decision.allowed()
                        ? Future.succeededFuture(counted(charge, decision))
                        : Future.failedFuture(refusal(decision)));
    }

    private static Pass both(Pass one, Pass other) {
        return new Counted(
                () -> {
                    one.giveBack();
                    other.giveBack();
                },
                one.isSuspicious() || other.isSuspicious());
    }

    /** While Redis is away limits are smaller, and every try is suspicious. */
    private Pass counted(Charge charge, Decision decision) {
        Policy policy = charge.policy();
        int tries = policy.limit() - decision.remaining();
        return new Counted(() -> giveBack(charge), tries > policy.limit() * SUSPICIOUS_SHARE);
    }

    private void giveBack(Charge charge) {
        Future<Void> unused = limiter.giveBack(charge.key(), charge.policy());
    }

    private RpcException refusal(Decision decision) {
        onRefusal.run();
        return ClientGate.refusal(decision);
    }

    /** Who is named must not be readable in the store of limits. */
    private String hidden(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
