package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages at /admin: what they are made of, and that they ask for what the contract has. */
class BackOfficeTest {
    private static final Map<String, String> METHODS =
            Map.of("get", "get", "post", "post", "put", "put", "patch", "patch", "remove", "delete");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z-]+\\.js)'");
    /** A call of the API: its verb, and its path as a literal, perhaps within query(). */
    private static final Pattern CALL = Pattern.compile("\\b(get|post|put|patch|remove)\\((?:query\\()?(['`])(.*?)\\2");

    private static final Pattern BARE = Pattern.compile("\\b(get|post|put|patch|remove)\\(path\\b");
    private static final Pattern SENT = Pattern.compile("(?:call|send)\\('([A-Z]+)', '(/v1/[^']+)'");
    private static final Pattern BASE = Pattern.compile("const path = `([^`]+)`");
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge = TestEdge.withTheContract();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    /** Every script that the page loads, by its name. */
    private static Map<String, String> scripts() {
        Map<String, String> scripts = new TreeMap<>();
        List<String> open = new ArrayList<>(List.of("main.js"));
        while (!open.isEmpty()) {
            String name = open.remove(0);
            if (scripts.containsKey(name)) {
                continue;
            }
            Answer script = edge.get("/admin/" + name);
            assertThat(script.status()).as(name).isEqualTo(200);
            assertThat(script.header("content-type")).startsWith("text/javascript");
            scripts.put(name, script.body());
            Matcher imports = IMPORT.matcher(script.body());
            while (imports.find()) {
                open.add(imports.group(1));
            }
        }
        return scripts;
    }

    @Test
    void thePageRunsOnlyScriptsOfItsOwnFiles() {
        Answer page = edge.get("/admin");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.header("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.body()).doesNotContain("<style").doesNotContainPattern("<script(?![^>]*src=)");
        assertThat(page.body()).doesNotContainPattern("\\son[a-z]+=");
        assertThat(edge.get("/admin/").body()).isEqualTo(page.body());
        assertThat(edge.get("/admin/admin.css").header("content-type")).startsWith("text/css");
        assertThat(edge.get("/admin/nothing.js").status()).isEqualTo(404);
        assertThat(scripts()).hasSize(23);
    }

    @Test
    void whatTheApiSaysIsNeverReadAsMarkup() {
        scripts().forEach((name, script) -> assertThat(script)
                .as(name)
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                .doesNotContain("localStorage", "sessionStorage"));
    }

    @Test
    void itCanBeReadWithoutSightAndWalkedByKeyboard() {
        assertThat(edge.get("/admin").body())
                .contains(
                        "lang=\"en\"",
                        "class=\"skip\"",
                        "<main",
                        "<nav aria-label",
                        "role=\"status\"",
                        "role=\"alert\"");
        scripts()
                .forEach(
                        (name, script) -> assertThat(script).as(name).doesNotContain("h('div', { onclick", "tabindex"));
    }

    @Test
    void everythingItAsksForIsInTheContract() {
        Set<String> contract = new HashSet<>();
        JsonObject paths = new JsonObject(edge.get("/openapi.json").body()).getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String method : paths.getJsonObject(path).fieldNames()) {
                contract.add(method + " " + path.replaceAll("\\{[^}]+}", "{}"));
            }
        }
        Set<String> asked = new TreeSet<>();
        scripts().forEach((name, script) -> asked.addAll(calls(name, script)));
        assertThat(asked).hasSizeGreaterThan(50);
        asked.removeAll(contract);
        assertThat(asked).isEmpty();
    }

    private static Set<String> calls(String name, String script) {
        Matcher bases = BASE.matcher(script);
        String base = bases.find() ? bases.group(1) : "";
        assertThat(bases.find()).as("path stands for one thing in " + name).isFalse();
        Set<String> calls = new HashSet<>();
        Matcher found = CALL.matcher(script);
        while (found.find()) {
            String path = found.group(3).replace("${path}", base);
            assertThat(path).as(name).startsWith("/v1/");
            calls.add(METHODS.get(found.group(1)) + " " + path.replaceAll("\\$\\{[^}]+}", "{}"));
        }
        Matcher bare = BARE.matcher(script);
        while (bare.find() && !base.isEmpty()) {
            calls.add(METHODS.get(bare.group(1)) + " " + base.replaceAll("\\$\\{[^}]+}", "{}"));
        }
        Matcher sent = SENT.matcher(script);
        while (sent.find()) {
            calls.add(sent.group(1).toLowerCase(Locale.ROOT) + " " + sent.group(2));
        }
        return calls;
    }
}
