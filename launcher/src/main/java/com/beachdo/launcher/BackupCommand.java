package com.beachdo.launcher;

import com.beachdo.embedded.EmbeddedServices;
import com.beachdo.embedded.StoredData;
import com.beachdo.launcher.backup.Backup;
import com.beachdo.launcher.backup.Restore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands {@code backup} and {@code restore}, on services of the environment or on those of a data folder. */
final class BackupCommand {
    private static final List<String> SCHEMAS =
            Role.DOMAINS.stream().map(Role::label).toList();

    private BackupCommand() {}

    static void backup(Function<String, @Nullable String> environment, Path file, Consumer<String> progress) {
        on(environment, source -> new Backup(source::apply, SCHEMAS, Build.version(), progress).write(file));
        progress.accept("Backup written: " + file.toAbsolutePath());
    }

    /** @param fresh whether a data folder is emptied first */
    static void restore(
            Function<String, @Nullable String> environment, Path file, boolean fresh, Consumer<String> progress) {
        if (fresh && LaunchConfig.isEmbedded(environment)) {
            EmbeddedServices.forget(LaunchConfig.dataDir(environment));
        }
        on(environment, source -> new Restore(source::apply, SCHEMAS, progress).read(file));
        progress.accept("Backup restored: " + file.toAbsolutePath());
    }

    private static void on(
            Function<String, @Nullable String> environment, Consumer<Function<String, @Nullable String>> work) {
        if (!LaunchConfig.isEmbedded(environment)) {
            work.accept(environment);
            return;
        }
        try (StoredData data = StoredData.of(LaunchConfig.dataDir(environment))) {
            Map<String, String> settings = data.environment();
            work.accept(variable -> {
                String own = environment.apply(variable);
                return own == null || own.isBlank() ? variable(settings, variable) : own;
            });
        }
    }

    private static @Nullable String variable(Map<String, String> settings, String name) {
        // Redis has no part in it, and need not be there
        return name.equals("BEACHDO_REDIS_URL") ? "redis://127.0.0.1" : settings.get(name);
    }
}
