package com.beachdo.edge.json;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Free-form JSON objects, and lists that may be absent, inside messages. */
final class JsonStruct {
    private JsonStruct() {}

    static void write(Struct struct, JsonOut out) {
        out.open('{');
        for (Map.Entry<String, Value> entry : struct.getFieldsMap().entrySet()) {
            out.name(entry.getKey());
            write(entry.getValue(), out);
        }
        out.close('}');
    }

    private static void write(Value value, JsonOut out) {
        switch (value.getKindCase()) {
            case NUMBER_VALUE -> out.number(value.getNumberValue());
            case STRING_VALUE -> out.string(value.getStringValue());
            case BOOL_VALUE -> out.bool(value.getBoolValue());
            case STRUCT_VALUE -> write(value.getStructValue(), out);
            case LIST_VALUE -> write(value.getListValue(), out);
            case NULL_VALUE, KIND_NOT_SET -> out.nothing();
        }
    }

    static void write(ListValue list, JsonOut out) {
        out.open('[');
        list.getValuesList().forEach(one -> write(one, out));
        out.close(']');
    }

    static ListValue readList(JsonNode json) {
        if (!json.isArray()) {
            throw new BadValueException("must be a list");
        }
        ListValue.Builder list = ListValue.newBuilder();
        for (JsonNode one : json) {
            try {
                ListValue.Builder unused = list.addValues(value(one));
            } catch (BadValueException bad) {
                throw bad.within(Integer.toString(list.getValuesCount()));
            }
        }
        return list.build();
    }

    static Struct read(JsonNode json) {
        Struct.Builder struct = Struct.newBuilder();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            try {
                Struct.Builder unused = struct.putFields(JsonReader.text(entry.getKey()), value(entry.getValue()));
            } catch (BadValueException bad) {
                throw bad.within(entry.getKey());
            }
        }
        return struct.build();
    }

    private static Value value(JsonNode json) {
        Value.Builder value = Value.newBuilder();
        return switch (json.getNodeType()) {
            case NUMBER -> value.setNumberValue(JsonReader.decimal(json)).build();
            case STRING ->
                value.setStringValue(JsonReader.text(json.stringValue())).build();
            case BOOLEAN -> value.setBoolValue(json.booleanValue()).build();
            case OBJECT -> value.setStructValue(read(json)).build();
            case ARRAY -> value.setListValue(readList(json)).build();
            default -> value.setNullValue(NullValue.NULL_VALUE).build();
        };
    }
}
