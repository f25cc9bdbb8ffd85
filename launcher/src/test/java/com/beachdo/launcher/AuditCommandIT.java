package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit verify} and {@code audit export} against a running server. */
class AuditCommandIT {
    private static final BeachdoProcess PROCESS = TestBeachdo.shared();
    private static final int ENTRIES = 3;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void staffDoSomething() {
        TestHttp http = new TestHttp(PROCESS);
        for (int i = 0; i < ENTRIES; i++) {
            String user = http.register("audited-" + UUID.randomUUID() + "@example.com")
                    .getJsonObject("user")
                    .getString("id");
            String why = new JsonObject().put("reason", "Spam “and” more").encode();
            assertThat(http.send("POST", "/v1/admin/users/" + user + "/suspend", http.adminToken(), why)
                            .statusCode())
                    .isEqualTo(200);
        }
        com.beachdo.platform.testing.Eventually.within(
                20, java.util.concurrent.TimeUnit.SECONDS, () -> assertThat(entries(http))
                        .isGreaterThanOrEqualTo(ENTRIES));
    }

    private static int entries(TestHttp http) {
        return new JsonObject(http.send("GET", "/v1/admin/audit?limit=100", http.adminToken(), null)
                        .body())
                .getJsonArray("items")
                .size();
    }

    private static Function<String, @Nullable String> environment(@Nullable Path file) {
        return variable -> switch (variable) {
            case "BEACHDO_GRPC_PORT" -> Integer.toString(PROCESS.grpcPort());
            case AuditCommand.FILE -> file == null ? null : file.toString();
            default -> PROCESS.setting(variable);
        };
    }

    private interface Command {
        Object run(PrintStream out);
    }

    private static String printed(Command command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Object unused = command.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWholeAuditIsRightAtTheServerAndInItsExport() throws IOException {
        assertThat(printed(out -> AuditCommand.verify(environment(null)::apply, out)))
                .contains("entries are right")
                .contains("The hash of entry ");
        Path file = export();
        assertThat(Files.readAllLines(file)).hasSizeGreaterThanOrEqualTo(ENTRIES);
        assertThat(printed(out -> AuditCommand.verify(environment(file)::apply, out)))
                .startsWith(Files.readAllLines(file).size() + " entries are right");
    }

    private Path export() {
        Path file = folder.resolve("audit.jsonl");
        String unused = printed(out -> {
            AuditCommand.export(environment(file)::apply, out);
            return out;
        });
        return file;
    }

    @Test
    void aChangedOrMissingEntryOfAnExportIsLocated() throws IOException {
        Path file = export();
        List<String> lines = Files.readAllLines(file);
        List<String> changed = new ArrayList<>(lines);
        changed.set(1, lines.get(1).replaceFirst("\"action\":\"", "\"action\":\"x"));
        List<String> missing = new ArrayList<>(lines);
        String unused = missing.remove(1);
        for (List<String> bad : List.of(changed, missing, List.of(lines.get(0), "no JSON"))) {
            Path unusedToo = Files.write(file, bad);
            assertThat(printed(out -> AuditCommand.verify(environment(file)::apply, out)))
                    .startsWith("BROKEN: entry 2 ");
        }
    }

    @Test
    void theCommandLineKnowsIt() {
        assertThat(CommandLine.parse(List.of("audit", "verify", "--file=a.jsonl"))
                        .settings())
                .containsEntry(AuditCommand.FILE, "a.jsonl");
        assertThat(CommandLine.parse(List.of("audit", "export")).command()).isEqualTo(CommandLine.Command.EXPORT_AUDIT);
    }
}
