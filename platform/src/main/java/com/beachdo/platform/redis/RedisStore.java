package com.beachdo.platform.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Redis over one connection that is made on first use and made again after a failure; never waits long. A command that
 * failed may have had its effect.
 */
public final class RedisStore {
    private static final long TIMEOUT_MILLIS = 250;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Vertx vertx;
    private final URI url;
    private final Map<String, String> scripts = new ConcurrentHashMap<>();
    private @Nullable RedisLink link;
    private long brokeAt = System.nanoTime() - RETRY_NANOS;
    private boolean closed;

    public RedisStore(Vertx vertx, URI url) {
        this.vertx = vertx;
        this.url = url;
    }

    /** Runs a script by its hash, loading it when Redis does not know it. */
    public Future<Response> script(String source, List<String> keys, List<String> arguments) {
        String hash = scripts.computeIfAbsent(source, RedisStore::sha1);
        return send(eval(Command.EVALSHA, hash, keys, arguments))
                .recover(failure -> isNoScript(failure)
                        ? send(eval(Command.EVAL, source, keys, arguments))
                        : Future.failedFuture(failure));
    }

    public Future<Void> setForSeconds(String key, String value, long seconds) {
        return send(Request.cmd(Command.SET).arg(key).arg(value).arg("EX").arg(seconds))
                .mapEmpty();
    }

    /** Reads and forgets a key in one step. */
    public Future<Optional<String>> take(String key) {
        return send(Request.cmd(Command.GETDEL).arg(key))
                .map(reply -> Optional.ofNullable(reply).map(Response::toString));
    }

    public Future<Void> ping() {
        return send(Request.cmd(Command.PING)).mapEmpty();
    }

    /** The answer comes on the context of the call that asks, not on that of the call which opened the connection. */
    public Future<Response> send(Request request) {
        RedisLink open = open();
        if (open == null) {
            return Future.failedFuture("Redis is not reachable");
        }
        long start = System.nanoTime();
        Promise<Response> here = ((ContextInternal) vertx.getOrCreateContext()).promise();
        open.send(request)
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> {
                    if (failure instanceof TimeoutException && open.wasSilentSince(start)) {
                        open.close();
                    }
                })
                .onComplete(here);
        return here.future();
    }

    public synchronized void close() {
        closed = true;
        if (link != null) {
            link.close();
        }
    }

    /** Null for a second after a connection broke or could not be made: then nobody waits. */
    private synchronized @Nullable RedisLink open() {
        RedisLink open = link;
        if (open != null || closed || System.nanoTime() - brokeAt < RETRY_NANOS) {
            return open;
        }
        RedisLink fresh = new RedisLink(vertx, url);
        link = fresh;
        fresh.onEnd(() -> forget(fresh));
        return fresh;
    }

    private synchronized void forget(RedisLink ended) {
        if (link == ended) {
            link = null;
            brokeAt = System.nanoTime();
        }
    }

    private static Request eval(Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private static boolean isNoScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private static String sha1(String source) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
