package com.beachdo.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can connect to which port, by evaluating the policies as Kubernetes defines them. */
class NetworkPolicyTest {
    private static final Peer STRANGER = new Peer(Chart.NAMESPACE, Map.of("app", "other"));
    private static final Peer INGRESS = new Peer("ingress-nginx", Map.of("app.kubernetes.io/name", "ingress-nginx"));
    private static final Peer PROMETHEUS = new Peer("monitoring", Map.of("app", "prometheus"));

    @ParameterizedTest
    @ValueSource(ints = {5701, 5702})
    void onlyMembersReachThePortsOfTheCluster(int port) {
        for (String values : List.of(Matrix.DEFAULTS, Matrix.SPLIT, Matrix.EVERYTHING, Matrix.CLOSED)) {
            Net net = Net.of(values);
            for (Map<String, Object> pod : net.pods()) {
                assertThat(net.admits(new Peer(Chart.NAMESPACE, net.pods().get(0)), pod, port))
                        .isTrue();
                assertThat(net.admits(STRANGER, pod, port)).isFalse();
                assertThat(net.admits(INGRESS, pod, port)).isFalse();
                assertThat(net.admits(PROMETHEUS, pod, port)).isFalse();
                assertThat(net.admits(new Peer("elsewhere", net.pods().get(0)), pod, port))
                        .as("the same labels in another namespace")
                        .isFalse();
            }
        }
    }

    @Test
    void anotherReleaseInTheSameNamespaceIsNotAMember() {
        Net net = Net.of(Matrix.DEFAULTS);
        Map<String, Object> other = new HashMap<>(net.pods().get(0));
        other.put("app.kubernetes.io/instance", "other");
        assertThat(net.admits(new Peer(Chart.NAMESPACE, other), net.pods().get(0), 5701))
                .isFalse();
    }

    @Test
    void onlyMonitoringReachesTheManagementPort() {
        Net net = Net.of(Matrix.EVERYTHING);
        for (Map<String, Object> pod : net.pods()) {
            assertThat(net.admits(PROMETHEUS, pod, 9000)).isTrue();
            assertThat(net.admits(INGRESS, pod, 9000)).isFalse();
            assertThat(net.admits(STRANGER, pod, 9000)).isFalse();
        }
    }

    @Test
    void theIngressReachesTheApiAndNothingElse() {
        Net net = Net.of(Matrix.SPLIT);
        for (Map<String, Object> pod : net.pods()) {
            boolean edge = "edge".equals(pod.get("app.kubernetes.io/component"));
            assertThat(net.admits(INGRESS, pod, 8080)).isEqualTo(edge);
            assertThat(net.admits(INGRESS, pod, 9090)).isFalse();
            assertThat(net.admits(STRANGER, pod, 8080)).isFalse();
        }
    }

    @Test
    void nothingComesInWhereNobodyIsNamed() {
        Net net = Net.of(Matrix.CLOSED);
        for (int port : new int[] {8080, 9000, 9090}) {
            assertThat(net.admits(INGRESS, net.pods().get(0), port)).isFalse();
            assertThat(net.admits(PROMETHEUS, net.pods().get(0), port)).isFalse();
        }
    }

    @Test
    void thePodsOfTheMigrationAreDeniedToo() {
        Net net = Net.of(Matrix.DEFAULTS);
        Map<String, Object> job = Chart.render(Matrix.DEFAULTS).stream()
                .filter(manifest -> manifest.kind().equals("Job"))
                .findFirst()
                .orElseThrow()
                .map("spec.template.metadata.labels");
        assertThat(net.admits(new Peer(Chart.NAMESPACE, net.pods().get(0)), job, 5701))
                .isFalse();
        assertThat(net.isSelected(job, "Egress")).isTrue();
    }

    @Test
    void theMetadataServerIsOutOfReach() {
        List<Manifest> policies = WorkloadsTest.of("NetworkPolicy", Chart.render(Matrix.DEFAULTS));
        assertThat(policies).allSatisfy(policy -> policy.maps("spec.egress").stream()
                .flatMap(rule -> Manifest.asMaps(rule.get("to")).stream())
                .filter(to -> to.containsKey("ipBlock"))
                .forEach(to -> assertThat(to.toString()).contains("169.254.0.0/16")));
        assertThat(policies.toString()).isNotEmpty();
    }

    /** Who connects. */
    private record Peer(String namespace, Map<String, Object> labels) {}

    /** The pods of a release and the policies around them. */
    private record Net(List<Manifest> policies, List<Map<String, Object>> pods) {
        static Net of(String values) {
            List<Manifest> manifests = Chart.render(values);
            return new Net(
                    WorkloadsTest.of("NetworkPolicy", manifests),
                    WorkloadsTest.of("Deployment", manifests).stream()
                            .map(deployment -> deployment.map("spec.template.metadata.labels"))
                            .toList());
        }

        boolean isSelected(Map<String, Object> pod, String direction) {
            return policies.stream().anyMatch(policy -> applies(policy, pod, direction));
        }

        /** A pod that no policy selects takes everything; else what any rule allows. */
        boolean admits(Peer peer, Map<String, Object> pod, int port) {
            return !isSelected(pod, "Ingress")
                    || policies.stream()
                            .filter(policy -> applies(policy, pod, "Ingress"))
                            .flatMap(policy -> policy.maps("spec.ingress").stream())
                            .anyMatch(rule -> fromMatches(rule, peer) && portMatches(rule, port));
        }

        private static boolean applies(Manifest policy, Map<String, Object> pod, String direction) {
            return ((List<?>) policy.at("spec.policyTypes")).contains(direction)
                    && matches(policy.map("spec.podSelector"), pod);
        }

        private static boolean fromMatches(Map<String, Object> rule, Peer peer) {
            List<Map<String, Object>> from = Manifest.asMaps(rule.get("from"));
            return from.isEmpty()
                    || from.stream().anyMatch(one -> {
                        if (one.containsKey("ipBlock")) {
                            return true;
                        }
                        Object namespaces = one.get("namespaceSelector");
                        boolean namespace = namespaces == null
                                ? peer.namespace().equals(Chart.NAMESPACE)
                                : matches(
                                        Manifest.asMap(namespaces),
                                        Map.of("kubernetes.io/metadata.name", peer.namespace()));
                        Object pods = one.get("podSelector");
                        return namespace && (pods == null || matches(Manifest.asMap(pods), peer.labels()));
                    });
        }

        private static boolean portMatches(Map<String, Object> rule, int port) {
            List<Map<String, Object>> ports = Manifest.asMaps(rule.get("ports"));
            return ports.isEmpty()
                    || ports.stream().anyMatch(one -> Integer.valueOf(port).equals(one.get("port")));
        }

        private static boolean matches(Map<String, Object> selector, Map<String, Object> labels) {
            assertThat(selector).as("only matchLabels is evaluated here").doesNotContainKey("matchExpressions");
            return labels.entrySet()
                    .containsAll(Manifest.asMap(selector.get("matchLabels")).entrySet());
        }
    }
}
