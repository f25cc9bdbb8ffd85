package com.beachdo.platform.ratelimit;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;

/**
 * How often a client and its neighbourhood may fail at any way in: one count, shared by all nodes, whichever door they
 * try. A try is counted before it is judged, and given back when it was right.
 */
public final class ClientGate {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final RateLimiter limiter;
    private final Policy host;
    private final Policy subnet;

    /** @param scale of the limits */
    public ClientGate(RateLimiter limiter, double scale) {
        this.limiter = limiter;
        this.host = new Policy("gate-host", 300, QUARTER, true).scaled(scale);
        this.subnet = new Policy("gate-subnet", 1_000, QUARTER, true).scaled(scale);
    }

    /** A try that was let through. */
    public interface Pass {
        /** It was right: it does not count. */
        void giveBack();

        /** How many of late were not given back, this one among them. */
        default int tries() {
            return 0;
        }
    }

    /** Fails with RESOURCE_EXHAUSTED when there were too many. */
    public Future<Pass> enter(Network client) {
        if (!client.isKnown()) {
            return Future.succeededFuture(() -> {});
        }
        Future<Decision> byHost = limiter.acquire(client.host(), host);
        Future<Decision> bySubnet = limiter.acquire(client.subnet(), subnet);
        return Future.all(byHost, bySubnet).compose(both -> {
            for (Decision decision : List.of(byHost.result(), bySubnet.result())) {
                if (!decision.allowed()) {
                    return Future.failedFuture(refusal(decision));
                }
            }
            int tries = host.limit() - byHost.result().remaining();
            return Future.succeededFuture(new Pass() {
                @Override
                public void giveBack() {
                    ClientGate.this.giveBack(client);
                }

                @Override
                public int tries() {
                    return tries;
                }
            });
        });
    }

    private void giveBack(Network client) {
        Future<Void> byHost = limiter.giveBack(client.host(), host);
        Future<Void> bySubnet = limiter.giveBack(client.subnet(), subnet);
    }

    /** Of a decision that does not allow. */
    public static RpcException refusal(Decision decision) {
        return new RpcException(
                GrpcStatus.RESOURCE_EXHAUSTED,
                "auth.too_many_tries",
                "Too many tries. Try again later.",
                List.of(),
                (int) Math.max(1, Math.min(Integer.MAX_VALUE, decision.retryAfterSeconds())));
    }
}
