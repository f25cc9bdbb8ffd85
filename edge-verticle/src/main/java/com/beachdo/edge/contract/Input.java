package com.beachdo.edge.contract;

import com.beachdo.edge.json.BadValueException;
import com.beachdo.edge.json.Json;
import com.beachdo.edge.json.JsonReader;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operation takes: path, query and body as one tree under one schema, and the request message that is made of
 * it.
 */
public final class Input {
    static final String PATH = "path";
    static final String QUERY = "query";
    static final String BODY = "body";
    private static final String EXPECTED_VERSION = "expected_version";

    private final Map<String, Parameter> path;
    private final Map<String, Parameter> query;
    private final boolean openQuery;
    private final boolean queryRequired;
    private final boolean body;
    private final boolean ifMatch;
    private final Schema schema;
    private final Wording wording;
    private final @Nullable Message prototype;

    /**
     * @param openQuery whether parameters that are not declared are ignored rather than refused
     * @param schemaTree what {@code schema} was compiled from
     */
    Input(
            Map<String, Parameter> path,
            Map<String, Parameter> query,
            boolean openQuery,
            boolean body,
            boolean ifMatch,
            ObjectNode schemaTree,
            Schema schema,
            @Nullable Message prototype) {
        this.path = path;
        this.query = query;
        this.openQuery = openQuery;
        this.queryRequired = schemaTree.path("properties").path(QUERY).has("required");
        this.body = body;
        this.ifMatch = ifMatch;
        this.schema = schema;
        this.wording = new Wording(schemaTree);
        this.prototype = prototype;
        if (prototype != null) {
            JsonReader unused = JsonReader.of(prototype);
        }
    }

    /** Whether the operation declares a body. */
    public boolean takesBody() {
        return body;
    }

    public boolean takesIfMatch() {
        return ifMatch;
    }

    /** The checked tree of a request. */
    public ObjectNode tree(Map<String, String> pathValues, @Nullable String queryText, @Nullable JsonNode bodyTree) {
        ObjectNode tree = Json.object();
        if (!path.isEmpty()) {
            ObjectNode values = tree.putObject(PATH);
            for (Parameter parameter : path.values()) {
                String text = pathValues.get(parameter.name());
                if (text != null) {
                    JsonNode unused = values.set(parameter.name(), parameter.value(text));
                }
            }
        }
        if (queryRequired || (queryText != null && !queryText.isEmpty())) {
            readQuery(queryText == null ? "" : queryText, tree.putObject(QUERY));
        }
        if (bodyTree != null) {
            JsonNode unused = tree.set(BODY, bodyTree);
        }
        check(tree);
        return tree;
    }

    /** The checked tree of an object that holds the fields of path and body together. */
    public ObjectNode tree(ObjectNode fields) {
        ObjectNode tree = Json.object();
        ObjectNode rest = fields.deepCopy();
        if (!path.isEmpty()) {
            ObjectNode values = tree.putObject(PATH);
            for (String name : path.keySet()) {
                JsonNode value = rest.remove(name);
                if (value != null) {
                    JsonNode unused = values.set(name, value);
                }
            }
        }
        if (body || !rest.isEmpty()) {
            JsonNode unused = tree.set(BODY, rest);
        }
        try {
            check(tree);
        } catch (InvalidInputException e) {
            throw e.inOneObject();
        }
        return tree;
    }

    /** The value of a field of the body of a checked tree; empty when it has none. */
    public static String bodyField(ObjectNode tree, String field) {
        return tree.path(BODY).path(field).asString("");
    }

    /** The request message of a checked tree. */
    public Message message(ObjectNode tree, @Nullable Long expectedVersion) {
        if (prototype == null) {
            throw new IllegalStateException("the operation calls nothing");
        }
        JsonReader reader = JsonReader.of(prototype);
        Message.Builder builder = prototype.newBuilderForType();
        for (Map.Entry<String, JsonNode> part : tree.properties()) {
            try {
                reader.read(part.getValue(), builder);
            } catch (BadValueException bad) {
                String prefix = part.getKey().equals(BODY) ? "" : "/" + part.getKey();
                throw new InvalidInputException(List.of(new FieldError(prefix + bad.pointer(), bad.detail())));
            }
        }
        if (expectedVersion != null) {
            FieldDescriptor field = prototype.getDescriptorForType().findFieldByName(EXPECTED_VERSION);
            Message.Builder unused = builder.setField(field, expectedVersion);
        }
        return builder.build();
    }

    /** A refusal whose pointers say where in the request the fields stand that the domain knows by name. */
    public RpcException located(RpcException refused) {
        return refused.withFields(refused.fields().stream().map(this::located).toList());
    }

    private FieldError located(FieldError error) {
        String name = error.pointer().replaceFirst("^/([^/]*).*$", "$1");
        if (query.containsKey(name)) {
            return new FieldError("/" + QUERY + error.pointer(), error.detail());
        }
        return path.containsKey(name) ? new FieldError("/" + PATH + error.pointer(), error.detail()) : error;
    }

    private void check(ObjectNode tree) {
        List<Error> errors =
                tree.isEmpty() && !schema.getSchemaNode().has("required") ? List.of() : schema.validate(tree);
        if (!errors.isEmpty()) {
            throw new InvalidInputException(wording.of(errors));
        }
    }

    private void readQuery(String text, ObjectNode into) {
        List<FieldError> errors = new ArrayList<>();
        try {
            for (QueryString.Pair pair : QueryString.parse(text)) {
                Parameter parameter = query.get(pair.name());
                if (parameter == null && openQuery) {
                    continue;
                } else if (parameter == null) {
                    JsonNode unused = into.put(pair.name(), pair.value());
                } else if (parameter.list()) {
                    ArrayNode list =
                            into.get(pair.name()) instanceof ArrayNode there ? there : into.putArray(pair.name());
                    ArrayNode unused = list.add(parameter.value(pair.value()));
                } else if (into.has(pair.name())) {
                    errors.add(new FieldError("/query/" + pair.name(), "is given more than once"));
                } else {
                    JsonNode unused = into.set(pair.name(), parameter.value(pair.value()));
                }
            }
        } catch (QueryString.UndecodableException e) {
            errors.add(new FieldError("/query", "is not properly encoded"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors.stream().distinct().toList());
        }
    }
}
