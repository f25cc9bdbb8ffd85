package com.beachdo.launcher;

import com.beachdo.embedded.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

    static Path temporary() {
        try {
            return Files.createTempDirectory("beachdo-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
