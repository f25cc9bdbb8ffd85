package com.beachdo.edge.contract;

import com.beachdo.edge.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Folds the parts of the contract into its root: one document in which every name is defined once. */
final class Bundle {
    private static final String PARTS = "x-parts";

    private Bundle() {}

    /** @param folder on the class path; {@code openapi.yaml} in it names the parts beside it */
    static ObjectNode load(String folder) {
        ObjectNode root = read(folder + "/openapi.yaml");
        List<String> names = new ArrayList<>();
        for (JsonNode part : root.path(PARTS)) {
            names.add(part.asString());
        }
        return load(root, folder, names);
    }

    static ObjectNode load(ObjectNode root, String folder, List<String> parts) {
        JsonNode unused = root.remove(PARTS);
        for (String name : parts) {
            merge(root, read(folder + "/" + name), name);
        }
        return root;
    }

    static boolean exists(String resource) {
        return Bundle.class.getClassLoader().getResource(resource) != null;
    }

    static ObjectNode read(String resource) {
        try (InputStream text = open(resource)) {
            if (text == null) {
                throw new ContractException(resource, "is not there");
            }
            return Json.yaml(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e instanceof ContractException ? e : new ContractException(resource, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable InputStream open(String resource) {
        return Bundle.class.getClassLoader().getResourceAsStream(resource);
    }

    private static void merge(ObjectNode root, ObjectNode part, String name) {
        for (String section : part.propertyNames()) {
            if (!section.equals("paths") && !section.equals("components")) {
                throw new ContractException(name, "has " + section + "; a part has only paths and components");
            }
        }
        for (Map.Entry<String, JsonNode> path : part.path("paths").properties()) {
            fold(child(child(root, "paths"), path.getKey()), path.getValue(), name + " " + path.getKey());
        }
        for (Map.Entry<String, JsonNode> kind : part.path("components").properties()) {
            fold(child(child(root, "components"), kind.getKey()), kind.getValue(), name + " components");
        }
    }

    private static void fold(ObjectNode into, JsonNode from, String where) {
        for (Map.Entry<String, JsonNode> entry : from.properties()) {
            if (into.has(entry.getKey())) {
                throw new ContractException(where, entry.getKey() + " is defined twice");
            }
            JsonNode unused = into.set(entry.getKey(), entry.getValue());
        }
    }

    private static ObjectNode child(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }
}
