package com.beachdo.identity.passwords;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with bcrypt over a keyed hash, so that every byte counts and a stolen table is of no use without the
 * key. Works on few threads with a short queue; what does not fit is refused at once.
 */
public final class PasswordHasher {
    private static final int THREADS = 2;
    private static final int QUEUE = 64;
    /** In base64 64 characters, within the 72 that bcrypt reads. */
    private static final int DIGEST_BYTES = 48;

    private static final int TAG_BYTES = 4;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final byte[] pepper;
    private final int cost;
    private final String nobodysHash;
    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter spent = Counter.builder("beachdo.hashing.cpu")
            .description("CPU time of hashing passwords")
            .baseUnit("seconds")
            .register(Metrics.globalRegistry);

    public PasswordHasher(Vertx vertx, byte[] pepper, int cost) {
        this.pepper = pepper.clone();
        this.cost = cost;
        // well-formed, of no password: checking against it takes as long as checking against any other
        this.nobodysHash = "$2a$%02d$".formatted(cost) + "N".repeat(21) + "u" + "N".repeat(31);
        this.workers = vertx.createSharedWorkerExecutor("identity-hashing", THREADS);
    }

    /** Fails with UNAVAILABLE auth.busy when too many wait. */
    public Future<String> hash(String password) {
        return work(() -> new String(BCrypt.with(RANDOM).hash(cost, digest(password)), StandardCharsets.US_ASCII));
    }

    /** Whether it is the password of this hash; null takes as long and is always wrong. */
    public Future<Boolean> matches(String password, @Nullable String hash) {
        String against = hash == null ? nobodysHash : hash;
        return work(
                () -> BCrypt.verifyer().verify(digest(password), against.getBytes(StandardCharsets.US_ASCII)).verified
                        && hash != null);
    }

    private <T> Future<T> work(Callable<T> hashing) {
        if (waiting.incrementAndGet() > THREADS + QUEUE) {
            waiting.decrementAndGet();
            return Future.failedFuture(busy());
        }
        long deadline = CallContext.current().deadlineNanos();
        return workers.executeBlocking(
                        () -> {
                            // nobody waits for the answer any more
                            if (deadline != 0 && System.nanoTime() - deadline > 0) {
                                throw busy();
                            }
                            return measured(hashing);
                        },
                        false)
                .onComplete(ignored -> waiting.decrementAndGet());
    }

    private <T> T measured(Callable<T> hashing) throws Exception {
        long before = CLOCK.getCurrentThreadCpuTime();
        try {
            return hashing.call();
        } finally {
            spent.increment((CLOCK.getCurrentThreadCpuTime() - before) / 1e9);
        }
    }

    /** Tells apart accounts that claim one address: 32 bits that say nothing without the key. */
    public Buffer loginTag(String email, String password) {
        return Buffer.buffer(
                Arrays.copyOf(mac("login tag " + email + " " + PasswordRules.normalised(password)), TAG_BYTES));
    }

    byte[] digest(String password) {
        return Base64.getEncoder().encode(Arrays.copyOf(mac(PasswordRules.normalised(password)), DIGEST_BYTES));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(pepper, "HmacSHA512"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Future<Void> close() {
        return workers.close();
    }

    private static RpcException busy() {
        return RpcException.unavailable("auth.busy", "Too many people are signing in just now. Try again.");
    }
}
