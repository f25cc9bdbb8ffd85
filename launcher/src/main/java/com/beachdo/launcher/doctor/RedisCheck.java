package com.beachdo.launcher.doctor;

import com.beachdo.platform.redis.RedisStore;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Whether Redis is there, lets us in, and makes room the right way when it is full. */
final class RedisCheck {
    private static final String URL = "BEACHDO_REDIS_URL";

    private final URI url;
    private final Findings findings;

    RedisCheck(URI url, Findings findings) {
        this.url = url;
        this.findings = findings;
    }

    void run() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        RedisStore redis = new RedisStore(vertx, url);
        try {
            room(ask(redis, "memory"));
            findings.ok("Redis", String.valueOf(ask(redis, "server").get("redis_version")));
        } catch (CompletionException e) {
            refused(String.valueOf(e.getCause()));
        } finally {
            redis.close();
            Void unused =
                    vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void refused(String reason) {
        if (reason.contains("WRONGPASS") || reason.contains("NOAUTH") || reason.contains("invalid password")) {
            findings.problem(URL, "Redis refuses the password", "write it as redis://:PASSWORD@host:port");
        } else {
            findings.problem(
                    URL,
                    "nothing answers as Redis at " + url.getHost() + ":" + url.getPort(),
                    "check host and port, redis:// or rediss://, and that a firewall lets this machine in");
        }
    }

    private void room(Map<String, String> memory) {
        String policy = memory.getOrDefault("maxmemory_policy", "");
        boolean bounded = !memory.getOrDefault("maxmemory", "0").equals("0");
        if (policy.startsWith("allkeys")) {
            findings.problem(
                    "Redis",
                    "its maxmemory-policy " + policy + " drops limits on guesses before they end",
                    "set maxmemory-policy volatile-ttl");
        } else if (policy.equals("noeviction") && bounded) {
            findings.problem(
                    "Redis",
                    "with maxmemory-policy noeviction it refuses to write once it is full",
                    "set maxmemory-policy volatile-ttl");
        } else if (!bounded) {
            findings.warn(
                    "Redis",
                    "has no maxmemory",
                    "set one, with maxmemory-policy volatile-ttl: 128 MB serve many people");
        }
    }

    private static Map<String, String> ask(RedisStore redis, String section) {
        String info = redis.send(Request.cmd(Command.INFO).arg(section))
                .map(reply -> String.valueOf(reply))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return info.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip(), (first, second) -> first));
    }
}
