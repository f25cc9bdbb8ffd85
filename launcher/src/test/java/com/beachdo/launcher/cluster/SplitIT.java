package com.beachdo.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.launcher.tour.Tour;
import com.beachdo.platform.testing.TestCertificates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every domain away from the edge and from the others, over TLS with client certificates. */
class SplitIT {
    private static final TestCertificates OURS = TestCertificates.make("ours");
    private static final TestCertificates OTHERS = TestCertificates.make("others");
    private static final Vertx VERTX = Vertx.vertx();
    private static final TestCluster CLUSTER = new TestCluster(3, tls());
    private static final TestNode EDGE = CLUSTER.add("edge", "edge");
    private static final TestNode LEFT = CLUSTER.add("left", "identity,chat,forum");
    private static final TestNode RIGHT = CLUSTER.add("right", "catalog,moderation");

    private static Map<String, String> tls() {
        Map<String, String> settings = new HashMap<>(OURS.settings("BEACHDO_CLUSTER_TLS"));
        settings.putAll(OURS.settings("BEACHDO_GRPC_TLS"));
        return settings;
    }

    @BeforeAll
    static void start() {
        CLUSTER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        CLUSTER.close();
        Void unused = await(VERTX.close());
    }

    @Test
    void theTourWalksAcrossNodes() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Tour(
                        EDGE.api(),
                        CLUSTER.mails(),
                        TestCluster.ADMIN,
                        TestCluster.ADMIN_PASSWORD,
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("went as they must");
    }

    @Test
    void aLogoutReachesTheEdgesSocketsAndTokens() throws Exception {
        TestClient client = new TestClient(EDGE.api());
        String token = client.register("logout@example.com");
        try (TestSocket socket = TestSocket.connect(EDGE.api(), client.ticket(token))) {
            assertThat(client.send("POST", "/v1/auth/logout", token, null).statusCode())
                    .isEqualTo(204);

            assertThat(socket.awaitClosed()).contains("\"reason\":\"");
        }
        TestNode.eventually(() -> client.send("GET", "/v1/me", token, null).statusCode() == 401);
    }

    @Test
    void everyNodeKnowsTheOthers() {
        for (TestNode node : new TestNode[] {EDGE, LEFT, RIGHT}) {
            TestNode.eventually(() -> {
                JsonObject cluster = node.info().getJsonObject("cluster");
                return cluster.getJsonArray("nodes").size() == 3
                        && cluster.getJsonArray("nodes").stream()
                                .map(JsonObject.class::cast)
                                .allMatch(one -> one.getBoolean("answers")
                                        && !one.getJsonArray("roles").isEmpty());
            });
            assertThat(new JsonObject(node.health().body())
                            .getJsonObject("checks")
                            .getJsonObject("cluster")
                            .getInteger("answering"))
                    .isEqualTo(3);
        }
    }

    @Test
    void theEventBusLetsOnlyNodesIn() {
        int bus = LEFT.port("BEACHDO_CLUSTER_BUS_PORT");

        assertThat(ping(bus, options(OURS))).isEqualTo("pong");
        assertThat(ping(bus, options(OTHERS))).as("another authority's").startsWith("refused");
        assertThat(ping(bus, options(null))).as("no certificate").startsWith("refused");
        assertThat(ping(bus, new NetClientOptions())).as("no TLS").startsWith("refused");
    }

    @Test
    void theGrpcPortLetsOnlyKnownToolsIn() throws Exception {
        assertThat(get(OURS)).isPositive();
        assertThatThrownBy(() -> get(OTHERS)).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> get(null)).isInstanceOf(ExecutionException.class);
    }

    private static NetClientOptions options(@Nullable TestCertificates certificates) {
        NetClientOptions options = new NetClientOptions()
                .setSsl(true)
                .setHostnameVerificationAlgorithm("")
                .setTrustOptions(new PemTrustOptions().addCertPath(OURS.ca()));
        return certificates == null
                ? options
                : options.setKeyCertOptions(
                        new PemKeyCertOptions().setCertPath(certificates.cert()).setKeyPath(certificates.key()));
    }

    /** A ping frame of the event bus, which every node answers with one byte. */
    private static String ping(int port, NetClientOptions options) {
        // kept until the answer is there: a client that nobody refers to any more closes its connections
        NetClient client = VERTX.createNetClient(options);
        try {
            NetSocket socket = await(client.connect(port, "127.0.0.1"));
            io.vertx.core.Promise<Buffer> answer = io.vertx.core.Promise.promise();
            socket.handler(answer::tryComplete).closeHandler(ignored -> {
                boolean unused = answer.tryFail("closed");
            });
            Void unused = await(socket.write(pingFrame()));
            Buffer got =
                    answer.future().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
            return got.length() == 1 && got.getByte(0) == 1 ? "pong" : "odd " + got;
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            return "refused: " + e;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            Object unused = client.close();
        }
    }

    /** Version, codec, send, address, reply address, sender, headers; nothing else. */
    private static Buffer pingFrame() {
        byte[] address = "__vertx_ping".getBytes(StandardCharsets.UTF_8);
        byte[] sender = "test".getBytes(StandardCharsets.UTF_8);
        Buffer body = Buffer.buffer()
                .appendByte((byte) 2)
                .appendByte((byte) 1)
                .appendByte((byte) 0)
                .appendInt(address.length)
                .appendBytes(address)
                .appendInt(0)
                .appendInt(sender.length)
                .appendBytes(sender)
                .appendInt(4);
        return Buffer.buffer().appendInt(body.length()).appendBuffer(body);
    }

    private static int get(@Nullable TestCertificates certificates) throws Exception {
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setTrustOptions(new PemTrustOptions().addCertPath(OURS.ca()));
        if (certificates != null) {
            options.setKeyCertOptions(
                    new PemKeyCertOptions().setCertPath(certificates.cert()).setKeyPath(certificates.key()));
        }
        HttpClientAgent client = VERTX.createHttpClient(options);
        try {
            return await(client.request(HttpMethod.GET, LEFT.port("BEACHDO_GRPC_PORT"), "127.0.0.1", "/")
                            .compose(request -> request.send()))
                    .statusCode();
        } finally {
            Void unused = await(client.close());
        }
    }

    private static <T> T await(Future<T> future) throws ExecutionException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
