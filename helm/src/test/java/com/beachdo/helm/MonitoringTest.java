package com.beachdo.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the chart gives to Prometheus and Grafana; that its metrics exist is tested beside the process that has them. */
class MonitoringTest {
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
        Manifest rules = WorkloadsTest.of("PrometheusRule", ALL).get(0);
        List<Map<String, Object>> alerts = rules.maps("spec.groups").stream()
                .flatMap(group -> Manifest.asMaps(group.get("rules")).stream())
                .toList();
        assertThat(alerts).hasSizeGreaterThan(5).allSatisfy(alert -> {
            assertThat((String) alert.get("expr")).contains("job=\"beachdo\"");
            assertThat(Manifest.asMap(alert.get("labels")).get("severity")).isIn("critical", "warning");
            assertThat(Manifest.asMap(alert.get("annotations"))).containsKeys("summary", "description");
        });
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
