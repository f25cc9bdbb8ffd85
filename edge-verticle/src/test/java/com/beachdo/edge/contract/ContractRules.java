package com.beachdo.edge.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What must hold of every operation and schema by itself: bounds on everything, limits and problems everywhere. */
final class ContractRules {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

    private final JsonNode document;
    private final Refs refs;
    private final List<String> breaches = new ArrayList<>();

    private ContractRules(JsonNode document) {
        this.document = document;
        this.refs = new Refs(document);
    }

    static List<String> breaches(Contract contract) {
        ContractRules rules = new ContractRules(contract.document());
        contract.operations().forEach(rules::operation);
        rules.sockets(contract.operations());
        for (Map.Entry<String, JsonNode> schema :
                rules.document.path("components").path("schemas").properties()) {
            rules.schema("schema " + schema.getKey(), schema.getValue());
        }
        return rules.breaches;
    }

    private void operation(Operation operation) {
        JsonNode item = document.path("paths").path(operation.path());
        String method = operation.method().name().toLowerCase(java.util.Locale.ROOT);
        JsonNode json = item.path(method);
        String id = operation.id();
        if (json.path("summary").asString("").isBlank()) {
            breach(id, "has no summary");
        }
        if (!json.path("responses")
                .path("default")
                .path("$ref")
                .asString("")
                .equals("#/components/responses/Problem")) {
            breach(id, "has no default: {$ref: '#/components/responses/Problem'}");
        }
        // a browser comes back by GET, whatever follows of it
        boolean redirects = json.path("x-reply").has("location");
        if (method.equals("get")
                && !redirects
                && operation.rpc() != null
                && !operation.rpc().isReadOnly()) {
            breach(id, "reads, but its rpc has no option idempotency_level = NO_SIDE_EFFECTS");
        }
        if (operation.limits().isEmpty()) {
            breach(id, "has no x-rate-limit");
        }
        if ((method.equals("get") || method.equals("delete")) && json.has("requestBody")) {
            breach(id, "has a body, which its method can't have");
        }
        for (Limit limit : operation.limits()) {
            JsonNode body = refs.resolve(refs.resolve(json.path("requestBody"))
                    .path("content")
                    .path("application/json")
                    .path("schema"));
            if (limit.by() == Limit.By.BODY && !body.path("properties").has(limit.field())) {
                breach(id, "is limited by a field that its body has not: " + limit.field());
            }
        }
        parameters(operation, item, json);
        for (Map.Entry<String, JsonNode> response : json.path("responses").properties()) {
            refs.resolve(response.getValue())
                    .path("content")
                    .forEach(content -> schema(id + " " + response.getKey(), content.path("schema")));
        }
        refs.resolve(json.path("requestBody"))
                .path("content")
                .forEach(content -> schema(id + " request", content.path("schema")));
    }

    private void parameters(Operation operation, JsonNode item, JsonNode json) {
        Set<String> declared = new HashSet<>();
        List<JsonNode> all = new ArrayList<>();
        item.path("parameters").forEach(all::add);
        json.path("parameters").forEach(all::add);
        for (JsonNode reference : all) {
            JsonNode parameter = refs.resolve(reference);
            String name = parameter.path("name").asString();
            if (parameter.path("in").asString().equals("path")) {
                declared.add(name);
            }
            schema(operation.id() + " parameter " + name, parameter.path("schema"));
        }
        Set<String> named = new HashSet<>();
        Matcher matcher = PARAMETER.matcher(operation.path());
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        if (!named.equals(declared)) {
            breach(operation.id(), "its path names " + named + " and its parameters " + declared);
        }
    }

    private void sockets(List<Operation> operations) {
        Set<String> addresses = new HashSet<>();
        for (Operation operation : operations) {
            String address = operation.socketAddress();
            if (address != null && (!addresses.add(address) || operation.rpc() == null)) {
                breach(operation.id(), "its x-socket is another's too, or it calls nothing");
            }
        }
    }

    private void schema(String where, JsonNode schema) {
        if (schema.has("$ref")) {
            refs.resolve(schema);
            return;
        }
        if (schema.has("uniqueItems")) {
            breach(where, "uses uniqueItems");
        }
        Set<String> types = new HashSet<>();
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(type -> types.add(type.asString()));
        } else {
            types.add(schema.path("type").asString(""));
        }
        bounds(where, schema, types);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            schema(where + " /" + property.getKey(), property.getValue());
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(keyword).forEach(one -> schema(where + " " + keyword, one));
        }
    }

    private void bounds(String where, JsonNode schema, Set<String> types) {
        if (types.contains("string") && !schema.has("maxLength") && !schema.has("enum") && !schema.has("const")) {
            breach(where, "is text without maxLength");
        }
        if (types.contains("integer") && (!schema.has("minimum") || !schema.has("maximum")) && !schema.has("enum")) {
            breach(where, "is an integer without minimum and maximum");
        }
        if (types.contains("array")) {
            if (!schema.has("maxItems")) {
                breach(where, "is a list without maxItems");
            }
            schema(where + "/0", schema.path("items"));
        }
        if (types.contains("object")) {
            JsonNode more = schema.path("additionalProperties");
            if (more.isObject()) {
                if (!schema.has("maxProperties")) {
                    breach(where, "is a free object without maxProperties");
                }
                schema(where + "/*", more);
            } else if (!more.isBoolean() || more.booleanValue()) {
                breach(where, "is an object without additionalProperties: false");
            }
        }
        if (types.contains("")) {
            breach(where, "has no type");
        }
    }

    private void breach(String where, String what) {
        String line = where + ": " + what;
        if (!breaches.contains(line)) {
            breaches.add(line);
        }
    }
}
