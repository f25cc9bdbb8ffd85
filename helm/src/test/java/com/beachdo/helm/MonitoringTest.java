package com.beachdo.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the chart gives to Prometheus and Grafana; that its metrics exist is tested beside the process that has them. */
class MonitoringTest {
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");
    private static final List<Manifest> ALL = Chart.render(Matrix.EVERYTHING);

    @Test
    void theMonitorFindsThePodsThroughTheServiceOfMembers() {
        Manifest monitor = WorkloadsTest.of("ServiceMonitor", ALL).get(0);
        assertThat(WorkloadsTest.of("Service", ALL))
                .filteredOn(service -> service.map("metadata.labels")
                        .entrySet()
                        .containsAll(monitor.map("spec.selector.matchLabels").entrySet()))
                .singleElement()
                .satisfies(service -> assertThat(service.name()).isEqualTo("shop-beachdo-cluster"));
        assertThat(monitor.maps("spec.endpoints")).singleElement().satisfies(endpoint -> assertThat(endpoint)
                .containsEntry("targetPort", 9000)
                .containsEntry("path", "/metrics"));
    }

    @Test
    void everyAlertSaysWhatIsWrongAndHowBad() {
        assertThat(alerts()).hasSizeGreaterThan(5).allSatisfy(alert -> {
            assertThat((String) alert.get("expr")).contains("job=\"beachdo\"");
            assertThat(Manifest.asMap(alert.get("labels")).get("severity")).isIn("critical", "warning");
            assertThat(Manifest.asMap(alert.get("annotations"))).containsKeys("summary", "description");
        });
    }

    @Test
    void everyAlertLinksToItsRunbookAndEveryRunbookHasAnAlert() throws IOException {
        List<String> names =
                alerts().stream().map(alert -> (String) alert.get("alert")).toList();
        assertThat(alerts()).allSatisfy(alert -> assertThat(Manifest.asMap(alert.get("annotations")))
                .containsEntry("runbook_url", "https://ops.shop.example/runbooks/" + alert.get("alert") + ".md"));
        String index = Files.readString(RUNBOOKS.resolve("README.md"));
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .filter(page -> !page.equals("README")))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(names).allSatisfy(name -> {
            assertThat(index).contains("| [" + name + "](" + name + ".md) |");
            assertThat(Files.readString(RUNBOOKS.resolve(name + ".md")))
                    .startsWith("# " + name + "\n")
                    .contains("**Means**", "**Users see**", "## Look", "## Do");
        });
    }

    private static List<Map<String, Object>> alerts() {
        Manifest rules = WorkloadsTest.of("PrometheusRule", ALL).get(0);
        return rules.maps("spec.groups").stream()
                .flatMap(group -> Manifest.asMaps(group.get("rules")).stream())
                .toList();
    }

    @Test
    void theDashboardsArriveWhole() {
        List<Manifest> dashboards = WorkloadsTest.of("ConfigMap", ALL);
        assertThat(dashboards).hasSize(2).allSatisfy(dashboard -> {
            assertThat(dashboard.map("metadata.labels")).containsEntry("grafana_dashboard", "1");
            String json = (String) dashboard.map("data").values().iterator().next();
            assertThat(JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("panels"))
                    .isNotEmpty();
        });
    }
}
