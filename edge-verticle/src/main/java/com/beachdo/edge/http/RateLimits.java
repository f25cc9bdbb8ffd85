package com.beachdo.edge.http;

import com.beachdo.edge.contract.Input;
import com.beachdo.edge.contract.Limit;
import com.beachdo.edge.contract.Operation;
import com.beachdo.platform.ratelimit.Decision;
import com.beachdo.platform.ratelimit.RateLimiter;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Counts calls against the limits of their operation, and tells clients where they stand. */
public final class RateLimits {
    private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
    private static final CharSequence LIMIT = HttpHeaders.createOptimized("ratelimit");
    private static final Future<Void> DONE = Future.succeededFuture();

    private final RateLimiter limiter;

    public RateLimits(RateLimiter limiter) {
        this.limiter = limiter;
    }

    /**
     * Counts a call against the limits of one kind.
     *
     * @param tree the checked request, for limits by a field of its body
     * @param headers of the answer, if there is one that has headers
     */
    public Future<Void> count(
            Operation operation,
            Limit.By by,
            CallContext caller,
            @Nullable ObjectNode tree,
            @Nullable MultiMap headers) {
        Future<Void> done = DONE;
        for (Limit limit : operation.limits()) {
            if (limit.by() == by) {
                String key = key(limit, caller, tree);
                done = done == DONE ? count(limit, key, headers) : done.compose(ignored -> count(limit, key, headers));
            }
        }
        return done;
    }

    private Future<Void> count(Limit limit, String key, @Nullable MultiMap headers) {
        if (!limit.policy().shared()) {
            judge(limit, limiter.acquireHere(key, limit.policy()), headers);
            return DONE;
        }
        return limiter.acquire(key, limit.policy()).map(decision -> {
            judge(limit, decision, headers);
            return null;
        });
    }

    private static void judge(Limit limit, Decision decision, @Nullable MultiMap headers) {
        if (headers != null) {
            append(headers, POLICY, limit.header());
            append(
                    headers,
                    LIMIT,
                    '"' + limit.policy().name() + "\";r=" + decision.remaining() + ";t=" + decision.resetSeconds());
        }
        if (!decision.allowed()) {
            throw new ProblemException(
                    new Problem(429, "rate.limited", "Too many requests. Try again later.", List.of(), (int)
                            Math.max(1, decision.retryAfterSeconds())));
        }
    }

    private static void append(MultiMap headers, CharSequence name, String value) {
        String before = headers.get(name);
        MultiMap unused = headers.set(name, before == null ? value : before + ", " + value);
    }

    private static String key(Limit limit, CallContext caller, @Nullable ObjectNode tree) {
        String address = ClientAddress.group(String.valueOf(caller.clientAddress()));
        return switch (limit.by()) {
            case USER -> caller.subject() == null ? address : caller.subject();
            case IP -> address;
            case BODY -> tree == null ? "" : hash(Input.bodyField(tree, limit.field()));
        };
    }

    /** What a client sent must not be readable in the store of limits. */
    private static String hash(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(value.trim().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
