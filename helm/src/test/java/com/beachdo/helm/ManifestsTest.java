package com.beachdo.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.marcnuri.helm.LintResult;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object that the chart renders, in every shape of its values, is one that Kubernetes would take. */
class ManifestsTest {
    private static final Set<String> CUSTOM = Set.of("ServiceMonitor", "PrometheusRule", "ExternalSecret");

    @Test
    void lintsWithoutAWarning() {
        LintResult result = Chart.helm().lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("com.beachdo.helm.Matrix#all")
    void followTheModelOfTheKubernetesApi(String values) throws Exception {
        List<Manifest> manifests = Chart.render(values);
        assertThat(manifests).isNotEmpty();
        for (Manifest manifest : manifests) {
            if (!CUSTOM.contains(manifest.kind())) {
                validate(manifest);
            }
        }
    }

    @Test
    void theModelRefusesAnObjectThatIsWrong() {
        Manifest wrong = new Manifest(Map.of(
                "apiVersion", "v1", "kind", "Service", "metadata", Map.of("name", "x"), "spec", Map.of("portz", 1)));
        assertThatThrownBy(() -> validate(wrong)).hasStackTraceContaining("portz");
    }

    @ParameterizedTest
    @MethodSource("com.beachdo.helm.Matrix#all")
    void haveUniqueNamesThatFitAndBelongToTheRelease(String values) {
        Set<String> seen = new HashSet<>();
        for (Manifest manifest : Chart.render(values)) {
            assertThat(seen.add(manifest.toString())).as(manifest.toString()).isTrue();
            assertThat(manifest.name()).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
            assertThat(manifest.map("metadata.labels"))
                    .as(manifest.toString())
                    .containsEntry("app.kubernetes.io/instance", Chart.RELEASE);
        }
    }

    @Test
    void bindNamesOfEnumerationsThatTheModelDoesNotCheck() {
        for (Manifest manifest : Chart.render(Matrix.EVERYTHING)) {
            if (manifest.kind().equals("Service")) {
                assertThat(manifest.at("spec.type")).isEqualTo("ClusterIP");
            }
            if (manifest.kind().equals("Ingress")) {
                assertThat(manifest.map("spec").get("ingressClassName")).isEqualTo("nginx");
            }
            if (manifest.kind().equals("ConfigMap")) {
                assertThat(manifest.map("data").values()).allMatch(String.class::isInstance);
            }
        }
    }

    @Test
    void theNotesWarnOfWhatIsOpen() {
        assertThat(Chart.notes("networkPolicy: {enabled: false}"))
                .contains("WARNING")
                .contains("any pod");
        assertThat(Chart.notes(Matrix.EVERYTHING)).doesNotContain("WARNING").contains("https://api.example.com/docs");
    }

    private static void validate(Manifest manifest) throws Exception {
        Class<?> model = Class.forName("io.kubernetes.client.openapi.models." + version(manifest) + manifest.kind());
        JsonElement json = new Gson().toJsonTree(manifest.body());
        try {
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
        } catch (InvocationTargetException e) {
            throw new AssertionError(manifest + ": " + e.getCause().getMessage(), e.getCause());
        }
        assertThat((Object) JSON.deserialize(json.toString(), model)).isNotNull();
    }

    /** "autoscaling/v2" is V2. */
    private static String version(Manifest manifest) {
        String apiVersion = (String) manifest.body().get("apiVersion");
        return apiVersion.substring(apiVersion.indexOf('/') + 1).toUpperCase(Locale.ROOT);
    }
}
