package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.EmbeddedServices;
import com.beachdo.embedded.TestServices;
import com.beachdo.platform.config.PlatformConfig.SecretKey;
import com.beachdo.platform.testing.PgBouncer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole main path with a pooler of transactions between the domains and PostgreSQL. */
class PoolerPathIT {
    private static final byte[] KEY = {
        8, 6, 7, 5, 3, 0, 9, 8, 6, 7, 5, 3, 0, 9, 8, 6, 7, 5, 3, 0, 9, 8, 6, 7, 5, 3, 0, 9, 8, 6, 7, 5
    };

    @Test
    void theTourWalksTheWholePathThroughAPooler(@TempDir Path bouncing) {
        String database = TestServices.postgres();
        try (PgBouncer bouncer = PgBouncer.before(URI.create(database), passwords(), 3, bouncing)) {
            walk(database, bouncer);
        }
    }

    private static void walk(String database, PgBouncer bouncer) {
        Path folder = TestBeachdo.temporary();
        try (BeachdoProcess process = TestBeachdo.start(
                folder,
                Map.of(
                        "BEACHDO_EMBEDDED",
                        "true",
                        "BEACHDO_SECRET_KEY",
                        Base64.getEncoder().encodeToString(KEY),
                        "BEACHDO_DATABASE_URL",
                        database,
                        "BEACHDO_DATABASE_POOLER_URL",
                        bouncer.url().toString()))) {
            assertThat(TestBeachdo.tour(process)).contains("went as they must");
        } finally {
            EmbeddedServices.forget(folder);
        }
    }

    /** As every installation with this key derives them. */
    private static Map<String, String> passwords() {
        SecretKey key = new SecretKey(KEY);
        return List.of("identity", "catalog", "chat", "moderation", "forum").stream()
                .collect(Collectors.toMap(
                        (Function<String, String>) domain -> "beachdo_" + domain,
                        domain -> HexFormat.of().formatHex(key.derive("database role " + domain))));
    }
}
