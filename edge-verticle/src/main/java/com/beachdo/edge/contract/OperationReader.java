package com.beachdo.edge.contract;

import com.beachdo.edge.json.Json;
import com.beachdo.edge.json.JsonWriter;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcMethod;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.networknt.schema.SchemaRegistry;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes an {@link Operation} of its place in the document. */
final class OperationReader {
    private static final Set<String> HEADERS = Set.of("If-Match", "Idempotency-Key", "Refresh-Mode");

    private final Refs refs;
    private final SchemaRegistry schemas;
    private final double rateLimitScale;

    OperationReader(Refs refs, SchemaRegistry schemas, double rateLimitScale) {
        this.refs = refs;
        this.schemas = schemas;
        this.rateLimitScale = rateLimitScale;
    }

    Operation read(String path, JsonNode pathItem, String method, JsonNode json) {
        String id = json.path("operationId").asString("");
        if (id.isEmpty()) {
            throw new ContractException(method + " " + path, "has no operationId");
        }
        String handler = json.path("x-handler").asString(null);
        RpcMethod rpc = handler == null ? rpc(id, json.path("x-rpc").asString("")) : null;
        Operation.SignIn signIn = signIn(json);
        Set<String> roles = new LinkedHashSet<>();
        json.path("x-roles").forEach(role -> roles.add(role.asString()));
        if (signIn == Operation.SignIn.REQUIRED && roles.isEmpty()) {
            throw new ContractException(id, "names neither x-roles nor security: []");
        }
        return new Operation(
                id,
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path,
                rpc,
                handler,
                signIn,
                Set.copyOf(roles),
                Limit.read(id, json.path("x-rate-limit"), rateLimitScale),
                input(id, pathItem, json, rpc),
                reply(id, json, rpc),
                takesHeader(json, "Refresh-Mode"),
                json.path("x-socket").asString(null),
                json.path("x-body").asString("").equals("ignored"));
    }

    private static RpcMethod rpc(String id, String name) {
        int slash = name.indexOf('/');
        RpcMethod method = null;
        if (slash > 0) {
            try {
                method = Rpc.named(name.substring(0, slash)).method(name.substring(slash + 1));
            } catch (IllegalArgumentException e) {
                throw new ContractException(id, "x-rpc: " + e.getMessage());
            }
        }
        if (method == null) {
            throw new ContractException(id, "x-rpc names no method: " + name);
        }
        return method;
    }

    private static Operation.SignIn signIn(JsonNode json) {
        if (!json.has("security")) {
            return Operation.SignIn.REQUIRED;
        }
        boolean anonymous = json.get("security").isEmpty();
        boolean bearer = false;
        for (JsonNode alternative : json.get("security")) {
            anonymous |= alternative.isEmpty();
            bearer |= alternative.has("bearer");
        }
        return !bearer ? Operation.SignIn.IGNORED : anonymous ? Operation.SignIn.OPTIONAL : Operation.SignIn.REQUIRED;
    }

    private Input input(String id, JsonNode pathItem, JsonNode json, @Nullable RpcMethod rpc) {
        Map<String, Parameter> path = new LinkedHashMap<>();
        Map<String, Parameter> query = new LinkedHashMap<>();
        ObjectNode tree = Json.object().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = tree.putObject("properties");
        boolean ifMatch = parameters(id, pathItem.path("parameters"), path, query, properties)
                | parameters(id, json.path("parameters"), path, query, properties);
        boolean body = json.has("requestBody");
        JsonNode requestBody = refs.resolve(json.path("requestBody"));
        JsonNode schema = requestBody.path("content").path("application/json").path("schema");
        if (body && schema.isMissingNode()) {
            throw new ContractException(id, "takes a body that is not application/json");
        }
        JsonNode unused = properties.set(Input.BODY, body ? refs.inline(schema) : emptyObject());
        if (requestBody.path("required").asBoolean(false)) {
            tree.putArray("required").add(Input.BODY);
        }
        if (!properties.has(Input.QUERY)) {
            JsonNode none = properties.set(Input.QUERY, emptyObject());
        }
        Message prototype = rpc == null ? null : rpc.request();
        boolean openQuery = json.path("x-query").asString("").equals("open");
        return new Input(path, query, openQuery, body, ifMatch, tree, schemas.getSchema(tree), prototype);
    }

