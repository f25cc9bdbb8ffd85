package com.beachdo.edge.contract;

import com.beachdo.edge.json.Json;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's contract: one OpenAPI document, and its operations made ready. Shared by all instances of the edge. */
public final class Contract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final ObjectNode document;
    private final List<Operation> operations;
    private final Buffer json;
    private final Buffer yaml;

    private Contract(ObjectNode document, List<Operation> operations) {
        this.document = document;
        this.operations = List.copyOf(operations);
        this.json = Buffer.buffer(Json.toText(document));
        this.yaml = Buffer.buffer(Json.toYaml(document));
    }

    /** The contract of this build, as reached at a URL; request limits are multiplied by the scale. */
    public static Contract load(URI publicUrl, double rateLimitScale) {
        return load("openapi", publicUrl, rateLimitScale);
    }

    /** @param folder on the class path that holds openapi.yaml and its parts */
    public static Contract load(String folder, URI publicUrl, double rateLimitScale) {
        return of(Bundle.load(folder), publicUrl, rateLimitScale);
    }

    static Contract of(ObjectNode document, URI publicUrl, double rateLimitScale) {
        document.putArray("servers").addObject().put("url", publicUrl.toString());
        SchemaRegistry schemas = schemas();
        OperationReader reader = new OperationReader(new Refs(document), schemas, rateLimitScale);
        List<Operation> operations = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    Operation operation =
                            reader.read(path.getKey(), path.getValue(), method.getKey(), method.getValue());
                    if (!ids.add(operation.id())) {
                        throw new ContractException(operation.id(), "names two operations");
                    }
                    operations.add(operation);
                }
            }
        }
        return new Contract(document, operations);
    }

    /** JSON Schema as OpenAPI 3.1 uses it: formats are rules, and keywords of other tools are none of its business. */
    private static SchemaRegistry schemas() {
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .format(new UuidFormat())
                .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
                .build();
        return SchemaRegistry.withDefaultDialect(
                dialect,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The whole document; not to be changed. */
    public JsonNode document() {
        return document;
    }

    public Buffer json() {
        return json;
    }

    public Buffer yaml() {
        return yaml;
    }
}
