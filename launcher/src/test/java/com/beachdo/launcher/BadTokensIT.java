package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.edge.EdgeConfig;
import com.beachdo.edge.EdgeVerticle;
import com.beachdo.edge.contract.Contract;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.AccountsService;
import com.beachdo.identity.v1.GetMeRequest;
import com.beachdo.identity.v1.ListEndedSessionsReply;
import com.beachdo.identity.v1.ListEndedSessionsRequest;
import com.beachdo.identity.v1.ListKeysReply;
import com.beachdo.identity.v1.ListKeysRequest;
import com.beachdo.identity.v1.RefreshRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SessionsService;
import com.beachdo.identity.v1.User;
import com.beachdo.platform.auth.TestKey;
import com.beachdo.platform.auth.TokenCorpus;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.health.Health;
import com.beachdo.platform.live.LiveNode;
import com.beachdo.platform.live.PresenceRegistry;
import com.beachdo.platform.ratelimit.ClientGate;
import com.beachdo.platform.ratelimit.RateLimiter;
import com.beachdo.platform.redis.RedisStore;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.GrpcChannel;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What opens nothing, at every door: REST, gRPC and the socket. */
class BadTokensIT {
    private static final String ISSUER = "http://127.0.0.1:8080";
    private static final TestKey KEY = new TestKey("key-1");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final TestSystem SYSTEM = TestSystem.withoutDatabase();
    private static int httpPort;
    private static int grpcPort;

    @BeforeAll
    @SuppressWarnings("NullAway") // annotations on type arguments are not read from class files by JDK 17
    static void open() {
        SYSTEM.fake(Sessions.class, new OneKey());
        SYSTEM.fake(Accounts.class, new Whoever());
        TokenVerifier verifier = new TokenVerifier(SYSTEM.vertx(), ISSUER, 2_000);
        Void started = TestSystem.await(verifier.start());
        RedisStore redis = new RedisStore(SYSTEM.vertx(), URI.create("redis://127.0.0.1:1"));
        RateLimiter limiter = new RateLimiter(redis);
        Map<String, String> settings = Map.of("BEACHDO_RATE_LIMIT_SCALE", "1000000", "BEACHDO_GRPC_PORT", "0");
        EdgeConfig config = EdgeConfig.from(settings::get).at("127.0.0.1", 0, java.util.Set.of());
        Contract contract = Contract.load("openapi", URI.create(ISSUER), config.rateLimitScale());
        LiveNode live = new LiveNode(SYSTEM.vertx(), new PresenceRegistry(redis), 100, (user, present) -> {});
        EdgeVerticle edge = new EdgeVerticle(SYSTEM.config(), config, contract, verifier, limiter, redis, live);
        SYSTEM.deploy(edge);
        httpPort = edge.actualPort();
        grpcPort = TestSystem.await(GrpcPort.listen(
                        SYSTEM.vertx(),
                        LaunchConfig.from(settings::get),
                        List.of(Accounts.class),
                        new ToolAuthenticator(verifier, new ClientGate(limiter, 1_000_000), "a service token"),
                        new Health(SYSTEM.vertx()),
                        2_000))
                .actualPort();
    }

    @AfterAll
    static void close() {
        SYSTEM.close();
    }

