package com.beachdo.launcher;

import com.beachdo.embedded.TestServices;
import com.beachdo.launcher.tour.Tour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One whole Beachdo for all tests of this module, on throw-away data and free ports. */
final class TestBeachdo {
    private static @Nullable BeachdoProcess shared;

    private TestBeachdo() {}

    static synchronized BeachdoProcess shared() {
        BeachdoProcess running = shared;
        if (running == null) {
            running = start(temporary(), Map.of());
            shared = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    @SuppressWarnings("NullAway") // annotations on type arguments are not read from class files by JDK 17
    static BeachdoProcess start(Path dataDir, Map<String, String> settings) {
        Map<String, String> defaults = Map.of(
                "BEACHDO_DATA_DIR", dataDir.toString(),
                "BEACHDO_HTTP_PORT", Integer.toString(TestServices.freePort()),
                "BEACHDO_MANAGEMENT_PORT", "0",
                "BEACHDO_GRPC_PORT", "0",
                "BEACHDO_BCRYPT_COST", "4",
                "BEACHDO_ERASURE_GRACE_DAYS", "0",
                "BEACHDO_RATE_LIMIT_SCALE", "1000");
        Map<String, String> all = new HashMap<>(defaults);
        all.putAll(settings);
        Function<String, @Nullable String> environment = all::get;
        return BeachdoProcess.start(environment::apply, line -> {});
    }

    /** What the tour prints when it walks the whole main path of a process. */
    static String tour(BeachdoProcess process) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Tour(
                        URI.create("http://127.0.0.1:" + process.httpPort()),
                        URI.create("http://127.0.0.1:" + process.managementPort()),
                        Objects.requireNonNull(process.setting("BEACHDO_ADMIN_EMAIL")),
                        Objects.requireNonNull(process.setting("BEACHDO_ADMIN_PASSWORD")),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();
        return printed.toString(StandardCharsets.UTF_8);
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("beachdo-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
