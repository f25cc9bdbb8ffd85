package com.beachdo.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A listing's attributes as JSON: a flat object of strings, numbers and booleans. */
public final class StructJson {
    private static final JsonFactory JSON = new JsonFactory();

    private StructJson() {}

    public static Struct read(String json) {
        Struct.Builder struct = Struct.newBuilder();
        FlatJson reader = new FlatJson(json);
        if (!reader.nextObject()) {
            throw new IllegalArgumentException("attributes are no object");
        }
        for (String name = reader.nextName(); name != null; name = reader.nextName()) {
            struct.putFields(name, value(reader.value()));
        }
        return struct.build();
    }

    private static Value value(@Nullable Object json) {
        Value.Builder value = Value.newBuilder();
        if (json instanceof String text) {
            return value.setStringValue(text).build();
        }
        if (json instanceof Double number) {
            return value.setNumberValue(number).build();
        }
        if (json instanceof Boolean flag) {
            return value.setBoolValue(flag).build();
        }
        throw new IllegalArgumentException("attributes hold null");
    }

    public static String write(Struct struct) {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(json)) {
            generator.writeStartObject();
            for (Map.Entry<String, Value> field : struct.getFieldsMap().entrySet()) {
                generator.writeFieldName(field.getKey());
                write(field.getValue(), generator);
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }

    private static void write(Value value, JsonGenerator generator) throws IOException {
        switch (value.getKindCase()) {
            case STRING_VALUE -> generator.writeString(value.getStringValue());
            case NUMBER_VALUE ->
                generator.writeNumber(BigDecimal.valueOf(value.getNumberValue()).stripTrailingZeros());
            case BOOL_VALUE -> generator.writeBoolean(value.getBoolValue());
            default -> throw new IllegalArgumentException("attributes hold " + value.getKindCase());
        }
    }
}
