package com.beachdo.edge.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The references of a document, all of which point into the document itself. */
final class Refs {
    private static final String REF = "$ref";

    private final JsonNode document;

    Refs(JsonNode document) {
        this.document = document;
    }

    /** The node itself, or what its {@code $ref} points at. */
    JsonNode resolve(JsonNode node) {
        JsonNode found = node;
        for (int hops = 0; found.has(REF); hops++) {
            String target = found.get(REF).asString();
            found = target.startsWith("#/") ? document.at(target.substring(1)) : found.path("");
            if (found.isMissingNode() || hops > 16) {
                throw new ContractException(target, "points at nothing");
            }
        }
        return found;
    }

    /** A copy with every reference replaced by what it points at. */
    JsonNode inline(JsonNode node) {
        return inline(node, new ArrayDeque<>());
    }

    private JsonNode inline(JsonNode node, Deque<String> open) {
        if (node.has(REF)) {
            String target = node.get(REF).asString();
            if (open.contains(target)) {
                throw new ContractException(target, "contains itself; requests can't be so");
            }
            open.push(target);
            JsonNode inlined = inline(resolve(node), open);
            String unused = open.pop();
            return node.size() > 1 && inlined instanceof ObjectNode meant ? overlay(meant, node, open) : inlined;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                JsonNode unused = copy.set(entry.getKey(), inline(entry.getValue(), open));
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            for (JsonNode one : array) {
                ArrayNode unused = copy.add(inline(one, open));
            }
            return copy;
        }
        return node;
    }

    /** What stands beside a reference adds to what it points at. */
    private JsonNode overlay(ObjectNode meant, JsonNode beside, Deque<String> open) {
        for (Map.Entry<String, JsonNode> entry : beside.properties()) {
            if (!entry.getKey().equals(REF)) {
                JsonNode unused = meant.set(entry.getKey(), inline(entry.getValue(), open));
            }
        }
        return meant;
    }
}
