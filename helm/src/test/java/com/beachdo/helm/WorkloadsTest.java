package com.beachdo.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments, what runs in their pods, and what points at them. */
class WorkloadsTest {
    @ParameterizedTest
    @MethodSource("com.beachdo.helm.Matrix#all")
    void runWithoutRightsTheyDoNotNeed(String values) {
        for (Manifest workload : workloads(Chart.render(values))) {
            Map<String, Object> pod = workload.map("spec.template.spec");
            assertThat(pod).as(workload.toString()).containsEntry("automountServiceAccountToken", false);
            assertThat(Manifest.asMap(pod.get("securityContext")))
                    .containsEntry("runAsNonRoot", true)
                    .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
            for (Map<String, Object> container : containers(workload)) {
                assertThat(Manifest.asMap(container.get("securityContext")))
                        .containsEntry("readOnlyRootFilesystem", true)
                        .containsEntry("allowPrivilegeEscalation", false)
                        .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("com.beachdo.helm.Matrix#all")
    void sayWhatTheyNeedAndNameTheSecret(String values) {
        for (Manifest workload : workloads(Chart.render(values))) {
            for (Map<String, Object> container : containers(workload)) {
                Map<String, Object> resources = Manifest.asMap(container.get("resources"));
                assertThat(Manifest.asMap(resources.get("requests"))).containsKeys("cpu", "memory");
                assertThat(Manifest.asMap(resources.get("limits"))).containsKey("memory");
                assertThat(Manifest.asMaps(container.get("envFrom"))).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("com.beachdo.helm.Matrix#all")
    void areProbedOnThePortsThatTheyHave(String values) {
        for (Manifest deployment : of("Deployment", Chart.render(values))) {
            Map<String, Object> container = containers(deployment).get(0);
            List<Object> ports = Manifest.asMaps(container.get("ports")).stream()
                    .map(port -> port.get("name"))
                    .toList();
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                Map<String, Object> get =
                        Manifest.asMap(Manifest.asMap(container.get(probe)).get("httpGet"));
                assertThat(ports).contains(Objects.requireNonNull(get.get("port")));
                assertThat(get.get("path"))
                        .isEqualTo(probe.equals("readinessProbe") ? "/health/ready" : "/health/live");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("com.beachdo.helm.Matrix#all")
    void haveTimeToDrain(String values) {
        for (Manifest deployment : of("Deployment", Chart.render(values))) {
            int grace = (int) deployment.at("spec.template.spec.terminationGracePeriodSeconds");
            Map<String, String> env = env(containers(deployment).get(0));
            assertThat(grace).isGreaterThanOrEqualTo(60);
            assertThat(Integer.parseInt(env.get("BEACHDO_DRAIN_SECONDS"))).isLessThan(grace / 2);
            assertThat(containers(deployment).get(0)).containsKey("lifecycle");
            assertThat(deployment.map("spec.strategy.rollingUpdate")).containsEntry("maxUnavailable", 0);
        }
    }

    @ParameterizedTest
    @MethodSource("com.beachdo.helm.Matrix#all")
    void areFoundByWhatSelectsThem(String values) {
        List<Manifest> manifests = Chart.render(values);
        List<Manifest> deployments = of("Deployment", manifests);
        for (Manifest service : of("Service", manifests)) {
            List<Manifest> found = deployments.stream()
                    .filter(deployment -> selects(service.map("spec.selector"), deployment))
                    .toList();
            assertThat(found).as(service.toString()).isNotEmpty();
            for (Manifest deployment : found) {
                assertThat(targets(service))
                        .allMatch(target -> portNames(deployment).contains(target));
            }
        }
        for (Manifest deployment : deployments) {
            assertThat(selects(deployment.map("spec.selector.matchLabels"), deployment))
                    .isTrue();
        }
        for (Manifest budget : of("PodDisruptionBudget", manifests)) {
            assertThat(deployments)
                    .filteredOn(deployment -> selects(budget.map("spec.selector.matchLabels"), deployment))
                    .hasSize(1);
        }
        for (Manifest scaler : of("HorizontalPodAutoscaler", manifests)) {
            assertThat(deployments)
                    .filteredOn(deployment -> deployment.name().equals(scaler.at("spec.scaleTargetRef.name")))
                    .singleElement()
                    .satisfies(deployment ->
                            assertThat(deployment.at("spec.replicas")).isNull());
        }
    }

    @ParameterizedTest
    @MethodSource("com.beachdo.helm.Matrix#all")
    void neverShowTheManagementPort(String values) {
        List<Manifest> manifests = Chart.render(values);
        for (Manifest service : of("Service", manifests)) {
            assertThat(targets(service)).doesNotContain("management");
            assertThat(service.maps("spec.ports")).noneMatch(port -> Objects.equals(port.get("port"), 9000));
        }
        for (Manifest ingress : of("Ingress", manifests)) {
            assertThat(ingress.body().toString()).contains("port={name=http}").doesNotContain("management", "9000");
        }
    }

    @Test
    void splitIntoOneDeploymentARole() {
        List<Manifest> deployments = of("Deployment", Chart.render(Matrix.SPLIT));
        assertThat(deployments)
                .extracting(deployment -> env(containers(deployment).get(0)).get("BEACHDO_ROLES"))
                .containsExactlyInAnyOrder("edge", "identity", "catalog", "chat", "moderation", "forum");
        assertThat(of("Deployment", Chart.render(Matrix.DEFAULTS)))
                .singleElement()
                .satisfies(all -> assertThat(env(containers(all).get(0))).doesNotContainKey("BEACHDO_ROLES"));
    }

    @Test
    void aNodesOwnValuesWinOverTheDefaults() {
        Manifest edge =
                of("Deployment", Chart.render("{mode: role-per-deployment, nodes: {edge: {replicas: 5}}}")).stream()
                        .filter(deployment -> deployment.name().equals("shop-beachdo-edge"))
                        .findFirst()
                        .orElseThrow();
        assertThat(edge.at("spec.replicas")).isEqualTo(5);
        assertThat(containers(edge).get(0).get("resources").toString()).contains("640Mi");
    }

    @Test
    void meetThroughAServiceThatNamesUnreadyPodsToo() {
        Manifest members = of("Service", Chart.render(Matrix.DEFAULTS)).stream()
                .filter(service -> service.name().endsWith("-cluster"))
                .findFirst()
                .orElseThrow();
        assertThat(members.map("spec"))
                .containsEntry("clusterIP", "None")
                .containsEntry("publishNotReadyAddresses", true);
        Manifest deployment = of("Deployment", Chart.render(Matrix.DEFAULTS)).get(0);
        assertThat(env(containers(deployment).get(0)))
                .containsEntry("BEACHDO_CLUSTER_KUBERNETES_DNS", "shop-beachdo-cluster.market.svc.cluster.local");
    }

    @Test
    void mountTheCertificatesOfTheCluster() {
        for (Manifest deployment : of("Deployment", Chart.render(Matrix.EVERYTHING))) {
            Map<String, Object> container = containers(deployment).get(0);
            assertThat(env(container)).containsEntry("BEACHDO_CLUSTER_TLS_KEY", "/etc/beachdo/cluster/tls.key");
            assertThat(Manifest.asMaps(container.get("volumeMounts")))
                    .anyMatch(mount -> "/etc/beachdo/cluster".equals(mount.get("mountPath")));
            assertThat(deployment.maps("spec.template.spec.volumes"))
                    .anyMatch(volume -> volume.toString().contains("secretName=cluster-tls"));
        }
    }

    @Test
    void migrateOnceBeforeThePodsAndAfterTheSecret() {
        List<Manifest> manifests = Chart.render(Matrix.EVERYTHING);
        Manifest job = of("Job", manifests).get(0);
        Manifest secret = of("ExternalSecret", manifests).get(0);
        assertThat(job.map("metadata.annotations")).containsEntry(Chart.HOOK, "pre-install,pre-upgrade");
        assertThat(weight(secret)).isLessThan(weight(job));
        assertThat(containers(job).get(0)).containsEntry("args", List.of("migrate"));
        for (Manifest deployment : of("Deployment", manifests)) {
            assertThat(env(containers(deployment).get(0))).containsEntry("BEACHDO_MIGRATE", "false");
        }
        assertThat(of("Job", Chart.render(Matrix.BARE))).isEmpty();
        assertThat(env(containers(of("Deployment", Chart.render(Matrix.BARE)).get(0))
                        .get(0)))
                .containsEntry("BEACHDO_MIGRATE", "true");
    }

    private static int weight(Manifest hook) {
        return Integer.parseInt((String) hook.map("metadata.annotations").get(Chart.HOOK + "-weight"));
    }

    static List<Manifest> of(String kind, List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .toList();
    }

    static boolean selects(Map<String, Object> selector, Manifest deployment) {
        return deployment.map("spec.template.metadata.labels").entrySet().containsAll(selector.entrySet());
    }

    private static List<Manifest> workloads(List<Manifest> manifests) {
        List<Manifest> workloads = new ArrayList<>(of("Deployment", manifests));
        workloads.addAll(of("Job", manifests));
        assertThat(workloads).isNotEmpty();
        return workloads;
    }

    private static List<Map<String, Object>> containers(Manifest workload) {
        return workload.maps("spec.template.spec.containers");
    }

    private static List<Object> targets(Manifest service) {
        return service.maps("spec.ports").stream()
                .map(port -> port.get("targetPort"))
                .toList();
    }

    private static List<Object> portNames(Manifest deployment) {
        return Manifest.asMaps(containers(deployment).get(0).get("ports")).stream()
                .map(port -> port.get("name"))
                .toList();
    }

    private static Map<String, String> env(Map<String, Object> container) {
        Map<String, String> env = new java.util.HashMap<>();
        for (Map<String, Object> variable : Manifest.asMaps(container.get("env"))) {
            env.put((String) variable.get("name"), String.valueOf(variable.get("value")));
        }
        return env;
    }
}
