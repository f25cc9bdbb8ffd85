package com.beachdo.edge;

import com.beachdo.edge.contract.Contract;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.live.LiveNode;
import com.beachdo.platform.live.PresenceRegistry;
import com.beachdo.platform.ratelimit.RateLimiter;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.testing.TestSystem;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An edge on a free port, over contracts that a test fakes. Without Redis, so that what it keeps is in the process. */
final class TestEdge implements AutoCloseable {
    static final String ORIGIN = "https://app.beachdo.example";
    static final String ISSUER = "http://127.0.0.1:8080";

    private final TestSystem system = TestSystem.withoutDatabase();
    private final Tokens tokens = new Tokens(ISSUER);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EdgeVerticle verticle;
    private final BlockingQueue<String> presences = new LinkedBlockingQueue<>();

    TestEdge(Map<String, String> environment) {
        this(environment, URI.create("redis://127.0.0.1:1"), "edge-test");
    }

    @SuppressWarnings("NullAway") // annotations on type arguments are not read from class files by JDK 17
    TestEdge(Map<String, String> environment, URI redisUrl, String contract) {
        system.fake(Sessions.class, tokens);
        TokenVerifier verifier = new TokenVerifier(system.vertx(), ISSUER, 2_000);
        Void started = TestSystem.await(verifier.start());
        Map<String, String> settings = new TreeMap<>(environment);
        settings.putIfAbsent("BEACHDO_CORS_ORIGINS", ORIGIN);
        EdgeConfig config = EdgeConfig.from(settings::get);
        RedisStore redis = new RedisStore(system.vertx(), redisUrl);
        LiveNode live = new LiveNode(
                system.vertx(), new PresenceRegistry(redis), 100, (user, present) -> presences.add(user + present));
        Void reachable = TestSystem.await(live.start());
        verticle = new EdgeVerticle(
                system.config(),
                config.at("127.0.0.1", 0, config.http().corsOrigins()),
                Contract.load(contract, URI.create(ISSUER), config.rateLimitScale()),
                verifier,
                new RateLimiter(redis),
                redis,
                live);
        system.deploy(verticle);
    }

    /** With the contract of this build, its limits out of the way. */
    static TestEdge withTheContract() {
        return new TestEdge(
                Map.of("BEACHDO_RATE_LIMIT_SCALE", "1000000"), URI.create("redis://127.0.0.1:1"), "openapi");
    }

    static TestEdge withDefaults() {
        return new TestEdge(Map.of());
    }

    TestSystem system() {
        return system;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Who came and went, such as {@code u1true}. */
    BlockingQueue<String> presences() {
        return presences;
    }

    EdgeVerticle verticle() {
        return verticle;
    }

    <C> void fake(Class<C> contract, C implementation) {
        system.fake(contract, implementation);
    }

    String token(String subject, String... roles) {
        return tokens.token(subject, roles);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + verticle.actualPort() + path));
    }

    HttpRequest.Builder to(String path, String token) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    Answer get(String path) {
        return send(to(path).GET());
    }

    Answer get(String path, String token) {
        return send(to(path, token).GET());
    }

    Answer post(String path, String token, String json) {
        return send(to(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Socket socket() throws IOException {
        Socket socket = new Socket("127.0.0.1", verticle.actualPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    static Set<String> securityHeaders() {
        return Set.of(
                "strict-transport-security",
                "content-security-policy",
                "x-content-type-options",
                "referrer-policy",
                "cross-origin-resource-policy");
    }

    @Override
    public void close() {
        system.close();
    }
}
