package com.beachdo.launcher.bench;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Measures the CPU time a running server spends on one request, by the process clocks of all its nodes before and after a
 * bounded run of requests. CPU time says what a request costs on any machine; requests per second say what this one did.
 */
public final class Bench {
    private static final int CONNECTIONS = 32;
    private static final int WARM_SECONDS = 15;
    private static final int MEASURED_SECONDS = 10;
    private static final int FORUM_WARM_SECONDS = 5;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final int ONE_BY_ONE = 500;
    /** No more than are in use all the time: one that is idle may be closed just as a request comes. */
    private static final int IDENTITY_CONNECTIONS = 4;

    private static final Pattern CPU = total("process_cpu_time_ns_total");
    private static final Pattern HASHING = total("beachdo_hashing_cpu_seconds_total");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final int apiPort;
    private final List<Integer> managementPorts;
    private final int bcryptCost;
    private final long patienceMillis;
    private final PrintStream out;
    private String authorization = "";

    private Bench(
            int apiPort,
            List<Integer> managementPorts,
            int bcryptCost,
            int connections,
            long patienceMillis,
            PrintStream out) {
        this.bcryptCost = bcryptCost;
        this.patienceMillis = patienceMillis;
        this.apiPort = apiPort;
        this.managementPorts = managementPorts;
        this.out = out;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost("127.0.0.1")
                        .setKeepAlive(true)
                        .setConnectTimeout((int) patienceMillis),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Runs every scenario of listings against the server that the environment's ports point at. */
    public static void run(Function<String, @Nullable String> environment, PrintStream out) {
        run(environment, out, PATIENCE_MILLIS);
    }

    /** @param patienceMillis how long an answer is waited for until the server counts as gone */
    static void run(Function<String, @Nullable String> environment, PrintStream out, long patienceMillis) {
        run(environment, out, CONNECTIONS, patienceMillis, Bench::run);
    }

    /** What pages of the forum cost there. */
    public static void runForum(Function<String, @Nullable String> environment, PrintStream out) {
        run(environment, out, CONNECTIONS, Bench::runForum);
    }

    /** What signing in costs there. */
    public static void runIdentity(Function<String, @Nullable String> environment, PrintStream out) {
        run(environment, out, IDENTITY_CONNECTIONS, Bench::runIdentity);
    }

    /** What the pages cost that staff look at, as the first administrator. */
    public static void runStaff(Function<String, @Nullable String> environment, PrintStream out) {
        Env env = new Env(environment::apply);
        JsonObject login = new JsonObject()
                .put("email", env.required("BEACHDO_ADMIN_EMAIL"))
                .put("password", env.required("BEACHDO_ADMIN_PASSWORD"));
        run(environment, out, CONNECTIONS, bench -> bench.runStaff(login));
    }

    private static void run(
            Function<String, @Nullable String> environment,
            PrintStream out,
            int connections,
            Consumer<Bench> scenarios) {
        run(environment, out, connections, PATIENCE_MILLIS, scenarios);
    }

    private static void run(
            Function<String, @Nullable String> environment,
            PrintStream out,
            int connections,
            long patienceMillis,
            Consumer<Bench> scenarios) {
        Env env = new Env(environment::apply);
        Bench bench = new Bench(
                env.port("BEACHDO_HTTP_PORT", 8080),
                managementPorts(env),
                bcryptCost(env),
                connections,
                patienceMillis,
                out);
        try {
            scenarios.accept(bench);
        } finally {
            Object unused = bench.vertx
                    .close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(patienceMillis, TimeUnit.MILLISECONDS)
                    .exceptionally(failure -> null)
                    .join();
        }
    }

    /** Of the server; embedded mode has another default. */
    private static int bcryptCost(Env env) {
        boolean embedded = env.optional("BEACHDO_DATABASE_URL") == null;
        return env.integer("BEACHDO_BCRYPT_COST", embedded ? 10 : 12, 4, 16);
    }

    private static List<Integer> managementPorts(Env env) {
        String several = "BEACHDO_BENCH_NODES";
        try {
            List<Integer> ports =
                    env.list(several).stream().map(Integer::valueOf).toList();
            return ports.isEmpty() ? List.of(env.port("BEACHDO_MANAGEMENT_PORT", 9000)) : ports;
        } catch (NumberFormatException e) {
            throw new ConfigException(several, "must be management ports, comma-separated");
        }
    }

    private void run() {
        List<String> listings = listings();
        Map<String, Function<Long, String>> scenarios = new java.util.LinkedHashMap<>();
        scenarios.put("GET /v1/listings/{id}", n -> listings.get((int) (n * 7919 % listings.size())));
        scenarios.put("GET /v1/listings?limit=20", n -> "/v1/listings?limit=20");
        List<String> pages = pages();
        scenarios.put("… each time another page", n -> pages.get((int) (n % pages.size())));
        scenarios.put(
                "GET /v1/listings?category=cars…",
                n -> "/v1/listings?category=cars&city=Pune&maxPrice=50000000&limit=20");
        scenarios.put("GET /v1/listings?q=…", n -> "/v1/listings?q=scooter%202021&limit=20");
        measure(scenarios);
    }

    private void runStaff(JsonObject login) {
        authorization = "Bearer "
                + await(post("/v1/auth/login", login)).getJsonObject("tokens").getString("accessToken");
        Map<String, Function<Long, String>> scenarios = new java.util.LinkedHashMap<>();
        for (String path : List.of(
                "/v1/admin/cases?limit=20",
                "/v1/admin/cases?sort=deadline&queue=LISTING&limit=20",
                "/v1/admin/users?limit=20",
                "/v1/admin/users?role=MODERATOR&limit=20",
                "/v1/admin/users?status=SUSPENDED&limit=20",
                "/v1/admin/users?q=person&limit=20",
                "/v1/admin/users?q=1a2b3c&limit=20",
                "/v1/admin/audit?limit=20")) {
            scenarios.put("GET " + path.substring("/v1/admin".length()), n -> path);
        }
        measure(scenarios);
    }

    private void measure(Map<String, Function<Long, String>> scenarios) {
        out.printf("%d connections, %d s warm-up, %d s measured%n%n", CONNECTIONS, WARM_SECONDS, MEASURED_SECONDS);
        head();
        scenarios.forEach((name, path) -> {
            long unused = load(path, WARM_SECONDS);
            double before = cpuMicros();
            long start = System.nanoTime();
            long done = load(path, MEASURED_SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            out.printf("%-50s %12.0f %14.0f%n", name, done / seconds, (cpuMicros() - before) / done);
        });
    }

    private void runForum() {
        out.printf(
                "%d connections, %d s warm-up, %d s measured; then one at a time%n%n",
                CONNECTIONS, FORUM_WARM_SECONDS, MEASURED_SECONDS);
        out.printf("%-34s %12s %14s %8s %8s%n", "request", "requests/s", "CPU µs/request", "p50 ms", "p99 ms");
        new ForumPages(path -> new JsonObject(body(apiPort, path))).all().forEach((name, path) -> {
            long unused = load(n -> path, FORUM_WARM_SECONDS);
            double before = cpuMicros();
            long start = System.nanoTime();
            long done = load(n -> path, MEASURED_SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpu = (cpuMicros() - before) / done;
            double[] times = oneByOne(path);
            out.printf("%-34s %12.0f %14.0f %8.1f %8.1f%n", name, done / seconds, cpu, at(times, 50), at(times, 99));
        });
    }

    /** Milliseconds that each took, in order. */
    private double[] oneByOne(String path) {
        double[] times = new double[ONE_BY_ONE];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            String unused = body(apiPort, path);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }

    private static double at(double[] times, int percent) {
        return times[Math.min(times.length - 1, times.length * percent / 100)];
    }

    private void runIdentity() {
        head();
        new IdentityBench(this::post, this::cpuMicros, this::hashingMicros, bcryptCost, IDENTITY_CONNECTIONS, out)
                .run();
    }

    private void head() {
        out.printf("%-50s %12s %14s%n", "request", "requests/s", "CPU µs/request");
    }

    /** Paths of up to a thousand listings. */
    private List<String> listings() {
        List<String> paths = new ArrayList<>();
        walk(100, 10, (path, page) -> page.getJsonArray("items")
                .forEach(item -> paths.add("/v1/listings/" + ((JsonObject) item).getString("id"))));
        if (paths.isEmpty()) {
            throw new IllegalStateException("the server has no listings; load some with ./beachdo seed");
        }
        return paths;
    }

    /** Paths of so many pages that the server keeps few of their listings until they are asked for again. */
    private List<String> pages() {
        List<String> paths = new ArrayList<>();
        walk(20, 500, (path, page) -> paths.add(path));
        return paths;
    }

    private void walk(int limit, int pages, BiConsumer<String, JsonObject> each) {
        String first = "/v1/listings?limit=" + limit;
        Object unused = await(walk(first, first, pages, each));
    }

    private Future<Void> walk(String first, String path, int pages, BiConsumer<String, JsonObject> each) {
        return get(apiPort, path).compose(body -> {
            JsonObject page = new JsonObject(body);
            each.accept(path, page);
            String cursor = page.getString("nextCursor");
            return pages == 1 || cursor == null
                    ? Future.succeededFuture()
                    : walk(first, first + "&cursor=" + cursor, pages - 1, each);
        });
    }

    private long load(Function<Long, String> path, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long[] count = new long[1];
        List<Future<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < CONNECTIONS; lane++) {
            Promise<Void> done = Promise.promise();
            lanes.add(done.future());
            next(path, end, count, done);
        }
        Object unused = await(Future.all(lanes));
        return count[0];
    }

    private void next(Function<Long, String> path, long end, long[] count, Promise<Void> done) {
        if (System.nanoTime() > end) {
            done.complete();
            return;
        }
        get(apiPort, path.apply(count[0]++))
                .onSuccess(ignored -> next(path, end, count, done))
                .onFailure(done::fail);
    }

    private Future<String> get(int port, String path) {
        // what becomes of the answer is said on the client's loop, before it can come: from here it might be too late
        return client.request(HttpMethod.GET, port, "127.0.0.1", path)
                .compose(request -> (authorization.isEmpty()
                                ? request
                                : request.putHeader("Authorization", authorization))
                        .send()
                        .compose(response -> checked(path, response)))
                .timeout(patienceMillis, TimeUnit.MILLISECONDS);
    }

    private Future<JsonObject> post(String path, JsonObject body) {
        return client.request(HttpMethod.POST, apiPort, "127.0.0.1", path)
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .send(body.toBuffer())
                        .compose(response -> response.body()
                                .map(answer -> answer.toJsonObject().put("httpStatus", response.statusCode()))))
                .timeout(patienceMillis, TimeUnit.MILLISECONDS);
    }

    private static Future<String> checked(String path, HttpClientResponse response) {
        return response.body().map(body -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + body
                        + (response.statusCode() == 429
                                ? " (start the server with BEACHDO_RATE_LIMIT_SCALE=100000)"
                                : ""));
            }
            return body.toString();
        });
    }

    private static Pattern total(String name) {
        return Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([0-9.eE+]+)$");
    }

    private double cpuMicros() {
        return sum(CPU) / 1e3;
    }

    private double hashingMicros() {
        return sum(HASHING) * 1e6;
    }

    private double sum(Pattern metric) {
        return managementPorts.stream()
                .map(port -> metric.matcher(body(port, "/metrics")))
                .filter(Matcher::find)
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .reduce(Double::sum)
                .orElseThrow(() -> new IllegalStateException("the server tells no CPU time at its management port"));
    }

    private String body(int port, String path) {
        return await(get(port, path));
    }

    /** Each request fails in time, so this ends when the server is gone. */
    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
