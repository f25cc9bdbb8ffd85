package com.beachdo.launcher.bench;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;

/** What signing in and refreshing cost, and whether an answer's time tells who has an account. */
final class IdentityBench {
    private static final String PASSWORD = "correct horse battery";
    private static final String LOGIN = "/v1/auth/login";
    private static final int SECONDS = 15;
    private static final int HASHES = 50;
    private static final int TIMED = 150;

    private final BiFunction<String, JsonObject, Future<JsonObject>> post;
    private final DoubleSupplier cpuMicros;
    private final DoubleSupplier hashingMicros;
    private final int cost;
    private final int lanes;
    private final PrintStream out;

    /**
     * @param post sends a body to a path of the server; the answer's body has its status as {@code httpStatus}
     * @param cpuMicros what the server has spent so far
     * @param hashingMicros what it spent of that on hashing passwords
     * @param cost of the server's password hashes
     * @param lanes how many requests there are at a time
     */
    IdentityBench(
            BiFunction<String, JsonObject, Future<JsonObject>> post,
            DoubleSupplier cpuMicros,
            DoubleSupplier hashingMicros,
            int cost,
            int lanes,
            PrintStream out) {
        this.post = post;
        this.cpuMicros = cpuMicros;
        this.hashingMicros = hashingMicros;
        this.cost = cost;
        this.lanes = lanes;
        this.out = out;
    }

    void run() {
        List<JsonObject> accounts = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            accounts.add(register());
        }
        double hash = bareHashMicros();
        out.printf("%-50s %12s %14.0f%n", "a bare hash (bcrypt " + cost + ")", "", hash);
        Spent login = measured("POST /v1/auth/login", () -> logins(accounts));
        out.printf(
                "%-50s %12s %14.3f%n",
                "  login / its own hash, made beside all else", "", login.all() / login.hashing());
        out.printf("%-50s %12s %14.3f%n", "  login / bare hash", "", login.all() / hash);
        Spent unused = measured("POST /v1/auth/refresh", () -> refreshes(accounts));
        timing(accounts.get(0).getString("email"));
    }

    private JsonObject register() {
        JsonObject account = new JsonObject()
                .put("email", "bench-" + UUID.randomUUID() + "@example.com")
                .put("password", PASSWORD);
        JsonObject reply = await(post.apply("/v1/auth/register", account.copy().put("name", "Bench")));
        return account.put("refreshToken", token(reply, 201));
    }

    /**
     * CPU time of one hash while every core makes one, as they do for the server's logins: cores that share a unit, or
     * a clock, make one alone faster.
     */
    private double bareHashMicros() {
        String known = BCrypt.withDefaults().hashToString(cost, PASSWORD.toCharArray());
        List<CompletableFuture<Double>> cores = new ArrayList<>();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            CompletableFuture<Double> micros = new CompletableFuture<>();
            cores.add(micros);
            new Thread(() -> micros.completeAsync(() -> hashMicros(known), Runnable::run), "bare-hash").start();
        }
        return cores.stream().mapToDouble(CompletableFuture::join).average().orElseThrow();
    }

    /** CPU time of this thread. */
    private static double hashMicros(String known) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = -HASHES; i < HASHES; i++) {
            if (i == 0) {
                before = threads.getCurrentThreadCpuTime();
            }
            boolean unused = BCrypt.verifyer().verify(PASSWORD.toCharArray(), known).verified;
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1_000.0 / HASHES;
    }

    /** A run of requests. */
    private interface Load {
        /** How many there were. */
        long run();
    }

    /**
     * Microseconds a request. Where a machine is busy, bcrypt takes longer than alone: the share of it is of one run.
     */
    private record Spent(double all, double hashing) {}

    private Spent measured(String name, Load load) {
        long unused = load.run();
        double before = cpuMicros.getAsDouble();
        double hashingBefore = hashingMicros.getAsDouble();
        long start = System.nanoTime();
        long done = load.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        Spent each = new Spent(
                (cpuMicros.getAsDouble() - before) / done, (hashingMicros.getAsDouble() - hashingBefore) / done);
        out.printf("%-50s %12.0f %14.0f%n", name, done / seconds, each.all());
        return each;
    }

    private long logins(List<JsonObject> accounts) {
        return lanes(accounts, account -> post.apply(LOGIN, credentials(account.getString("email"), PASSWORD))
                .map(reply -> {
                    String unused = token(reply, 200);
                    return null;
                }));
    }

    private long refreshes(List<JsonObject> accounts) {
        return lanes(accounts, account -> post.apply(
                        "/v1/auth/refresh", new JsonObject().put("refreshToken", account.getString("refreshToken")))
                .map(reply -> {
                    JsonObject unused = account.put("refreshToken", token(reply, 200));
                    return null;
                }));
    }

    /** One request of a lane. */
    private interface Step {
        Future<Void> of(JsonObject account);
    }

    private static long lanes(List<JsonObject> accounts, Step step) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<Long>> lanes =
                accounts.stream().map(account -> lane(account, step, end, 0)).toList();
        Object unused = await(Future.all(lanes));
        return lanes.stream().mapToLong(Future::result).sum();
    }

    private static Future<Long> lane(JsonObject account, Step step, long end, long done) {
        return System.nanoTime() > end
                ? Future.succeededFuture(done)
                : step.of(account).compose(ignored -> lane(account, step, end, done + 1));
    }

    /** Wrong passwords at a known and at unknown addresses, one after the other. */
    private void timing(String known) {
        double[] ofKnown = new double[TIMED];
        double[] ofUnknown = new double[TIMED];
        int judged = 0;
        while (judged < TIMED) {
            ofKnown[judged] = wrong(known);
            ofUnknown[judged] = wrong("nobody-" + UUID.randomUUID() + "@example.com");
            JsonObject unused = await(post.apply(LOGIN, credentials(known, PASSWORD)));
            judged++;
            if (judged % 8 == 0) {
                known = register().getString("email");
            }
        }
        double difference = mean(ofKnown) - mean(ofUnknown);
        double welch = difference / Math.sqrt((variance(ofKnown) + variance(ofUnknown)) / TIMED);
        out.printf(
                "%nwrong password, known / unknown address: median %.1f / %.1f ms, Welch's t %.2f (|t| < 4.5)%n",
                median(ofKnown) / 1e6, median(ofUnknown) / 1e6, welch);
    }

    private double wrong(String email) {
        long start = System.nanoTime();
        JsonObject reply = await(post.apply(LOGIN, credentials(email, "not the password")));
        if (reply.getInteger("httpStatus") != 401) {
            throw new IllegalStateException("a wrong password was answered " + reply.encode());
        }
        return System.nanoTime() - start;
    }

    private static JsonObject credentials(String email, String password) {
        return new JsonObject().put("email", email).put("password", password);
    }

    private static String token(JsonObject reply, int status) {
        if (reply.getInteger("httpStatus") != status) {
            throw new IllegalStateException("the server answered " + reply.encode());
        }
        return reply.getJsonObject("tokens").getString("refreshToken");
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
