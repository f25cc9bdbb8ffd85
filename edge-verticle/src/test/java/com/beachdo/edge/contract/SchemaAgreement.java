package com.beachdo.edge.contract;

import com.beachdo.edge.json.EnumNames;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares a schema with a message: the same fields, of the same types, as required as they are. */
final class SchemaAgreement {
    private final Refs refs;
    private final boolean request;
    private final List<String> differences;
    private final Set<String> compared = new HashSet<>();

    /** @param request whether the schema is of what clients send, which may be narrower than the message */
    SchemaAgreement(Refs refs, boolean request, List<String> differences) {
        this.refs = refs;
        this.request = request;
        this.differences = differences;
    }

    static boolean requires(JsonNode object, String name) {
        return object.path("required").values().stream()
                .anyMatch(one -> one.asString().equals(name));
    }

    static boolean isOptional(FieldDescriptor field) {
        return field.toProto().getProto3Optional() || field.getRealContainingOneof() != null;
    }

    void compare(String where, JsonNode reference, Descriptor message) {
        JsonNode schema = refs.resolve(reference);
        if (!compared.add(schema.path("title") + message.getFullName() + System.identityHashCode(schema))) {
            return;
        }
        if (!schema.path("type").asString("").equals("object")) {
            differ(where, "must be an object");
            return;
        }
        Set<String> known = new HashSet<>();
        for (FieldDescriptor field : message.getFields()) {
            String name = field.getJsonName();
            known.add(name);
            JsonNode property = schema.path("properties").path(name);
            if (property.isMissingNode()) {
                differ(where, "has no property for " + field.getFullName());
            } else {
                field(where + " /" + name, property, field);
                required(where + " /" + name, requires(schema, name), field);
            }
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (!known.contains(property.getKey())) {
                differ(where + " /" + property.getKey(), "is no field of " + message.getFullName());
            }
        }
    }

    /**
     * In replies what is always written is required. In requests what the message needs is required. What has a default
     * by its nature (lists, maps, free-form objects) is never needed.
     */
    void required(String where, boolean required, FieldDescriptor field) {
        if (isOptional(field)) {
            if (required) {
                differ(where, "is optional in the message, so it can't be required");
            }
        } else if (!required && (request ? isNeeded(field) : isAlwaysWritten(field))) {
            differ(where, "is not optional in the message, so it must be required");
        }
    }

    private static boolean isNeeded(FieldDescriptor field) {
        return !field.isRepeated()
                && !(field.getJavaType() == JavaType.MESSAGE
                        && field.getMessageType().getFullName().equals("google.protobuf.Struct"));
    }

    private static boolean isAlwaysWritten(FieldDescriptor field) {
        return field.isRepeated() || (!field.hasPresence() && field.getJavaType() != JavaType.ENUM);
    }

    void field(String where, JsonNode reference, FieldDescriptor field) {
        JsonNode schema = refs.resolve(reference);
        if (field.isMapField()) {
            type(where, schema, "object");
            value(
                    where + "/*",
                    schema.path("additionalProperties"),
                    field.getMessageType().findFieldByNumber(2));
        } else if (field.isRepeated()) {
            type(where, schema, "array");
            value(where + "/0", schema.path("items"), field);
        } else {
            value(where, schema, field);
        }
    }

    private void value(String where, JsonNode reference, FieldDescriptor field) {
        JsonNode schema = refs.resolve(reference);
        switch (field.getJavaType()) {
            case BOOLEAN -> type(where, schema, "boolean");
            case STRING -> type(where, schema, "string");
            case DOUBLE -> type(where, schema, "number");
            case LONG -> type(where, schema, "integer");
            case INT -> {
                type(where, schema, "integer");
                if (schema.path("maximum").asLong(0) > Integer.MAX_VALUE
                        || schema.path("minimum").asLong(0) < Integer.MIN_VALUE) {
                    differ(where, "goes beyond 32 bits");
                }
            }
            case ENUM -> constants(where, schema, field);
            case MESSAGE -> message(where, reference, schema, field.getMessageType());
            case FLOAT, BYTE_STRING -> differ(where, "is of a type that the API does not have");
        }
    }

    private void message(String where, JsonNode reference, JsonNode schema, Descriptor message) {
        switch (message.getFullName()) {
            case "google.protobuf.Timestamp" -> {
                type(where, schema, "string");
                if (!schema.path("format").asString("").equals("date-time")) {
                    differ(where, "must have the format date-time");
                }
            }
            case "google.protobuf.Struct" -> {
                type(where, schema, "object");
                if (!schema.path("additionalProperties").isObject()) {
                    differ(where, "must say what its values are: additionalProperties with a schema");
                }
            }
            case "google.protobuf.ListValue" -> {
                type(where, schema, "array");
                if (!schema.path("items").isObject()) {
                    differ(where, "must say what it has: items with a schema");
                }
            }
            default -> compare(where, reference, message);
        }
    }

    private void constants(String where, JsonNode schema, FieldDescriptor field) {
        type(where, schema, "string");
        EnumNames names = EnumNames.of(field.getEnumType());
        Set<String> said = new HashSet<>();
        Set<Integer> meant = new HashSet<>();
        for (JsonNode value : schema.path("enum")) {
            EnumValueDescriptor known = names.value(value.asString());
            said.add(value.asString());
            meant.add(known == null ? -1 : known.getNumber());
        }
        if (said.isEmpty() || meant.contains(-1) || (!request && !said.equals(Set.copyOf(names.names())))) {
            differ(where, "enum is " + said + ", the message's is " + names.names());
        }
    }

    private void type(String where, JsonNode schema, String type) {
        if (!schema.path("type").asString("").equals(type)) {
            differ(where, "must be of type " + type);
        }
    }

    private void differ(String where, String how) {
        differences.add(where + ": " + how);
    }
}
