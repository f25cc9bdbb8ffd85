package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alert rules and dashboards ask only for metrics, and labels of them, that a process exposes. */
class MonitoringIT {
    private static final Path CHART = Path.of("../helm/beachdo");
    private static final Pattern METRIC =
            Pattern.compile("\\b((?:vertx|jvm|process|system|beachdo)_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern EXPOSED = Pattern.compile("^([a-z0-9_]+)(?:\\{(.*)})? [^ ]+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Labels that Prometheus adds. */
    private static final Set<String> SCRAPED = Set.of("job", "instance");

    private static final Map<String, Set<String>> EXPOSED_LABELS = new HashMap<>();

    @BeforeAll
    static void ask() {
        TestHttp http = new TestHttp(TestBeachdo.shared());
        makeRareOnesAppear(http);
        http.management("/metrics").body().lines().forEach(line -> {
            Matcher sample = EXPOSED.matcher(line);
            if (sample.matches()) {
                Set<String> labels = EXPOSED_LABELS.computeIfAbsent(sample.group(1), ignored -> new HashSet<>());
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.add(label.group(1));
                }
            }
        });
    }

    /** Some metrics are there only once something happened: a call that nobody answered, a live socket. */
    private static void makeRareOnesAppear(TestHttp http) {
        assertThat(TestBeachdo.shared()
                        .vertx()
                        .eventBus()
                        .request("nobody.listens.here", "")
                        .toCompletionStage()
                        .toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10));
        JsonObject tokens =
                http.register("metrics-" + UUID.randomUUID() + "@example.com").getJsonObject("tokens");
        String ticket = new JsonObject(http.send("POST", "/v1/realtime/ticket", tokens.getString("accessToken"), "{}")
                        .body())
                .getString("ticket");
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + TestBeachdo.shared().httpPort() + "/realtime/websocket?ticket="
                                + ticket),
                        new WebSocket.Listener() {})
                .join()
                .abort();
    }

    @Test
    void theAlertRules() throws IOException {
        requireExposed(Files.readString(CHART.resolve("files/alerts.yaml")));
    }

    @Test
    void theRunbooks() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("../docs/runbooks"))) {
            StringBuilder all = new StringBuilder();
            for (Path page : pages.toList()) {
                all.append(Files.readString(page));
            }
            requireExposed(all.toString());
        }
    }

    @Test
    void thePageAboutMonitoring() throws IOException {
        String page = Files.readString(Path.of("../docs/monitoring.md"));
        requireExposed(page);
        assertThat(EXPOSED_LABELS.keySet())
                .filteredOn(metric -> metric.startsWith("beachdo_"))
                .allSatisfy(metric -> assertThat(page)
                        .contains("`" + metric.replaceAll("_seconds_(sum|count|max|bucket)$", "_seconds") + "`"));
    }

    @Test
    void theDashboards() throws IOException {
        for (String dashboard : List.of("traffic", "inside")) {
            String json = Files.readString(CHART.resolve("dashboards/" + dashboard + ".json"));
            new JsonObject(json).getJsonArray("panels").forEach(panel -> ((JsonObject) panel)
                    .getJsonArray("targets")
                    .forEach(target -> requireExposed(((JsonObject) target).getString("expr"))));
        }
    }

    private static void requireExposed(String text) {
        Matcher asked = METRIC.matcher(text);
        int found = 0;
        while (asked.find()) {
            found++;
            // pages name a timer once, which is exposed as its sum, count and more
            String name =
                    EXPOSED_LABELS.containsKey(asked.group(1) + "_sum") ? asked.group(1) + "_sum" : asked.group(1);
            assertThat(EXPOSED_LABELS.keySet()).contains(name);
            Matcher label = LABEL.matcher(asked.group(2) == null ? "" : asked.group(2));
            while (label.find()) {
                if (!SCRAPED.contains(label.group(1))) {
                    assertThat(EXPOSED_LABELS.get(name)).as(asked.group(1)).contains(label.group(1));
                }
            }
        }
        assertThat(found).isPositive();
    }
}
