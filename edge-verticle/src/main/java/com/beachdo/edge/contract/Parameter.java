package com.beachdo.edge.contract;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A parameter of a path or a query: text that stands for a value of some type. */
record Parameter(String name, String type, boolean list) {
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");

    static Parameter of(String name, JsonNode schema) {
        boolean list = schema.path("type").asString("").equals("array");
        String type = (list ? schema.path("items") : schema).path("type").asString("");
        if (!TYPES.contains(type)) {
            throw new ContractException("parameter " + name, "is of no type that a text can stand for");
        }
        return new Parameter(name, type, list);
    }

    /** The value of the declared type; the text itself when it stands for none, for the schema to refuse. */
    JsonNode value(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        try {
            return switch (type) {
                case "integer" -> isInteger(text) ? nodes.numberNode(Long.parseLong(text)) : nodes.stringNode(text);
                case "number" -> isNumber(text) ? nodes.numberNode(Double.parseDouble(text)) : nodes.stringNode(text);
                case "boolean" ->
                    text.equals("true") || text.equals("false")
                            ? nodes.booleanNode(text.equals("true"))
                            : nodes.stringNode(text);
                default -> nodes.stringNode(text);
            };
        } catch (NumberFormatException e) {
            return nodes.stringNode(text);
        }
    }

    private static boolean isInteger(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        return text.length() > start
                && text.length() <= 20
                && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= 40
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
    }
}
