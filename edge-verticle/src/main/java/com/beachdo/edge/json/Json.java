package com.beachdo.edge.json;

import com.google.protobuf.UnsafeByteOperations;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** JSON and YAML texts as trees, read strictly. */
public final class Json {
    private static final int MAX_DEPTH = 32;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(40)
                            .maxNameLength(256)
                            .build())
                    .build())
            .nodeFactory(Nodes.INSTANCE)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Refuses bad UTF-8, a name given twice, nesting deeper than 32, and anything after the one value. */
    public static JsonNode parse(byte[] text) {
        if (!UnsafeByteOperations.unsafeWrap(text).isValidUtf8() || isWide(text)) {
            throw new MalformedJsonException("The text is not valid UTF-8.");
        }
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree == null || tree.isMissingNode()) {
                throw new MalformedJsonException("There is no JSON in it.");
            }
            return tree;
        } catch (MismatchedInputException e) {
            throw new MalformedJsonException(
                    String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
                            ? "A name is given twice in one object" + where(e)
                            : "There is something after the end of the value" + where(e));
        } catch (JacksonException e) {
            throw new MalformedJsonException("It is not valid JSON" + where(e));
        }
    }

    /** UTF-16 and UTF-32, which Jackson would read too, have a zero among their first bytes. */
    private static boolean isWide(byte[] text) {
        return (text.length > 0 && text[0] == 0) || (text.length > 1 && text[1] == 0);
    }

    private static String where(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "." : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ").";
    }

    public static ObjectNode yaml(InputStream text) {
        if (YAML.readTree(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("the document is not an object");
    }

    public static String toYaml(JsonNode tree) {
        return YAML.writeValueAsString(tree);
    }

    public static String toText(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }
}
