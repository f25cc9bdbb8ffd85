package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The folder that holds all embedded data, locked to one process and closed to other users. */
final class DataFolder implements AutoCloseable {
    static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");
    static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

    /** Locks belong to a process: a second channel to the same file would release the first one's when closed. */
    private static final Set<Path> OPEN = new HashSet<>();

    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    static DataFolder open(Path folder) {
        @Nullable DataFolder opened = tryOpen(folder);
        if (opened == null) {
            throw new EmbeddedException("Another Beachdo is running on the data folder " + folder.toAbsolutePath()
                    + ": stop it, or choose another folder.");
        }
        return opened;
    }

    static @Nullable DataFolder tryOpen(Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath(), PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
            Path root = folder.toRealPath();
            synchronized (OPEN) {
                if (OPEN.contains(root)) {
                    return null;
                }
                @Nullable FileChannel lockFile = lock(root.resolve("lock"));
                if (lockFile == null) {
                    return null;
                }
                OPEN.add(root);
                return new DataFolder(root, lockFile);
            }
        } catch (IOException e) {
            throw new EmbeddedException(
                    "The data folder " + folder.toAbsolutePath()
                            + " cannot be written: choose another folder, or give this user the right to write there.",
                    e);
        }
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY_FILE));
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    Path root() {
        return root;
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** What is in this file, made and kept for later starts when there is none. */
    synchronized String secret(String file, Supplier<String> make) {
        Path path = root.resolve(file);
        try {
            return Files.readString(path).strip();
        } catch (NoSuchFileException missing) {
            String made = make.get();
            write(path, made + "\n");
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the whole file or, when killed midway, nothing. */
    static void write(Path path, String text) {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY_FILE))) {
            ByteBuffer bytes = UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new DeleteAll());
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (!lockFile.isOpen()) {
                return;
            }
            try {
                lockFile.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                OPEN.remove(root);
            }
        }
    }
}
