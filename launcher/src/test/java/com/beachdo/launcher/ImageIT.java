package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.TestServices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build lays out for the container image, and the bill of materials beside it. */
class ImageIT {
    private static final Path IMAGE = Path.of("target/image");
    private static final String PLATFORM = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    private static final Path NATIVE = IMAGE.resolve("native").resolve(PLATFORM);

    @Test
    void holdsNoEmbeddedServers() throws IOException {
        assertThat(jars("lib"))
                .isNotEmpty()
                .noneMatch(name -> name.matches("(embedded-(postgres|redis)|s3proxy|jakarta\\.mail|xz-).*"));
    }

    @Test
    void holdsTheNativeTransportOfBothArchitectures() throws IOException {
        assertThat(jars("lib"))
                .anyMatch(name -> name.matches("netty-transport-native-epoll-.*-linux-x86_64\\.jar"))
                .anyMatch(name -> name.matches("netty-transport-native-epoll-.*-linux-aarch_64\\.jar"));
    }

    @Test
    void holdsNativeLibrariesUnpackedForEachPlatform() throws IOException {
        assertThat(jars("native/amd64"))
                .containsExactlyInAnyOrder(
                        "libamazonCorrettoCryptoProvider.so",
                        "libnetty_transport_native_epoll_x86_64.so",
                        "libwebp-imageio.so");
        assertThat(jars("native/arm64"))
                .containsExactlyInAnyOrder(
                        "libamazonCorrettoCryptoProvider.so", "libnetty_transport_native_epoll_aarch_64.so");
    }

    @Test
    void startsWithoutTheEmbeddedServersAndNamesWhatIsMissing() throws Exception {
        Run run = run(Map.of("BEACHDO_EMBEDDED", "false"));
        assertThat(run.output()).contains("beachdo: BEACHDO_").contains("is not set");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void healthFailsWhenNothingRuns() throws Exception {
        Run run = run(Map.of("BEACHDO_EMBEDDED", "false", "BEACHDO_MANAGEMENT_PORT", "1"), "health");
        assertThat(run.output()).contains("No answer from http://127.0.0.1:1/health/ready");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void migratingNeedsADatabase() throws Exception {
        Run run = run(Map.of(), "migrate");
        assertThat(run.output()).contains("BEACHDO_DATABASE_URL is not set");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void servesOnBackingServicesAndStopsWhenAsked() throws Exception {
        Map<String, String> settings = new HashMap<>(TestServices.environment());
        settings.putAll(Map.of("BEACHDO_EMBEDDED", "false", "BEACHDO_BIND", "127.0.0.1", "BEACHDO_LOG_FORMAT", "json"));
        for (String port : List.of("BEACHDO_HTTP_PORT", "BEACHDO_MANAGEMENT_PORT", "BEACHDO_GRPC_PORT")) {
            settings.put(port, Integer.toString(TestServices.freePort()));
        }
        assertThat(run(settings, "migrate").status()).isZero();
        settings.put("BEACHDO_MIGRATE", "false");
        Path log = Files.createTempFile("beachdo-image", ".log");
        Process process = process(settings)
                .redirectOutput(log.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(becomesReady(process, settings))
                    .as(Files.readString(log))
                    .isTrue();
            if (Files.exists(mapsOf(process)) && PLATFORM.equals("amd64")) {
                assertThat(nativeLibraries(process))
                        .as("are the unpacked ones, not copies in /tmp, which may forbid to execute")
                        .containsExactlyInAnyOrderElementsOf(unpacked());
            }
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("ended by SIGTERM").isEqualTo(143);
        assertThat(Files.readString(log)).contains("\"message\":\"Stopped\"");
    }

    @Test
    void theBillOfMaterialsNamesEveryJarOfTheImage() throws IOException {
        JsonArray components =
                new JsonObject(Files.readString(Path.of("target/beachdo.cdx.json"))).getJsonArray("components");
        Set<String> named = new HashSet<>();
        for (int i = 0; i < components.size(); i++) {
            JsonObject component = components.getJsonObject(i);
            named.add(component.getString("name") + "-" + component.getString("version"));
        }
        assertThat(jars("lib"))
                .allMatch(jar -> named.stream().anyMatch(jar::startsWith), "is named in the bill of materials");
        assertThat(components.size()).isGreaterThan(50);
    }

    private static Path mapsOf(Process process) {
        return Path.of("/proc", Long.toString(process.pid()), "maps");
    }

    /** Those that a process runs and that neither Java nor the system brought. */
    private static Set<Path> nativeLibraries(Process process) throws IOException {
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        Path system = Path.of("/usr/lib").toRealPath();
        try (Stream<String> lines = Files.lines(mapsOf(process))) {
            return lines.filter(line -> line.endsWith(".so"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .filter(library -> !library.startsWith(java) && !library.startsWith(system))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<Path> unpacked() throws IOException {
        try (Stream<Path> files = Files.list(NATIVE.toRealPath())) {
            return files.collect(Collectors.toSet());
        }
    }

    /** Those of the image, less what this Java is too old for, with its folders where the build has them. */
    private static List<String> options() throws IOException {
        return Files.readAllLines(Path.of("src/main/image/options")).stream()
                .filter(option -> option.startsWith("-"))
                .filter(option -> Runtime.version().feature() >= 24 || !option.startsWith("--sun-misc-unsafe"))
                .map(option -> option.replace(
                        "/opt/beachdo/native", NATIVE.toAbsolutePath().toString()))
                .toList();
    }

    private static boolean becomesReady(Process process, Map<String, String> settings) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (run(settings, "health").status() == 0) {
                return true;
            }
        }
        return false;
    }

    private static List<String> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(IMAGE.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
        }
    }

    private record Run(int status, String output) {}

    private static Run run(Map<String, String> settings, String... arguments) throws Exception {
        Process process = process(settings, arguments).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private static ProcessBuilder process(Map<String, String> settings, String... arguments) throws IOException {
        Path own = Path.of("target").toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                own.resolve("classes") + ":" + own.resolve("image/app") + "/*:" + own.resolve("image/lib") + "/*",
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("BEACHDO_"));
        builder.environment().putAll(settings);
        return builder;
    }
}
