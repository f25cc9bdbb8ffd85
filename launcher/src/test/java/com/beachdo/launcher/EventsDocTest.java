package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.common.v1.OptionsProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/events.md and the comments of events say what the contracts are. */
class EventsDocTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "events.md");
    private static final Path CONTRACTS = Path.of("..", "proto", "src", "main", "proto");
    private static final Pattern ROW =
            Pattern.compile("\\| `(beachdo[.a-z0-9]+v1\\.\\w+)` \\| (\\w+) \\| `(\\w+)` \\| ([a-z, ]+) \\|");

    private static final Pattern EVENT = Pattern.compile("(?m)^message (\\w+) \\{\\n  option \\(common.v1.event\\)");

    private record Row(String event, String source, String key, List<String> consumers) {}

    @Test
    void theDocumentListsEveryEventWithItsConsumers() throws IOException {
        assertThat(rows())
                .extracting(row -> row.event() + " " + row.source() + " " + row.consumers())
                .containsExactlyElementsOf(events().stream()
                        .map(event -> event.getFullName() + " " + sourceOf(event) + " " + consumers(event))
                        .toList());
    }

    @Test
    void theKeyIsAFieldOfTheEvent() throws IOException {
        for (Row row : rows()) {
            Descriptor event = events().stream()
                    .filter(known -> known.getFullName().equals(row.event()))
                    .findFirst()
                    .orElseThrow();
            assertThat(event.findFieldByName(row.key())).as(row.event()).isNotNull();
            assertThat(comment(event)).contains("// Key: " + row.key() + ".");
        }
    }

    @Test
    void everyEventSaysWhoEmitsItAndWhatItsOrderMeans() throws IOException {
        for (Descriptor event : events()) {
            assertThat(comment(event))
                    .as(event.getFullName())
                    .contains("// Emitted by: " + sourceOf(event) + ",", "// Key: ", "// Order: ");
        }
    }

    @Test
    void consumersArePartsOfBeachdo() throws IOException {
        for (Descriptor event : events()) {
            assertThat(Role.labels()).contains(sourceOf(event)).containsAll(consumers(event));
        }
    }

    @Test
    void theDocumentListsTheFieldsOfTheEnvelope() throws IOException {
        String document = Files.readString(DOCUMENT);
        Matcher fields = Pattern.compile("(?m)^\\| `(\\w+)` \\| ").matcher(document);

        assertThat(fields.results().map(found -> found.group(1)))
                .containsExactlyElementsOf(EventEnvelope.getDescriptor().getFields().stream()
                        .map(FieldDescriptor::getName)
                        .toList());
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> new Row(
                        row.group(1),
                        row.group(2),
                        row.group(3),
                        List.of(row.group(4).split(", ", -1))))
                .toList();
    }

    /** Those messages of all contracts that are events, by name. */
    private static List<Descriptor> events() throws IOException {
        List<Descriptor> events = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CONTRACTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".proto")).toList()) {
                String contract = Files.readString(file);
                String domain = CONTRACTS.relativize(file).getName(1).toString();
                List<MatchResult> found = EVENT.matcher(contract).results().toList();
                assertThat(found)
                        .as(file.toString())
                        .hasSize(contract.split("option \\(common.v1.event\\)", -1).length - 1);
                found.forEach(event -> events.add(descriptor("com.beachdo." + domain + ".v1." + event.group(1))));
            }
        }
        assertThat(events).isNotEmpty();
        events.sort(Comparator.comparing(Descriptor::getFullName));
        return events;
    }

    private static Descriptor descriptor(String message) {
        try {
            return (Descriptor)
                    Class.forName(message).getMethod("getDescriptor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> consumers(Descriptor event) {
        return List.copyOf(event.getOptions().getExtension(OptionsProto.event).getConsumersList());
    }

    private static String sourceOf(Descriptor event) {
        return event.getFile().getPackage().split("\\.", -1)[1];
    }

    /** The lines of comment above the message. */
    private static String comment(Descriptor event) throws IOException {
        List<String> lines;
        try (Stream<String> all = Files.lines(CONTRACTS.resolve(event.getFile().getName()))) {
            lines = all.toList();
        }
        int at = lines.indexOf("message " + event.getName() + " {");
        int first = at;
        while (first > 0 && lines.get(first - 1).startsWith("//")) {
            first--;
        }
        return String.join("\n", lines.subList(first, at));
    }
}
