package com.beachdo.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.platform.testing.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Prints what a call across nodes costs more than within one: {@code ./beachdo bench} against one process, then against an
 * edge and the domains beside it. Only with {@code -Dcluster.measure=true}; docs/benchmarks.md holds the figures.
 */
@EnabledIfSystemProperty(named = "cluster.measure", matches = "true")
class CallCostIT {
    private static final String LISTINGS = System.getProperty("cluster.listings", "2000");
    private static final int RUNS = Integer.getInteger("cluster.runs", 2);
    private static final String DOMAINS = "identity,catalog,chat,moderation,forum";

    @Test
    void printsTheCostOfACallAcrossNodes() throws Exception {
        TestCertificates certificates = TestCertificates.make("measured");
        try (TestCluster alone = new TestCluster(1, Map.of("BEACHDO_CLUSTER_MEMBERS", ""))) {
            TestNode node = alone.add("alone", "");
            alone.start();
            measure("one process", alone, node, List.of(node));
        }
        for (Map<String, String> tls :
                List.of(Map.<String, String>of(), certificates.settings("BEACHDO_CLUSTER_TLS"))) {
            try (TestCluster split = new TestCluster(2, tls)) {
                TestNode edge = split.add("edge", "edge");
                TestNode domains = split.add("domains", DOMAINS);
                split.start();
                measure(tls.isEmpty() ? "edge and domains" : "the same over TLS", split, edge, List.of(edge, domains));
            }
        }
    }

    private static void measure(String what, TestCluster cluster, TestNode edge, List<TestNode> nodes)
            throws IOException, InterruptedException {
        TestNode gate = nodes.get(nodes.size() - 1);
        main(cluster, edge, gate, "seed", "--listings=" + LISTINGS);
        for (int run = 1; run <= RUNS; run++) {
            System.out.println("## " + what + ", run " + run);
            String ports = String.join(
                    ",",
                    nodes.stream()
                            .map(node -> Integer.toString(node.port("BEACHDO_MANAGEMENT_PORT")))
                            .toList());
            main(cluster, edge, gate, "bench", "--nodes=" + ports);
        }
    }

    private static void main(TestCluster cluster, TestNode edge, TestNode gate, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "com.beachdo.launcher.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (String variable : List.of("BEACHDO_SERVICE_TOKEN", "BEACHDO_S3_ENDPOINT")) {
            String unused = builder.environment()
                    .put(variable, Objects.requireNonNull(cluster.settings("").get(variable)));
        }
        String unused = builder.environment().put("BEACHDO_HTTP_PORT", "" + edge.port("BEACHDO_HTTP_PORT"));
        String unusedToo = builder.environment().put("BEACHDO_GRPC_PORT", "" + gate.port("BEACHDO_GRPC_PORT"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
