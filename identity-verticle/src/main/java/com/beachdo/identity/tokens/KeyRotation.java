package com.beachdo.identity.tokens;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a new signing key when the newest is old enough, and has access tokens signed with the one whose time it is. */
public final class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final long LOOK_EVERY_MILLIS = 30_000;

    private final Vertx vertx;
    private final SigningKeyStore keys;
    private final AccessTokens tokens;
    private final Duration life;
    private long timer = -1;

    public KeyRotation(Vertx vertx, SigningKeyStore keys, AccessTokens tokens, Duration life) {
        this.vertx = vertx;
        this.keys = keys;
        this.tokens = tokens;
        this.life = life;
    }

    public void start() {
        timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, ignored -> {
            Future<Void> unused = run().onFailure(failure -> LOG.warn("signing keys: {}", failure.getMessage()));
        });
    }

    public Future<Void> run() {
        return keys.rotateOlderThan(life).compose(ignored -> keys.current()).map(key -> {
            tokens.signWith(key);
            return null;
        });
    }

    public Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }
}
