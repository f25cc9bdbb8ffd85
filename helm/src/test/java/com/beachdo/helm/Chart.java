package com.beachdo.helm;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.yaml.snakeyaml.Yaml;

/** The chart under test, rendered by Helm itself, which comes as a native library. */
final class Chart {
    static final Path FOLDER = Path.of("beachdo").toAbsolutePath();
    static final String RELEASE = "shop";
    static final String NAMESPACE = "market";
    /** What annotations of hooks begin with here, in place of {@code helm.sh/hook}. */
    static final String HOOK = "beachdo.com/hook";
    /** Helm's library takes 1.20 for granted otherwise. */
    private static final String KUBERNETES = "1.33.0";

    /** The same chart, whose hooks are ordinary objects: Helm's library does not tell what its hooks are. */
    private static final Path WITHOUT_HOOKS = copy();

    private Chart() {}

    static List<Manifest> render(String values) {
        List<Manifest> manifests = new ArrayList<>();
        for (Object document : new Yaml().loadAll(text(values))) {
            if (document != null) {
                manifests.add(new Manifest(Manifest.asMap(document)));
            }
        }
        return manifests;
    }

    static String text(String values) {
        requireNative();
        Path file = valuesFile(values);
        try {
            return new Helm(WITHOUT_HOOKS)
                    .template()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES)
                    .withValuesFile(file)
                    .call();
        } finally {
            delete(file);
        }
    }

    static String notes(String values) {
        Path file = valuesFile(values);
        try {
            return helm().install()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES)
                    .withValuesFile(file)
                    .clientOnly()
                    .dryRun()
                    .call()
                    .getOutput();
        } finally {
            delete(file);
        }
    }

    static Helm helm() {
        requireNative();
        return new Helm(FOLDER);
    }

    /** Helm's library exists for these; elsewhere the chart is not tested, and the build says so. */
    private static void requireNative() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        boolean there = os.contains("linux") || os.contains("mac") || (os.contains("windows") && arch.equals("amd64"));
        if (!there) {
            System.err.println("SKIPPED: the chart is NOT tested, as there is no Helm library for " + os + " " + arch);
        }
        Assumptions.assumeTrue(there, "no Helm library for " + os + " " + arch);
    }

    private static Path copy() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Path copy = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chart-");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(FOLDER.relativize(file));
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replace("helm.sh/hook", HOOK));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path valuesFile(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            return Files.writeString(file, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
