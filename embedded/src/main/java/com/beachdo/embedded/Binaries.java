package com.beachdo.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** Server programs that come inside jars, unpacked once into a folder that several processes may share. */
final class Binaries {
    private static final Map<String, String> POSTGRES = Map.of(
            "linux-amd64", "postgres-linux-x86_64.txz",
            "linux-arm64", "postgres-linux-arm_64.txz",
            "darwin-amd64", "postgres-darwin-x86_64.txz",
            "darwin-arm64", "postgres-darwin-arm_64.txz");
    private static final Map<String, String> REDIS = Map.of(
            "linux-amd64", "redis-server-6.2.6-v5-linux-amd64",
            "linux-arm64", "redis-server-6.2.7-linux-arm64",
            "darwin-amd64", "redis-server-6.2.6-v5-darwin-amd64",
            "darwin-arm64", "redis-server-6.2.6-v5-darwin-arm64");

    private final Path folder;

    Binaries(Path folder) {
        this.folder = folder;
    }

    /** The folder that holds {@code bin/postgres}. */
    Path postgres() {
        return unpacked(Kind.POSTGRES, POSTGRES, Binaries::untar);
    }

    Path redisServer() {
        return unpacked(Kind.REDIS, REDIS, Binaries::copyProgram).resolve("redis-server");
    }

    private Path unpacked(Kind kind, Map<String, String> resources, Unpacking unpacking) {
        @Nullable String resource = resources.get(platform());
        @Nullable URL url = resource == null ? null : Binaries.class.getResource("/" + resource);
        if (url == null) {
            throw new EmbeddedException("There is no embedded " + kind.title() + " for " + platform() + ": set "
                    + kind.variable() + " to use your own.");
        }
        try {
            return unpackOnce(url, folder.resolve(resource + "-" + fingerprint(url)), unpacking);
        } catch (IOException e) {
            throw new EmbeddedException("The " + kind.title() + " programs cannot be unpacked into " + folder + ".", e);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return (system.startsWith("mac") ? "darwin" : system.split(" ", 2)[0])
                + "-"
                + Map.of("x86_64", "amd64", "aarch64", "arm64").getOrDefault(machine, machine);
    }

    private static String fingerprint(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (java.util.jar.JarFile file = jar.getJarFile()) {
                return Long.toHexString(file.getEntry(jar.getEntryName()).getCrc());
            }
        }
        return Long.toHexString(connection.getLastModified());
    }

    /** A folder under its final name is complete: it is renamed only after its last file is written. */
    private static synchronized Path unpackOnce(URL url, Path target, Unpacking unpacking) throws IOException {
        if (Files.isDirectory(target)) {
            return target;
        }
        Path parent = Files.createDirectories(
                target.getParent(), PosixFilePermissions.asFileAttribute(DataFolder.OWNER_ONLY_FOLDER));
        try (FileChannel channel =
                        FileChannel.open(parent.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isDirectory(target)) {
                Path unfinished = target.resolveSibling(target.getFileName() + ".new");
                DataFolder.delete(unfinished);
                Files.createDirectory(unfinished);
                try (InputStream in = url.openStream()) {
                    unpacking.unpack(in, unfinished);
                }
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return target;
    }

    private static void copyProgram(InputStream in, Path target) throws IOException {
        Path program = target.resolve("redis-server");
        Files.copy(in, program);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void untar(InputStream in, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
            @Nullable TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                extract(tar, entry, target);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = entry.resolveIn(target);
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0111) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Turns the content of a jar entry into files. */
    private interface Unpacking {
        void unpack(InputStream in, Path target) throws IOException;
    }
}
