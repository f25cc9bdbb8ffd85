package com.beachdo.edge.contract;

import com.beachdo.platform.rpc.FieldError;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What is wrong with a request, in plain words: one error for each place. */
final class Wording {
    /** Of several errors at one place the one whose keyword comes first here is told; those not here come last. */
    private static final List<String> ORDER = List.of(
            "type", "required", "additionalProperties", "enum", "const", "format", "minLength", "maxLength", "pattern");

    private static final Map<String, String> TYPES = Map.of(
            "integer", "a whole number",
            "number", "a number",
            "string", "text",
            "boolean", "true or false",
            "object", "an object",
            "array", "a list");

    private static final Map<String, String> FORMATS = Map.of(
            "uuid", "a UUID",
            "email", "an e-mail address",
            "date-time", "a time such as 2026-01-31T10:00:00Z",
            "date", "a date such as 2026-01-31",
            "uri", "a URL");

    private final JsonNode schema;

    /** @param schema the whole schema, without references */
    Wording(JsonNode schema) {
        this.schema = schema;
    }

    List<FieldError> of(List<Error> errors) {
        Map<String, Error> worst = new LinkedHashMap<>();
        for (Error error : errors) {
            Error unused = worst.merge(pointer(error), error, (before, now) -> rank(now) < rank(before) ? now : before);
        }
        return worst.entrySet().stream()
                .map(entry -> new FieldError(entry.getKey(), detail(entry.getValue())))
                .toList();
    }

    private static int rank(Error error) {
        int at = ORDER.indexOf(error.getKeyword());
        return at < 0 ? ORDER.size() : at;
    }

    private static String pointer(Error error) {
        List<String> segments = new ArrayList<>(segments(error.getInstanceLocation()));
        if (error.getProperty() != null
                && (error.getKeyword().equals("required") || error.getKeyword().equals("additionalProperties"))) {
            segments.add(error.getProperty());
        }
        if (!segments.isEmpty() && segments.get(0).equals(Input.BODY)) {
            segments = segments.subList(1, segments.size());
        }
        return segments.stream()
                .map(segment -> "/" + segment.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static List<String> segments(NodePath path) {
        List<String> segments = new ArrayList<>();
        for (int at = 0; at < path.getNameCount(); at++) {
            segments.add(path.getName(at));
        }
        return segments;
    }

    private String detail(Error error) {
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" ->
                Input.BODY.equals(error.getProperty())
                                && segments(error.getInstanceLocation()).isEmpty()
                        ? "a body is required"
                        : "is required";
            case "additionalProperties" ->
                segments(error.getInstanceLocation()).equals(List.of(Input.QUERY))
                        ? "is not a known parameter"
                        : "is not a known field";
            case "type" -> "must be " + TYPES.getOrDefault(rule.asString(""), "of another type");
            case "enum" -> "must be one of " + list(rule);
            case "const" -> "must be " + rule.asString();
            case "minLength" ->
                rule.asInt() == 1 ? "must not be empty" : "must be at least " + rule.asInt() + " characters long";
            case "maxLength" -> "must be at most " + rule.asInt() + " characters long";
            case "minimum" -> "must be at least " + rule.asString();
            case "maximum" -> "must be at most " + rule.asString();
            case "exclusiveMinimum" -> "must be more than " + rule.asString();
            case "exclusiveMaximum" -> "must be less than " + rule.asString();
            case "multipleOf" -> "must be a multiple of " + rule.asString();
            case "minItems" -> "must have at least " + entries(rule);
            case "maxItems" -> "must have at most " + entries(rule);
            case "minProperties" ->
                rule.asInt() == 1 ? "must have a field" : "must have at least " + rule.asInt() + " fields";
            case "maxProperties" -> "must have at most " + rule.asInt() + " fields";
            case "format" -> "must be " + FORMATS.getOrDefault(rule.asString(""), "a valid " + rule.asString(""));
            case "pattern" -> "does not have the right form" + example(error.getEvaluationPath());
            default -> "is not valid";
        };
    }

    private static String entries(JsonNode count) {
        return count.asInt() == 1 ? "1 entry" : count.asInt() + " entries";
    }

    private static String list(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }

    private String example(NodePath keyword) {
        JsonNode at = schema;
        List<String> segments = segments(keyword);
        for (String segment : segments.subList(0, segments.size() - 1)) {
            at = at.isArray() ? at.path(Integer.parseInt(segment)) : at.path(segment);
        }
        JsonNode example =
                at.has("example") ? at.get("example") : at.path("examples").path(0);
        return example.isString() ? ", such as " + example.asString() : "";
    }
}
