package com.beachdo.edge.contract;

import com.beachdo.common.v1.Access;
import com.beachdo.platform.rpc.RpcMethod;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares every operation with the method it calls, field by field; collects where they differ. */
final class Agreement {
    private final JsonNode document;
    private final Refs refs;
    private final List<String> differences = new ArrayList<>();

    Agreement(JsonNode document) {
        this.document = document;
        this.refs = new Refs(document);
    }

    static List<String> differences(Contract contract) {
        Agreement agreement = new Agreement(contract.document());
        contract.operations().forEach(agreement::compare);
        return agreement.differences;
    }

    private void compare(Operation operation) {
        RpcMethod rpc = operation.rpc();
        if (rpc == null) {
            return;
        }
        JsonNode item = document.path("paths").path(operation.path());
        JsonNode json = item.path(operation.method().name().toLowerCase(java.util.Locale.ROOT));
        access(operation, rpc.access());
        request(operation, rpc.request().getDescriptorForType(), item, json);
        Descriptor reply = rpc.reply().getDescriptorForType();
        FieldDescriptor body = operation.reply().body();
        Descriptor replied = body == null ? reply : body.getMessageType();
        json.path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                JsonNode content = refs.resolve(response.getValue()).path("content");
                if (content.isMissingNode() != reply.getName().equals("Empty")) {
                    differ(operation.id(), "a body must be answered unless the reply is Empty");
                } else if (!content.isMissingNode()) {
                    JsonNode schema = content.values().iterator().next().path("schema");
                    if (operation.reply().text() == null) {
                        new SchemaAgreement(refs, false, differences)
                                .compare(operation.id() + " reply", schema, replied);
                    } else if (!schema.path("type").asString("").equals("string")) {
                        differ(operation.id(), "a text must be answered as a string");
                    }
                }
            }
        });
    }

    private void access(Operation operation, Access access) {
        if (access.getAnonymous()) {
            if (operation.signIn() == Operation.SignIn.REQUIRED
                    || !operation.roles().isEmpty()) {
                differ(
                        operation.id(),
                        "the method is for anyone: security is [] or [{}, {bearer: []}], without x-roles");
            }
        } else if (operation.signIn() != Operation.SignIn.REQUIRED) {
            differ(operation.id(), "the method is not for anyone, but security lets anonymous callers in");
        } else if (!Set.copyOf(access.getRolesList()).equals(operation.roles())) {
            differ(operation.id(), "x-roles are " + operation.roles() + ", the method says " + access.getRolesList());
        }
    }

    private void request(Operation operation, Descriptor message, JsonNode item, JsonNode json) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        List<JsonNode> declared = new ArrayList<>();
        item.path("parameters").forEach(declared::add);
        json.path("parameters").forEach(declared::add);
        for (JsonNode reference : declared) {
            JsonNode parameter = refs.resolve(reference);
            if (!parameter.path("in").asString().equals("header")) {
                parameters.put(parameter.path("name").asString(), parameter);
            }
        }
        JsonNode body = refs.resolve(refs.resolve(json.path("requestBody"))
                .path("content")
                .path("application/json")
                .path("schema"));
        Set<String> known = new HashSet<>();
        for (FieldDescriptor field : message.getFields()) {
            String name = field.getJsonName();
            known.add(name);
            JsonNode parameter = parameters.get(name);
            boolean inBody = body.path("properties").has(name);
            if (field.getName().equals("expected_version")) {
                if (parameter != null || inBody || !operation.input().takesIfMatch()) {
                    differ(operation.id(), "expected_version comes from the header If-Match, which must be declared");
                }
            } else if ((parameter != null) == inBody) {
                differ(operation.id(), name + " must be in exactly one of path, query and body");
            } else if (parameter != null) {
                parameter(operation, field, parameter);
            }
        }
        if (operation.input().takesIfMatch() && message.findFieldByName("expected_version") == null) {
            differ(operation.id(), "declares If-Match, but the request has no expected_version");
        }
        parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> differ(operation.id(), "parameter " + name + " is no field of the request"));
        body(operation, message, body, known);
    }

    private void body(Operation operation, Descriptor message, JsonNode body, Set<String> known) {
        String where = operation.id() + " request";
        SchemaAgreement agreement = new SchemaAgreement(refs, true, differences);
        for (Map.Entry<String, JsonNode> property : body.path("properties").properties()) {
            if (!known.contains(property.getKey())) {
                differ(where, "/" + property.getKey() + " is no field of the request");
                continue;
            }
            FieldDescriptor field = fieldOf(message, property.getKey());
            agreement.field(where + " /" + property.getKey(), property.getValue(), field);
            agreement.required(
                    where + " /" + property.getKey(), SchemaAgreement.requires(body, property.getKey()), field);
        }
    }

    private void parameter(Operation operation, FieldDescriptor field, JsonNode parameter) {
        String where = operation.id() + " " + parameter.path("in").asString() + " " + field.getJsonName();
        new SchemaAgreement(refs, true, differences).field(where, parameter.path("schema"), field);
        boolean required = parameter.path("required").asBoolean(false);
        boolean path = parameter.path("in").asString().equals("path");
        if (path && !required) {
            differ(where, "must be required");
        } else if (!path && required && SchemaAgreement.isOptional(field)) {
            differ(where, "is optional in the message, so it can't be required");
        } else if (!path
                && !required
                && !SchemaAgreement.isOptional(field)
                && field.getJavaType() == JavaType.STRING
                && !field.isRepeated()) {
            differ(where, "is not optional in the message, so it must be required");
        }
    }

    private static FieldDescriptor fieldOf(Descriptor message, String jsonName) {
        return message.getFields().stream()
                .filter(field -> field.getJsonName().equals(jsonName))
                .findFirst()
                .orElseThrow();
    }

    private void differ(String where, String how) {
        differences.add(where + ": " + how);
    }
}
