package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.launcher.backup.BackupException;
import com.beachdo.launcher.tour.Tour;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What the tour left behind is whole after a backup of the running server, restored on an empty data folder. */
@NullUnmarked // javac 17 does not read @Nullable of a type argument from class files
@TestMethodOrder(OrderAnnotation.class)
class BackupIT {
    private static final Path FIRST = TestBeachdo.temporary();
    private static final Path SECOND = TestBeachdo.temporary();
    private static final Path FILE = TestBeachdo.temporary().resolve("first.backup");
    private static final String KEY =
            Base64.getEncoder().encodeToString("an example key of 32 characters.".getBytes(StandardCharsets.UTF_8));

    @Test
    @Order(1)
    void isMadeWhileTheServerRuns() throws IOException {
        try (BeachdoProcess process = TestBeachdo.start(FIRST, Map.of("BEACHDO_SECRET_KEY", KEY))) {
            tour(process);
            acceptAnAnswer(process);
            BackupCommand.backup(settings(FIRST, KEY)::get, FILE, line -> {});
            assertThatThrownBy(() -> BackupCommand.backup(settings(FIRST, KEY)::get, FILE, line -> {}))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("is there already");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(FILE)))
                .isEqualTo("rw-------");
        assertThat(content(FILE)).containsKeys("manifest.json", "database/identity/account.copy");
        assertThat(content(FILE).keySet()).anyMatch(entry -> entry.startsWith("objects/media/"));
    }

    @Test
    @Order(2)
    void anotherSecretKeyIsRefused() {
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        assertThatThrownBy(() -> BackupCommand.restore(settings(SECOND, other)::get, FILE, false, line -> {}))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("BEACHDO_SECRET_KEY is not the one of this backup");
    }

    @Test
    @Order(3)
    void everyRowAndObjectIsBack() throws IOException {
        BackupCommand.restore(settings(SECOND, KEY)::get, FILE, false, line -> {});
        Path again = FILE.resolveSibling("second.backup");
        BackupCommand.backup(settings(SECOND, KEY)::get, again, line -> {});

        Map<String, List<String>> before = content(FILE);
        Map<String, List<String>> after = content(again);
        before.remove("manifest.json");
        after.remove("manifest.json");
        assertThat(after).isEqualTo(before);
    }

    @Test
    @Order(4)
    void isPutOverNobodysData() {
        assertThatThrownBy(() -> BackupCommand.restore(settings(SECOND, KEY)::get, FILE, false, line -> {}))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("name an empty one");
    }

    @Test
    @Order(5)
    void theRestoredServerServesItAndGoesOn() {
        try (BeachdoProcess process = TestBeachdo.start(SECOND, Map.of("BEACHDO_SECRET_KEY", KEY))) {
            JsonArray threads = new JsonObject(new TestHttp(process)
                            .send("GET", "/v1/forum/threads", null, null)
                            .body())
                    .getJsonArray("items");
            assertThat(threads).isNotEmpty();
            tour(process);
        }
    }

    /** A thread then refers to a comment, which refers to the thread. */
    private static void acceptAnAnswer(BeachdoProcess process) {
        TestHttp http = new TestHttp(process);
        String account = new JsonObject()
                .put("email", process.setting("BEACHDO_ADMIN_EMAIL"))
                .put("password", process.setting("BEACHDO_ADMIN_PASSWORD"))
                .encode();
        String admin = new JsonObject(
                        http.send("POST", "/v1/auth/login", null, account).body())
                .getJsonObject("tokens")
                .getString("accessToken");
        String commentId = items(http, "/v1/forum/threads").stream()
                .map(thread -> items(http, "/v1/forum/threads/" + thread.getString("id") + "/comments"))
                .filter(comments -> !comments.isEmpty())
                .findFirst()
                .orElseThrow()
                .get(0)
                .getString("id");
        String answer = "/v1/forum/comments/{commentId}/accepted";
        assertThat(http.send("PUT", answer.replace("{commentId}", commentId), admin, null)
                        .statusCode())
                .isEqualTo(204);
    }

    private static List<JsonObject> items(TestHttp http, String path) {
        return new JsonObject(http.send("GET", path, null, null).body())
                .getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private static void tour(BeachdoProcess process) {
        new Tour(
                        URI.create("http://127.0.0.1:" + process.httpPort()),
                        URI.create("http://127.0.0.1:" + process.managementPort()),
                        Objects.requireNonNull(process.setting("BEACHDO_ADMIN_EMAIL")),
                        Objects.requireNonNull(process.setting("BEACHDO_ADMIN_PASSWORD")),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .run();
    }

    private static Map<String, String> settings(Path folder, String key) {
        return new HashMap<>(Map.of("BEACHDO_DATA_DIR", folder.toString(), "BEACHDO_SECRET_KEY", key));
    }

    /** The lines of each entry, in an order of their own: that of rows in a table means nothing. */
    private static Map<String, List<String>> content(Path file) throws IOException {
        Map<String, List<String>> content = new TreeMap<>();
        try (ZipFile archive = new ZipFile(file.toFile())) {
            for (ZipEntry entry : archive.stream().map(one -> (ZipEntry) one).toList()) {
                try (InputStream in = archive.getInputStream(entry)) {
                    String[] lines = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split("\n", -1);
                    Arrays.sort(lines);
                    content.put(entry.getName(), List.of(lines));
                }
            }
        }
        return content;
    }
}
