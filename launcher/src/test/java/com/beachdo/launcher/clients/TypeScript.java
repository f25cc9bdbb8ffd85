package com.beachdo.launcher.clients;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The contract in TypeScript: an interface for each schema, a method for each operation. */
final class TypeScript {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonObject contract;
    private final StringBuilder text = new StringBuilder();

    private TypeScript(JsonObject contract) {
        this.contract = contract;
    }

    static String of(JsonObject contract) {
        TypeScript writer = new TypeScript(contract);
        writer.text.append("// Made from the OpenAPI contract by ApiClientTest; changes are overwritten.\n");
        writer.text.append("import { Transport } from './transport.js';\n");
        contract.getJsonObject("components")
                .getJsonObject("schemas")
                .forEach(schema -> writer.schema(schema.getKey(), (JsonObject) schema.getValue()));
        writer.operations();
        return writer.text.toString();
    }

    private void schema(String name, JsonObject schema) {
        text.append('\n').append(comment("", schema.getString("description")));
        if (schema.containsKey("properties")) {
            text.append("export interface ").append(name).append(" {\n");
            JsonArray required = schema.getJsonArray("required", new JsonArray());
            schema.getJsonObject("properties").forEach(property -> {
                JsonObject type = (JsonObject) property.getValue();
                text.append(comment("  ", type.getString("description")));
                String mark = required.contains(property.getKey()) ? "" : "?";
                text.append(String.format("  %s%s: %s;%n", property.getKey(), mark, type(type)));
            });
            text.append("}\n");
        } else {
            text.append("export type ")
                    .append(name)
                    .append(" = ")
                    .append(type(schema))
                    .append(";\n");
        }
    }

    private static String type(JsonObject schema) {
        if (schema.containsKey("$ref")) {
            return lastOf(schema.getString("$ref"));
        }
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").stream()
                    .map(value -> value instanceof String ? "'" + value + "'" : String.valueOf(value))
                    .collect(Collectors.joining(" | "));
        }
        if (schema.getValue("type") instanceof JsonArray several) {
            return several.stream().map(one -> primitive(String.valueOf(one))).collect(Collectors.joining(" | "));
        }
        return switch (schema.getString("type", "")) {
            case "array" -> {
                String item = type(schema.getJsonObject("items"));
                yield item.contains(" ") ? "(" + item + ")[]" : item + "[]";
            }
            case "object" ->
                "Record<string, "
                        + (schema.getValue("additionalProperties") instanceof JsonObject values
                                ? type(values)
                                : "unknown")
                        + ">";
            default -> primitive(schema.getString("type", ""));
        };
    }

    private static String primitive(String type) {
        return switch (type) {
            case "string", "boolean" -> type;
            case "integer", "number" -> "number";
            default -> throw new IllegalStateException("no TypeScript for the type \"" + type + "\"");
        };
    }

    private void operations() {
        text.append("\n/** Every operation of the API; a refusal is a ProblemError. */\n");
        text.append("export class BeachdoApi extends Transport {\n");
        contract.getJsonObject("paths").forEach(path -> {
            JsonObject item = (JsonObject) path.getValue();
            for (String method : item.fieldNames()) {
                if (METHODS.contains(method)) {
                    operation(path.getKey(), method, item.getJsonObject(method), item.getJsonArray("parameters"));
                }
            }
        });
        text.append("}\n");
    }

    private void operation(String path, String method, JsonObject operation, JsonArray shared) {
        List<JsonObject> parameters = new ArrayList<>();
        for (JsonArray some : List.of(
                shared == null ? new JsonArray() : shared, operation.getJsonArray("parameters", new JsonArray()))) {
            some.forEach(parameter -> parameters.add(resolved((JsonObject) parameter)));
        }
        List<String> fields = new ArrayList<>();
        for (JsonObject parameter : parameters) {
            String mark = parameter.getBoolean("required", false) ? "" : "?";
            fields.add(fieldOf(parameter.getString("name")) + mark + ": " + type(parameter.getJsonObject("schema")));
        }
        JsonObject body = operation.getJsonObject("requestBody");
        if (body != null) {
            fields.add("body" + (body.getBoolean("required", false) ? "" : "?") + ": " + content(body));
        }
        boolean optional = fields.stream().allMatch(field -> field.contains("?: "));
        text.append('\n').append(comment("  ", operation.getString("summary")));
        text.append(String.format(
                "  %s(%s): Promise<%s> {%n",
                operation.getString("operationId"),
                fields.isEmpty() ? "" : "input: { " + String.join("; ", fields) + " }" + (optional ? " = {}" : ""),
                reply(operation)));
        text.append("    return this.call(")
                .append(arguments(path, method, parameters, body != null))
                .append(");\n  }\n");
    }

    private static String arguments(String path, String method, List<JsonObject> parameters, boolean body) {
        String url = path.replaceAll("\\{(\\w+)}", "\\${encodeURIComponent(input.$1)}");
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, String> place : Map.of("query", "query", "header", "headers").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            List<String> given = parameters.stream()
                    .filter(parameter -> place.getKey().equals(parameter.getString("in")))
                    .map(parameter -> parameter.getString("name"))
                    .map(name -> name.equals(fieldOf(name))
                            ? name + ": input." + name
                            : "'" + name + "': input." + fieldOf(name))
                    .toList();
            if (!given.isEmpty()) {
                parts.add(place.getValue() + ": { " + String.join(", ", given) + " }");
            }
        }
        if (body) {
            parts.add("body: input.body");
        }
        return "'" + method.toUpperCase(java.util.Locale.ROOT) + "', `" + url + "`"
                + (parts.isEmpty() ? "" : ", { " + String.join(", ", parts) + " }");
    }

    private String reply(JsonObject operation) {
        JsonObject responses = operation.getJsonObject("responses");
        for (String status : responses.fieldNames()) {
            if (status.startsWith("2") && responses.getJsonObject(status).containsKey("content")) {
                return content(responses.getJsonObject(status));
            }
        }
        return "void";
    }

    private static String content(JsonObject holder) {
        JsonObject json = holder.getJsonObject("content").getJsonObject("application/json");
        return json == null ? "Blob" : type(json.getJsonObject("schema"));
    }

    private JsonObject resolved(JsonObject parameter) {
        String ref = parameter.getString("$ref");
        return ref == null
                ? parameter
                : contract.getJsonObject("components")
                        .getJsonObject("parameters")
                        .getJsonObject(lastOf(ref));
    }

    private static String lastOf(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    /** {@code If-Match} is ifMatch. */
    private static String fieldOf(String name) {
        String[] words = name.split("-", -1);
        StringBuilder field = new StringBuilder(words.length > 1 ? words[0].toLowerCase(java.util.Locale.ROOT) : name);
        for (int i = 1; i < words.length; i++) {
            field.append(words[i]);
        }
        return field.toString();
    }

    private static String comment(String indent, String description) {
        return description == null
                ? ""
                : indent + "/** " + description.strip().replace("*/", "* /").replaceAll("\\s+", " ") + " */\n";
    }
}
