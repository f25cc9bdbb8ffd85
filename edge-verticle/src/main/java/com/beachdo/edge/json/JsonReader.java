package com.beachdo.edge.json;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads messages of one type from JSON that its schema has accepted already. */
public final class JsonReader {
    private static final Map<Class<?>, JsonReader> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, Part> parts = new HashMap<>();

    /** Puts one field into a message. */
    private interface Part {
        void read(JsonNode json, Message.Builder into);
    }

    /** Reads one value that stands alone or in a list. */
    private interface Value {
        Object read(JsonNode json);
    }

    private JsonReader() {}

    public static synchronized JsonReader of(Message prototype) {
        JsonReader known = KNOWN.get(prototype.getClass());
        if (known != null) {
            return known;
        }
        JsonReader made = new JsonReader();
        JsonReader unused = KNOWN.put(prototype.getClass(), made);
        made.plan(prototype);
        return made;
    }

    /** Sets the fields that the object has; null is as good as absent. */
    public void read(JsonNode object, Message.Builder into) {
        if (!object.isObject()) {
            throw new BadValueException("must be an object");
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            try {
                Part part = parts.get(member.getKey());
                if (part == null) {
                    throw new BadValueException("is not a known field");
                }
                if (!member.getValue().isNull()) {
                    part.read(member.getValue(), into);
                }
            } catch (BadValueException bad) {
                throw bad.within(member.getKey());
            }
        }
    }

    private void plan(Message prototype) {
        for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
            Part unused = parts.put(
                    field.getJsonName(),
                    field.isMapField()
                            ? map(field, prototype)
                            : field.isRepeated() ? list(field, prototype) : single(field, value(field, prototype)));
        }
    }

    private static Part single(FieldDescriptor field, Value value) {
        return (json, into) -> into.setField(field, value.read(json));
    }

    private static Part list(FieldDescriptor field, Message prototype) {
        Value value = value(field, prototype);
        return (json, into) -> {
            int at = 0;
            for (JsonNode one : json) {
                try {
                    Message.Builder unused = into.addRepeatedField(field, value.read(one));
                } catch (BadValueException bad) {
                    throw bad.within(Integer.toString(at));
                }
                at++;
            }
        };
    }

    private static Part map(FieldDescriptor field, Message prototype) {
        FieldDescriptor keys = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor values = field.getMessageType().findFieldByNumber(2);
        Value value = value(values, nested(field, prototype));
        return (json, into) -> {
            for (Map.Entry<String, JsonNode> entry : json.properties()) {
                try {
                    Message.Builder unused = into.addRepeatedField(
                            field,
                            into.newBuilderForField(field)
                                    .setField(keys, text(entry.getKey()))
                                    .setField(values, value.read(entry.getValue()))
                                    .build());
                } catch (BadValueException bad) {
                    throw bad.within(entry.getKey());
                }
            }
        };
    }

    private static Value value(FieldDescriptor field, Message prototype) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> JsonReader::bool;
            case INT -> json -> (int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> json -> whole(json, Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE -> JsonReader::decimal;
            case STRING -> json -> text(json.isString() ? json.stringValue() : null);
            case ENUM -> {
                EnumNames names = EnumNames.of(field.getEnumType());
                yield json -> constant(names, json);
            }
            case MESSAGE -> message(nested(field, prototype));
            case FLOAT, BYTE_STRING ->
                throw new IllegalArgumentException(field.getFullName() + " is of a type that the API's JSON has not");
        };
    }

    private static Value message(Message prototype) {
        if (prototype instanceof Timestamp) {
            return json -> JsonTime.read(text(json.isString() ? json.stringValue() : null));
        }
        if (prototype instanceof Struct) {
            return JsonStruct::read;
        }
        if (prototype instanceof ListValue) {
            return JsonStruct::readList;
        }
        JsonReader reader = of(prototype);
        return json -> {
            Message.Builder nested = prototype.newBuilderForType();
            reader.read(json, nested);
            return nested.build();
        };
    }

    private static Message nested(FieldDescriptor field, Message prototype) {
        return prototype.newBuilderForType().newBuilderForField(field).getDefaultInstanceForType();
    }

    private static Boolean bool(JsonNode json) {
        if (!json.isBoolean()) {
            throw new BadValueException("must be true or false");
        }
        return json.booleanValue();
    }

    private static long whole(JsonNode json, long min, long max) {
        if (json.canConvertToExactIntegral() && json.canConvertToLong()) {
            long value = json.asLong();
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw new BadValueException("must be a whole number from " + min + " to " + max);
    }

    static double decimal(JsonNode json) {
        double value = json.isNumber() ? json.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new BadValueException("must be a number within range");
        }
        return value;
    }

    /** Text that every part of the system can store: no NUL, no half of a surrogate pair. */
    static String text(@Nullable String value) {
        if (value == null) {
            throw new BadValueException("must be text");
        }
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == 0) {
                throw new BadValueException("must not contain the character NUL");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || at + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(at + 1))) {
                    throw new BadValueException("must be well-formed Unicode text");
                }
                at++;
            }
        }
        return value;
    }

    private static EnumValueDescriptor constant(EnumNames names, JsonNode json) {
        EnumValueDescriptor value = json.isString() ? names.value(json.stringValue()) : null;
        if (value == null) {
            throw new BadValueException("must be one of " + String.join(", ", names.names()));
        }
        return value;
    }
}
