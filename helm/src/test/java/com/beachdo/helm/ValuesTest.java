package com.beachdo.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Values, their schema and the templates agree. */
class ValuesTest {
    /** Maps whose keys the operator chooses. */
    private static final Set<String> FREE = Set.of("settings", "ingress.annotations");

    @Test
    void everyValueHasAnEntryInTheSchema() throws IOException {
        Map<String, Object> schema = Manifest.asMap(load("values.schema.json"));
        for (String value : leaves()) {
            assertThat(schemaOf(schema, value)).as(value).isNotNull();
        }
    }

    @Test
    void everyValueIsUsedByATemplate() throws IOException {
        StringBuilder templates = new StringBuilder();
        try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("templates"))) {
            for (Path file : files.toList()) {
                templates.append(Files.readString(file));
            }
        }
        for (String value : leaves()) {
            assertThat(isUsed(templates.toString(), value)).as(value).isTrue();
        }
    }

    @Test
    void theSchemaIsClosed() throws IOException {
        open("", Manifest.asMap(load("values.schema.json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode: both",
                "replicas: 3",
                "defaults: {replicas: 0}",
                "defaults: {replicas: three}",
                "nodes: {payment: {replicas: 1}}",
                "nodes: {edge: {resources: {limits: {memory: lots}}}}",
                "image: {digest: 'sha256:123'}",
                "image: {pullPolicy: Sometimes}",
                "settings: {JAVA_HOME: /x}",
                "settings: {BEACHDO_SECRET_KEY: in-the-open}",
                "settings: {BEACHDO_DATABASE_URL: 'postgresql://u:p@h/d'}",
                "settings: {BEACHDO_ROLES: edge}",
                "secrets: {existingSecret: ''}",
                "secrets: {external: {storeKind: Vault}}",
                "cluster: {port: 80}",
                "cluster: {tls: {secretname: x}}",
                "shutdown: {gracePeriodSeconds: 5}",
                "ingress: {host: 'https://api.example.com'}",
                "networkPolicy: {apiFrom: [{}]}",
                "networkPolicy: {egressPorts: [http]}",
                "monitoring: {serviceMonitor: {interval: often}}",
                "tolerations: all"
            })
    void theSchemaRefuses(String values) {
        assertThatThrownBy(() -> Chart.text(values)).hasMessageContaining("schema");
    }

    @Test
    void anExternalSecretNeedsItsStore() {
        assertThatThrownBy(() -> Chart.text("secrets: {external: {enabled: true}}"))
                .hasMessageContaining("secrets.external.storeName must be set");
    }

    private static Object load(String file) throws IOException {
        return new Yaml().load(Files.readString(Chart.FOLDER.resolve(file)));
    }

    private static Set<String> leaves() throws IOException {
        Set<String> leaves = new TreeSet<>();
        collect("", Manifest.asMap(load("values.yaml")), leaves);
        assertThat(leaves).hasSizeGreaterThan(50);
        return leaves;
    }

    private static void collect(String path, Map<String, Object> values, Set<String> leaves) {
        values.forEach((name, value) -> {
            String here = path.isEmpty() ? name : path + "." + name;
            if (value instanceof Map<?, ?> map && !map.isEmpty() && !FREE.contains(here)) {
                collect(here, Manifest.asMap(value), leaves);
            } else {
                leaves.add(here);
            }
        });
    }

    private static Object schemaOf(Map<String, Object> root, String value) {
        Map<String, Object> here = root;
        for (String step : value.split("\\.")) {
            here = resolve(
                    root, Manifest.asMap(Manifest.asMap(here.get("properties")).get(step)));
            if (here.isEmpty()) {
                return null;
            }
        }
        return here;
    }

    private static Map<String, Object> resolve(Map<String, Object> root, Map<String, Object> schema) {
        return schema.get("$ref") instanceof String ref
                ? Manifest.asMap(Manifest.asMap(root.get("definitions")).get(ref.substring("#/definitions/".length())))
                : schema;
    }

    /** By its path, by the name in a block that its parent opens, or by what a deployment is made of. */
    private static boolean isUsed(String templates, String value) {
        if (templates.contains(".Values." + value)) {
            return true;
        }
        String parent = value.contains(".") ? value.substring(0, value.lastIndexOf('.')) : "";
        String name = value.substring(value.lastIndexOf('.') + 1);
        return templates.contains("with .Values." + parent + " ") && templates.contains("." + name + " ")
                || value.startsWith("defaults.")
                        && (templates.contains("$has." + value.substring("defaults.".length()))
                                || value.startsWith("defaults.resources.") && templates.contains("$has.resources"))
                || value.equals("nodes") && templates.contains(".root.Values.nodes");
    }

    private static void open(String path, Map<String, Object> schema) {
        if ("object".equals(schema.get("type")) && schema.containsKey("properties")) {
            assertThat(schema).as(path).containsEntry("additionalProperties", false);
        }
        Manifest.asMap(schema.get("properties")).forEach((name, value) -> {
            if (!(path.endsWith("items"))) {
                open(path + "/" + name, Manifest.asMap(value));
            }
        });
        Manifest.asMap(schema.get("definitions")).forEach((name, value) -> open("#" + name, Manifest.asMap(value)));
    }
}
