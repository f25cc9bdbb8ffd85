package com.beachdo.launcher.clients;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The contract as a Postman collection: a folder for each tag, a request with an example for each operation. */
final class Postman {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String FORMAT = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

    private final JsonObject contract;

    private Postman(JsonObject contract) {
        this.contract = contract;
    }

    static String of(JsonObject contract) {
        return new Postman(contract).collection().encodePrettily() + "\n";
    }

    private JsonObject collection() {
        Map<String, JsonArray> folders = new TreeMap<>();
        contract.getJsonObject("paths").forEach(path -> {
            JsonObject item = (JsonObject) path.getValue();
            for (String method : item.fieldNames()) {
                if (METHODS.contains(method)) {
                    JsonObject operation = item.getJsonObject(method);
                    folders.computeIfAbsent(operation.getJsonArray("tags").getString(0), tag -> new JsonArray())
                            .add(request(path.getKey(), method, item, operation));
                }
            }
        });
        JsonArray items = new JsonArray();
        folders.forEach(
                (tag, requests) -> items.add(new JsonObject().put("name", tag).put("item", requests)));
        return new JsonObject()
                .put(
                        "info",
                        new JsonObject()
                                .put("name", "Beachdo API")
                                .put("description", "Every operation of the contract, from which this file is made.")
                                .put("schema", FORMAT))
                .put("auth", bearer())
                .put("item", items)
                .put(
                        "variable",
                        new JsonArray()
                                .add(variable("baseUrl", "http://127.0.0.1:8080"))
                                .add(variable("token", "")));
    }

    private static JsonObject bearer() {
        return new JsonObject()
                .put("type", "bearer")
                .put(
                        "bearer",
                        new JsonArray().add(variable("token", "{{token}}").put("type", "string")));
    }

    private static JsonObject variable(String key, String value) {
        return new JsonObject().put("key", key).put("value", value);
    }

    private JsonObject request(String path, String method, JsonObject item, JsonObject operation) {
        List<JsonObject> parameters = new ArrayList<>();
        for (JsonObject holder : List.of(item, operation)) {
            holder.getJsonArray("parameters", new JsonArray())
                    .forEach(parameter -> parameters.add(resolved((JsonObject) parameter)));
        }
        JsonObject request = new JsonObject()
                .put("method", method.toUpperCase(Locale.ROOT))
                .put("description", operation.getString("description", ""))
                .put("header", headers(parameters))
                .put("url", url(path, parameters));
        if (operation.containsKey("security")
                && operation.getJsonArray("security").isEmpty()) {
            request.put("auth", new JsonObject().put("type", "noauth"));
        }
        JsonObject body = operation.getJsonObject("requestBody");
        if (body != null) {
            JsonObject schema = body.getJsonObject("content")
                    .getJsonObject("application/json")
                    .getJsonObject("schema");
            request.put(
                    "body",
                    new JsonObject()
                            .put("mode", "raw")
                            .put("raw", ((JsonObject) example(schema)).encodePrettily())
                            .put("options", new JsonObject().put("raw", new JsonObject().put("language", "json"))));
        }
        return new JsonObject()
                .put("name", operation.getString("summary"))
                .put("request", request)
                .put("response", new JsonArray());
    }

    private JsonObject url(String path, List<JsonObject> parameters) {
        JsonArray segments = new JsonArray();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(segment.startsWith("{") ? ":" + segment.substring(1, segment.length() - 1) : segment);
        }
        JsonArray query = new JsonArray();
        JsonArray variables = new JsonArray();
        for (JsonObject parameter : parameters) {
            JsonObject one = variable(
                            parameter.getString("name"), String.valueOf(example(parameter.getJsonObject("schema"))))
                    .put("description", parameter.getString("description", ""));
            switch (parameter.getString("in")) {
                case "query" -> query.add(one.put("disabled", !parameter.getBoolean("required", false)));
                case "path" -> variables.add(one);
                default -> {}
            }
        }
        return new JsonObject()
                .put(
                        "raw",
                        "{{baseUrl}}/"
                                + String.join(
                                        "/",
                                        segments.stream().map(String::valueOf).toList()))
                .put("host", new JsonArray().add("{{baseUrl}}"))
                .put("path", segments)
                .put("query", query)
                .put("variable", variables);
    }

    private static JsonArray headers(List<JsonObject> parameters) {
        JsonArray headers = new JsonArray();
        for (JsonObject parameter : parameters) {
            if ("header".equals(parameter.getString("in"))) {
                headers.add(variable(parameter.getString("name"), "")
                        .put("description", parameter.getString("description", ""))
                        .put("disabled", true));
            }
        }
        return headers;
    }

    /** A value that the schema allows, as far as a machine can know. */
    private Object example(JsonObject schema) {
        JsonObject known = schema.containsKey("$ref")
                ? contract.getJsonObject("components").getJsonObject("schemas").getJsonObject(lastOf(schema))
                : schema;
        if (known.containsKey("example")) {
            return known.getValue("example");
        }
        if (known.containsKey("enum")) {
            return known.getJsonArray("enum").getValue(0);
        }
        return switch (String.valueOf(known.getValue("type"))) {
            case "object" -> object(known);
            case "array" -> new JsonArray().add(example(known.getJsonObject("items")));
            case "integer", "number" -> known.getValue("minimum", 1);
            case "boolean" -> true;
            default ->
                "uuid".equals(known.getString("format"))
                        ? "00000000-0000-7000-8000-000000000000"
                        : "x".repeat(Math.max(1, known.getInteger("minLength", 1)));
        };
    }

    private JsonObject object(JsonObject schema) {
        JsonObject object = new JsonObject();
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (Object name : schema.getJsonArray("required", new JsonArray(List.copyOf(properties.fieldNames())))) {
            object.put((String) name, example(properties.getJsonObject((String) name)));
        }
        return object;
    }

    private JsonObject resolved(JsonObject parameter) {
        return parameter.containsKey("$ref")
                ? contract.getJsonObject("components")
                        .getJsonObject("parameters")
                        .getJsonObject(lastOf(parameter))
                : parameter;
    }

    private static String lastOf(JsonObject ref) {
        String text = ref.getString("$ref");
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
