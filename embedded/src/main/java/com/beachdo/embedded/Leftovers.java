package com.beachdo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gets rid of data folders: first of the servers that a killed process left running there, then of the files. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<String> KEPT = Set.of("lock", "bin");

    private Leftovers() {}

    /** Empties a data folder but for the unpacked programs. */
    static void forget(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        if (!Files.exists(folder.resolve("lock"))) {
            throw new EmbeddedException(folder.toAbsolutePath() + " is not a data folder that Beachdo made.");
        }
        try (DataFolder locked = DataFolder.open(folder)) {
            stopServers(locked);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(locked.root())) {
                for (Path entry : entries) {
                    if (!KEPT.contains(entry.getFileName().toString())) {
                        DataFolder.delete(entry);
                    }
                }
            }
        } catch (IOException e) {
            throw new EmbeddedException("The data folder " + folder.toAbsolutePath() + " cannot be emptied.", e);
        }
    }

    /** Deletes a whole data folder unless someone uses it. */
    static void deleteAbandoned(Path folder) {
        try (@Nullable DataFolder abandoned = DataFolder.tryOpen(folder)) {
            if (abandoned != null) {
                stopServers(abandoned);
                DataFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stopServers(DataFolder folder) {
        ChildProcess.stopAll(folder.resolve("postgres"), "postgres", "QUIT", PATIENCE);
        ChildProcess.stopAll(folder.resolve("redis"), "redis-server", "KILL", PATIENCE);
    }
}
