package com.luciad.imageio.webp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * How the WebP library finds its binary, in place of the library's class of this name, which only unpacks it into the folder
 * for temporary files and leaves it there after a kill. Here the one that lies in {@code java.library.path} comes first, as in
 * the image, whose /tmp may forbid to execute.
 */
public final class NativeLibraryUtils {
    private static final String NAME = "webp-imageio";

    private NativeLibraryUtils() {}

    /** What the library calls before anything else; the name is its own. */
    public static void loadFromJar() {
        try {
            System.loadLibrary(NAME);
        } catch (UnsatisfiedLinkError notUnpacked) {
            unpackAndLoad();
        }
    }

    private static void unpackAndLoad() {
        String file = System.mapLibraryName(NAME);
        String resource = "/native/" + system() + "/64/" + file;
        try (InputStream binary = WebPWriteParam.class.getResourceAsStream(resource)) {
            if (binary == null) {
                throw new UnsatisfiedLinkError("there is no " + resource);
            }
            Path unpacked = Files.createTempFile("beachdo-", file);
            try {
                long unused = Files.copy(binary, unpacked, StandardCopyOption.REPLACE_EXISTING);
                System.load(unpacked.toString());
            } finally {
                discard(unpacked);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is loaded needs its file no longer; Windows keeps it until the process ends. */
    private static void discard(Path unpacked) throws IOException {
        if (system().equals("win")) {
            unpacked.toFile().deleteOnExit();
        } else {
            Files.delete(unpacked);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return "win";
        }
        return name.contains("mac") ? "mac" : "linux";
    }
}