    private static ObjectNode emptyObject() {
        ObjectNode object = Json.object().put("type", "object").put("additionalProperties", false);
        ObjectNode unused = object.putObject("properties");
        return object;
    }

    /** Whether If-Match is among them. */
    private boolean parameters(
            String id,
            JsonNode parameters,
            Map<String, Parameter> path,
            Map<String, Parameter> query,
            ObjectNode properties) {
        boolean ifMatch = false;
        for (JsonNode reference : parameters) {
            JsonNode parameter = refs.resolve(reference);
            String name = parameter.path("name").asString("");
            String in = parameter.path("in").asString("");
            switch (in) {
                case Input.PATH, Input.QUERY -> {
                    JsonNode schema = refs.inline(parameter.path("schema"));
                    Parameter unused = (in.equals(Input.PATH) ? path : query).put(name, Parameter.of(name, schema));
                    ObjectNode group = properties.get(in) instanceof ObjectNode there ? there : emptyObject();
                    JsonNode unusedGroup = properties.set(in, group);
                    JsonNode unusedSchema = ((ObjectNode) group.get("properties")).set(name, schema);
                    if (parameter.path("required").asBoolean(false)) {
                        JsonNode unusedRequired = (group.has("required")
                                        ? group.withArray("required")
                                        : group.putArray("required"))
                                .add(name);
                    }
                }
                case "header" -> {
                    ifMatch |= name.equals("If-Match");
                    if (!HEADERS.contains(name)) {
                        throw new ContractException(id, "takes a header that the edge does not pass on: " + name);
                    }
                }
                default -> throw new ContractException(id, "has a parameter in " + in);
            }
        }
        return ifMatch;
    }

    private boolean takesHeader(JsonNode json, String name) {
        for (JsonNode parameter : json.path("parameters")) {
            if (refs.resolve(parameter).path("name").asString("").equals(name)) {
                return true;
            }
        }
        return false;
    }

    private Reply reply(String id, JsonNode json, @Nullable RpcMethod rpc) {
        int status = 0;
        JsonNode response = json.path("");
        for (Map.Entry<String, JsonNode> entry : json.path("responses").properties()) {
            if (isSuccess(entry.getKey(), json) && (status == 0 || json.has("x-reply"))) {
                status = Integer.parseInt(entry.getKey());
                response = refs.resolve(entry.getValue());
            } else if (isSuccess(entry.getKey(), json)) {
                throw new ContractException(id, "has two successes and no x-reply to tell them apart");
            }
        }
        if (status == 0) {
            throw new ContractException(id, "has no success");
        }
        String contentType =
                response.path("content").propertyNames().stream().findFirst().orElse(null);
        if (rpc == null || contentType == null) {
            FieldDescriptor location =
                    rpc == null ? null : field(id, rpc, json.path("x-reply").path("location"));
            return new Reply(status, contentType, null, null, null, null, null, location);
        }
        FieldDescriptor body = field(id, rpc, json.path("x-reply").path("body"));
        FieldDescriptor created = field(id, rpc, json.path("x-reply").path("created"));
        Message prototype = body == null ? rpc.reply() : (Message) rpc.reply().getField(body);
        FieldDescriptor version = prototype.getDescriptorForType().findFieldByName("version");
        FieldDescriptor text = field(id, rpc, json.path("x-reply").path("text"));
        return new Reply(status, contentType, JsonWriter.of(prototype), body, created, version, text, null);
    }

    private static boolean isSuccess(String status, JsonNode json) {
        return status.startsWith("2")
                || (status.startsWith("3") && json.path("x-reply").has("location"));
    }

    private static @Nullable FieldDescriptor field(String id, RpcMethod rpc, JsonNode name) {
        if (name.isMissingNode()) {
            return null;
        }
        for (FieldDescriptor field : rpc.reply().getDescriptorForType().getFields()) {
            if (field.getJsonName().equals(name.asString())) {
                return field;
            }
        }
        throw new ContractException(id, "x-reply: the reply has no " + name.asString());
    }
}
