package com.beachdo.platform.auth;

import com.beachdo.identity.v1.JsonWebKey;
import com.beachdo.identity.v1.ListKeysReply;
import io.vertx.core.Future;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Identity's public keys by their ids, asked for again when a token names one that is not known, but not too often. */
final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final SingleFlight loading;
    private final Runnable keyGone;
    private final LongSupplier nanos;
    private volatile Map<String, Es256Key> keys = Map.of();
    private long loadedAt;

    /** @param keyGone told when a key is no longer to be trusted */
    KeyRing(Supplier<Future<ListKeysReply>> source, Runnable keyGone, LongSupplier nanos) {
        this.loading = new SingleFlight(() -> source.get().map(reply -> {
            take(reply);
            return null;
        }));
        this.keyGone = keyGone;
        this.nanos = nanos;
    }

    /** Fails when identity would have to be asked and does not answer. */
    Future<Optional<Es256Key>> find(String kid) {
        Es256Key known = keys.get(kid);
        if (known != null) {
            return Future.succeededFuture(Optional.of(known));
        }
        return isOlderThan(ASK_AGAIN_NANOS)
                ? loading.run().map(ignored -> Optional.ofNullable(keys.get(kid)))
                : Future.succeededFuture(Optional.empty());
    }

    Future<Void> refresh() {
        return isOlderThan(FRESH_NANOS) ? loading.run() : Future.succeededFuture();
    }

    Set<String> ids() {
        return keys.keySet();
    }

    private synchronized boolean isOlderThan(long age) {
        return keys.isEmpty() || nanos.getAsLong() - loadedAt > age;
    }

    private void take(ListKeysReply reply) {
        Map<String, Es256Key> usable = new HashMap<>();
        for (JsonWebKey key : reply.getKeysList()) {
            try {
                Es256Key unused = usable.put(key.getKid(), Es256Key.of(key));
            } catch (GeneralSecurityException e) {
                LOG.warn("identity's key {} is of no use: {}", key.getKid(), e.getMessage());
            }
        }
        if (usable.isEmpty()) {
            LOG.warn("identity has no key of use");
            return;
        }
        Set<String> before = keys.keySet();
        synchronized (this) {
            keys = Map.copyOf(usable);
            loadedAt = nanos.getAsLong();
        }
        if (!usable.keySet().containsAll(before)) {
            keyGone.run();
        }
    }
}
