package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.beachdo.platform.telemetry.JsonLayout;
import com.beachdo.platform.testing.Eventually;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** One id joins the problem that a client gets, the line in the log, the exported trace and the event at Sentry. */
class TraceIT {
    private static final String SECRET = "somethingOnlyThisClientSearches";
    private static final String RECORDING = "https://app.logrocket.com/abc123/shop/s/5-0190/0";
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final String TELLING = "00-1b8888888888888888888888888ccccc-b7ad6b7169203331-01";
    /** A span of that trace, which its name follows closely. */
    private static final Pattern TOLD =
            Pattern.compile(Pattern.quote(raw(TELLING.substring(3, 35))) + ".{0,60}take beachdo\\.", Pattern.DOTALL);

    @Test
    void oneTraceIdIsEverywhereAndNothingPersonalIsSent() throws IOException, InterruptedException, SQLException {
        StandIn collector = new StandIn();
        StandIn sentry = new StandIn();
        Lines log = new Lines();
        String own;
        try (BeachdoProcess process = TestBeachdo.start(
                TestBeachdo.temporary(),
                Map.of(
                        "BEACHDO_OTLP_URL",
                        "http://127.0.0.1:" + collector.port(),
                        "BEACHDO_OTLP_HEADERS",
                        "api-key=of-the-collector",
                        "BEACHDO_TRACE_RATIO",
                        "1",
                        "BEACHDO_SENTRY_DSN",
                        "http://public@127.0.0.1:" + sentry.port() + "/42"))) {
            breakForum(process);
            JsonObject problem = get(process, "/v1/forum/boards?", null);
            own = problem.getString("traceId");
            assertThat(problem.getInteger("status")).isEqualTo(500);
            assertThat(get(process, "/v1/forum/boards", PARENT).getString("traceId"))
                    .isEqualTo(PARENT.substring(3, 35));
            JsonObject unused = get(process, "/v1/listings?q=" + SECRET, null);
            register(process);
            Eventually.within(
                    30, TimeUnit.SECONDS, () -> assertThat(collector.text()).containsPattern(TOLD));
        } finally {
            log.close();
        }

        assertThat(log.lines)
                .anySatisfy(line ->
                        assertThat(line).contains("\"level\":\"ERROR\"").contains("\"traceId\":\"" + own + "\""));
        assertThat(collector.paths).containsOnly("/v1/traces");
        assertThat(collector.keys).containsOnly("of-the-collector");
        assertThat(collector.text()).contains(raw(own)).contains("beachdo.forum.v1.Threads", "SELECT");
        assertThat(collector.text()).contains(RECORDING).doesNotContain(SECRET);
        assertThat(sentry.paths).contains("/api/42/envelope/");
        assertThat(sentry.text()).contains("\"traceId\":\"" + own + "\"", "\"release\":\"beachdo@");
        assertThat(sentry.text())
                .contains("\"sessionURL\":\"" + RECORDING + "\"")
                .doesNotContain("board_away");
        collector.server.stop(0);
        sentry.server.stop(0);
    }

    /** Of which other domains are told. */
    private static void register(BeachdoProcess process) throws IOException, InterruptedException {
        String account = new JsonObject()
                .put("email", "traced@example.com")
                .put("password", "a long enough one 7")
                .put("name", "Traced Person")
                .encode();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + process.httpPort() + "/v1/auth/register"))
                .header("Content-Type", "application/json")
                .header("traceparent", TELLING)
                .POST(HttpRequest.BodyPublishers.ofString(account))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
    }

    /** An error that nobody foresaw. */
    private static void breakForum(BeachdoProcess process) throws SQLException {
        URI url = URI.create(Objects.requireNonNull(process.setting("BEACHDO_DATABASE_URL")));
        String[] user = url.getUserInfo().split(":", 2);
        String jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath();
        try (Connection owner = DriverManager.getConnection(jdbc, user[0], user[1]);
                Statement statement = owner.createStatement()) {
            boolean unused = statement.execute("ALTER TABLE forum.board RENAME TO board_away");
        }
    }

    private static JsonObject get(BeachdoProcess process, String path, @Nullable String parent)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.httpPort() + path));
        if (parent != null) {
            request.header("traceparent", parent).header("X-LogRocket-URL", RECORDING);
        }
        return new JsonObject(HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** As OTLP has ids: sixteen bytes. */
    private static String raw(String traceId) {
        return new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
    }

    /** Takes what it is sent. */
    private static final class StandIn {
        private final List<String> paths = new CopyOnWriteArrayList<>();
        private final List<String> keys = new CopyOnWriteArrayList<>();
        private final List<String> bodies = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        StandIn() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::take);
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        String text() {
            return String.join("\n", bodies);
        }

        private void take(HttpExchange exchange) throws IOException {
            paths.add(exchange.getRequestURI().getPath());
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("api-key")));
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (InputStream body =
                    packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                bodies.add(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        }
    }

    /** The log as machines read it. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final JsonLayout layout = new JsonLayout();
        private final Logger root =
                ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

        Lines() {
            setContext(root.getLoggerContext());
            start();
            root.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(layout.doLayout(event));
        }

        void close() {
            boolean unused = root.detachAppender(this);
        }
    }
}