    @Test
    void theWholeCorpusIsRefusedOverRestOverGrpcAndAtTheSocket() throws Exception {
        Map<String, String> corpus = new TokenCorpus(KEY, good()).tokens();
        assertThat(corpus).hasSizeGreaterThan(60);

        corpus.forEach((name, token) -> {
            // what HTTP itself would take off or not carry
            if (token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                assertThat(rest("GET", "/v1/me", token)).as(name + " over REST").isEqualTo(401);
                assertThat(rest("POST", "/v1/realtime/ticket", token))
                        .as(name + " for a ticket")
                        .isEqualTo(401);
                assertThat(socket(token)).as(name + " at the socket").isEqualTo(401);
                assertThatThrownBy(() -> grpc(token))
                        .as(name + " over gRPC")
                        .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.status())
                                .isEqualTo(GrpcStatus.UNAUTHENTICATED));
            }
        });

        String token = KEY.sign(good());
        assertThat(rest("GET", "/v1/me", token)).isEqualTo(200);
        assertThat(rest("POST", "/v1/realtime/ticket", token)).isEqualTo(200);
        assertThat(grpc(token).getId()).isEqualTo("admin-1");
    }

    @Test
    void anAccessTokenDoesNotRefreshAndARefreshTokenGivesNoAccess() {
        TestHttp http = new TestHttp(TestBeachdo.shared());
        JsonObject tokens =
                http.register("tokens-" + UUID.randomUUID() + "@example.com").getJsonObject("tokens");
        String access = tokens.getString("accessToken");
        String refresh = tokens.getString("refreshToken");

        assertThat(http.send(
                                "POST",
                                "/v1/auth/refresh",
                                null,
                                new JsonObject().put("refreshToken", access).encode())
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.send("GET", "/v1/me", refresh, null).statusCode()).isEqualTo(401);
        assertThat(http.send("POST", "/v1/realtime/ticket", refresh, null).statusCode())
                .isEqualTo(401);
        int port = TestBeachdo.shared().grpcPort();
        Sessions sessions =
                Rpc.of(Sessions.class).client(channel(TestBeachdo.shared().vertx(), port, refresh));
        assertThatThrownBy(() -> call(
                        TestBeachdo.shared().vertx(),
                        () -> sessions.refresh(RefreshRequest.newBuilder()
                                .setRefreshToken(access)
                                .build())))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo("auth.token_invalid"));
    }

    @Test
    void whoeverShowsBadTokensTooOftenOverGrpcIsStopped() {
        RateLimiter limiter = new RateLimiter(new RedisStore(SYSTEM.vertx(), URI.create("redis://127.0.0.1:1")));
        ClientGate gate = new ClientGate(limiter, 8.0 / 300);
        TokenVerifier verifier = new TokenVerifier(SYSTEM.vertx(), ISSUER, 2_000);
        ToolAuthenticator tools = new ToolAuthenticator(verifier, gate, "a service token");
        io.vertx.core.MultiMap bad =
                io.vertx.core.MultiMap.caseInsensitiveMultiMap().add("authorization", "Bearer nonsense");
        io.vertx.core.MultiMap service =
                io.vertx.core.MultiMap.caseInsensitiveMultiMap().add("authorization", "Bearer a service token");

        assertThat(codeOf(tools.authenticate(bad, "203.0.113.9"))).isEqualTo("auth.token_invalid");
        assertThat(codeOf(tools.authenticate(bad, "203.0.113.9"))).isEqualTo("auth.token_invalid");
        assertThat(codeOf(tools.authenticate(bad, "203.0.113.9"))).isEqualTo("auth.too_many_tries");
        assertThat(codeOf(tools.authenticate(bad, "198.51.100.9"))).isEqualTo("auth.token_invalid");
        assertThat(TestSystem.await(tools.authenticate(service, "203.0.113.9")).hasRole(CallContext.SERVICE))
                .isTrue();
    }

    private static String codeOf(Future<CallContext> refused) {
        try {
            return "let in: " + TestSystem.await(refused);
        } catch (RpcException e) {
            return e.code();
        }
    }

    private static JsonObject good() {
        long now = System.currentTimeMillis() / 1000;
        return new JsonObject()
                .put("iss", ISSUER)
                .put("aud", TokenVerifier.AUDIENCE)
                .put("sub", "admin-1")
                .put("sid", "session-1")
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now)
                .put("exp", now + 900)
                .put("roles", new JsonArray().add("BUYER").add("ADMIN"));
    }

    private static int rest(String method, String path, String token) {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                                    .header("Authorization", "Bearer " + token)
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The status of a handshake that shows the token as its ticket and in the header. */
    private static int socket(String token) {
        String ticket = token.replace(" ", "%20");
        String request = "GET /realtime/websocket?ticket=" + ticket.substring(0, Math.min(2_000, ticket.length()))
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n";
        try (Socket connection = new Socket("127.0.0.1", httpPort)) {
            connection.setSoTimeout(10_000);
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(connection.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring(9));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static User grpc(String token) {
        Accounts accounts = Rpc.of(Accounts.class).client(channel(SYSTEM.vertx(), grpcPort, token));
        return call(SYSTEM.vertx(), () -> accounts.getMe(GetMeRequest.getDefaultInstance()));
    }

    private static <T> T call(Vertx vertx, java.util.function.Supplier<Future<T>> call) {
        return TestSystem.await(CallContext.ANONYMOUS.run(vertx, call));
    }

    private static GrpcChannel channel(Vertx vertx, int port, String token) {
        return new GrpcChannel(
                GrpcClient.client(vertx),
                SocketAddress.inetSocketAddress(port, "127.0.0.1"),
                10_000,
                (caller, metadata) -> metadata.set("authorization", "Bearer " + token));
    }

    /** Stands in for identity: it has one key, which the test has too. */
    private static final class OneKey extends SessionsService {
        @Override
        public Future<ListKeysReply> listKeys(ListKeysRequest request) {
            return Future.succeededFuture(
                    ListKeysReply.newBuilder().addKeys(KEY.jwk()).build());
        }

        @Override
        public Future<ListEndedSessionsReply> listEndedSessions(ListEndedSessionsRequest request) {
            return Future.succeededFuture(ListEndedSessionsReply.getDefaultInstance());
        }
    }

    private static final class Whoever extends AccountsService {
        @Override
        public Future<User> getMe(GetMeRequest request) {
            return Future.succeededFuture(User.newBuilder()
                    .setId(CallContext.current().requireSubject())
                    .build());
        }
    }
}
