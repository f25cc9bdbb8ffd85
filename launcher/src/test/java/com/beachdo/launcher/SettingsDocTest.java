package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.platform.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference of settings holds what the code, the containers and the documents name, and nothing else. */
class SettingsDocTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern IN_CODE = Pattern.compile("\"(BEACHDO_[A-Z0-9_]*)\"");
    private static final Pattern ANYWHERE = Pattern.compile("\\bBEACHDO_[A-Z0-9_]*");
    private static final List<String> DELIVERY = List.of(
            "docker-compose.yml", "docker-compose.cluster.yml", "Dockerfile", ".env.example", "beachdo", "README.md");
    private static final Set<String> NAMES =
            Setting.all().stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());

    @Test
    void thePageIsTheOneThatIsPrinted() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/configuration.md")))
                .as("run ./beachdo settings > docs/configuration.md")
                .isEqualTo(Setting.page());
    }

    @Test
    void everyVariableThatTheCodeReadsIsDescribed() throws IOException {
        assertThat(undescribed(found(sources(), IN_CODE))).isEmpty();
    }

    @Test
    void everyVariableThatContainersAndDocumentsNameIsDescribed() throws IOException {
        assertThat(undescribed(found(delivery(), ANYWHERE))).isEmpty();
    }

    /** Composed names have their beginning in the code. */
    @Test
    void everyDescribedVariableIsRead() throws IOException {
        Set<String> read = found(sources(), IN_CODE);
        read.addAll(found(List.of(ROOT.resolve("docker-compose.yml"), ROOT.resolve("beachdo")), ANYWHERE));

        assertThat(NAMES).allSatisfy(name -> assertThat(read).anyMatch(part -> isNameOrPrefix(part, name)));
    }

    private static boolean isNameOrPrefix(String part, String name) {
        boolean composed = part.endsWith("_") || part.endsWith("_TLS");
        return name.equals(part) || (composed && name.startsWith(part));
    }

    /** Ends with an underscore or stands for three files: the beginning of names. */
    private static Set<String> undescribed(Set<String> found) {
        return found.stream()
                .filter(name -> NAMES.stream().noneMatch(known -> isNameOrPrefix(name, known)))
                .collect(Collectors.toSet());
    }

    private static Set<String> found(List<Path> files, Pattern pattern) {
        Set<String> names = new TreeSet<>();
        for (Path file : files) {
            pattern.matcher(read(file)).results().map(SettingsDocTest::name).forEach(names::add);
        }
        assertThat(names).isNotEmpty();
        return names;
    }

    private static String name(MatchResult match) {
        return match.groupCount() == 0 ? match.group() : match.group(1);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> files(folder, ".java"))
                    .toList();
        }
    }

    private static List<Path> delivery() {
        return Stream.of(
                        DELIVERY.stream().map(ROOT::resolve),
                        files(ROOT.resolve("docs"), ".md"),
                        files(ROOT.resolve("helm/beachdo"), ""),
                        files(ROOT.resolve(".ci"), ""),
                        files(ROOT.resolve("deploy"), ""))
                .flatMap(found -> found)
                .toList();
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
