package com.beachdo.platform.auth;

import com.beachdo.identity.v1.ListEndedSessionsRequest;
import com.beachdo.identity.v1.ListKeysRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.rpc.BusChannel;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies access tokens: ES256 only, type at+jwt, a known key, our issuer and audience, a life of at most 15 minutes,
 * and a session that has not ended. Keys and ended sessions come from identity's contract. One serves a whole process.
 */
public final class TokenVerifier {
    public static final String AUDIENCE = "beachdo";

    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
    private static final int CACHE_SIZE = 50_000;
    private static final long REFRESH_MILLIS = 5_000;

    private final Vertx vertx;
    private final InstantSource clock;
    private final ClaimRules rules;
    private final Sessions sessions;
    private final KeyRing keys;
    private final SingleFlight ended = new SingleFlight(this::askForEnded);
    private final Map<String, Claims> verified = new ConcurrentHashMap<>();
    private final Map<String, Long> endedSessions = new ConcurrentHashMap<>();
    private volatile boolean knowsEnded;

    public TokenVerifier(Vertx vertx, String issuer, long callTimeoutMillis) {
        this(vertx, issuer, callTimeoutMillis, InstantSource.system(), System::nanoTime);
    }

    TokenVerifier(Vertx vertx, String issuer, long callTimeoutMillis, InstantSource clock, LongSupplier nanos) {
        this.vertx = vertx;
        this.clock = clock;
        this.rules = new ClaimRules(issuer, AUDIENCE);
        this.sessions = Rpc.of(Sessions.class).serviceClient(new BusChannel(vertx, callTimeoutMillis));
        this.keys = new KeyRing(
                () -> CallContext.ANONYMOUS.run(vertx, () -> sessions.listKeys(ListKeysRequest.getDefaultInstance())),
                verified::clear,
                nanos);
    }

    /** Loads keys and ended sessions, and keeps them fresh. Works on without identity, refusing what it can't judge. */
    public Future<Void> start() {
        MessageConsumer<JsonObject> endings = vertx.eventBus().consumer(LiveEvents.SESSIONS_ENDED, message -> {
            String sessionId = message.body().getString("sessionId");
            if (sessionId != null) {
                end(sessionId);
            }
        });
        long unused = vertx.setPeriodic(REFRESH_MILLIS, ignored -> {
            Future<Void> unusedRefresh = refresh();
        });
        return endings.completion().compose(ignored -> refresh());
    }

    private Future<Void> refresh() {
        long now = now();
        endedSessions.values().removeIf(until -> until < now);
        verified.values().removeIf(claims -> !rules.isAlive(claims, now));
        return ended.run().compose(ignored -> keys.refresh()).otherwise(failure -> {
            LOG.warn("identity does not answer: {}", failure.getMessage());
            return null;
        });
    }

    private Future<Void> askForEnded() {
        return CallContext.ANONYMOUS
                .run(vertx, () -> sessions.listEndedSessions(ListEndedSessionsRequest.getDefaultInstance()))
                .map(reply -> {
                    reply.getSessionIdsList().forEach(this::end);
                    knowsEnded = true;
                    return null;
                });
    }

    private void end(String sessionId) {
        Long unused = endedSessions.put(sessionId, now() + ClaimRules.MAX_LIFE_SECONDS + ClaimRules.LEEWAY_SECONDS);
    }

    public boolean hasEnded(String sessionId) {
        return endedSessions.containsKey(sessionId);
    }

    /** The claims of a token that was verified before and still holds. */
    public @Nullable Claims cached(String token) {
        Claims claims = verified.get(token);
        return claims != null && holds(claims) ? claims : null;
    }

    /** Fails with UNAUTHENTICATED auth.token_invalid, or UNAVAILABLE while identity is needed and does not answer. */
    public Future<Claims> verify(String token) {
        Claims known = cached(token);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        SignedToken signed = SignedToken.parse(token);
        if (signed == null) {
            return Future.failedFuture(invalid());
        }
        Future<Void> ready = knowsEnded ? Future.succeededFuture() : ended.run();
        return ready.compose(ignored -> keys.find(signed.kid()))
                .recover(failure -> Future.failedFuture(RpcException.unavailable(
                        "auth.unavailable", "Access tokens cannot be checked for the moment.")))
                .compose(key -> accept(token, signed, key));
    }

    private Future<Claims> accept(String token, SignedToken signed, Optional<Es256Key> key) {
        if (key.isEmpty() || !key.get().verifies(signed.signed(), signed.signature())) {
            return Future.failedFuture(invalid());
        }
        JsonObject payload = signed.claims();
        Claims claims = payload == null ? null : rules.read(payload, now());
        if (claims == null || !holds(claims)) {
            return Future.failedFuture(invalid());
        }
        if (verified.size() >= CACHE_SIZE) {
            verified.clear();
        }
        Claims unused = verified.put(token, claims);
        return Future.succeededFuture(claims);
    }

    private boolean holds(Claims claims) {
        return rules.isAlive(claims, now()) && !hasEnded(claims.sessionId());
    }

    /** Proves that tokens nobody signed are refused; a verifier that fails this must not serve. */
    public Future<Void> refuseForged() {
        String kid = keys.ids().stream().findAny().orElse("none");
        String payload = rules.example(now()).encode();
        String none = part("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}") + "." + part(payload);
        String ours = part("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}") + "." + part(payload);
        List<String> forged =
                List.of(none, none + ".", ours, ours + ".", ours + "." + part("\0".repeat(64)), none + "." + part("x"));
        List<Future<Void>> refused = new ArrayList<>();
        for (String token : forged) {
            refused.add(verify(token)
                    .transform(done -> done.failed()
                            ? Future.succeededFuture()
                            : Future.failedFuture("a forged token was accepted: refusing to start")));
        }
        return Future.all(refused).mapEmpty();
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RpcException invalid() {
        return new RpcException(
                GrpcStatus.UNAUTHENTICATED, "auth.token_invalid", "The access token is not valid or has ended.");
    }

    private long now() {
        return clock.millis() / 1000;
    }
}
