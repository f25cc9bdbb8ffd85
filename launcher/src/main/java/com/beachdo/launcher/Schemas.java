package com.beachdo.launcher;

import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Migrations;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Database schemas: brought up to date by the command {@code migrate}, or by a node as it starts. */
final class Schemas {
    private Schemas() {}

    /** Those of all domains, whatever this process would hold. */
    static void migrate(Function<String, @Nullable String> environment, Consumer<String> progress) {
        List<String> domains = labels(Role.DOMAINS);
        Migrations.migrate(PlatformConfig.from(environment::apply), domains);
        progress.accept("Database schemas up to date: " + String.join(", ", domains));
    }

    /** A node that does not migrate still refuses a schema that is older than it. */
    static void prepare(LaunchConfig launch, PlatformConfig platform, Set<Role> domains) {
        if (launch.migrate()) {
            Migrations.migrate(platform, labels(domains));
        } else {
            Migrations.requireUpToDate(platform, labels(domains));
        }
    }

    private static List<String> labels(Set<Role> domains) {
        return domains.stream().map(Role::label).toList();
    }
}
