package com.beachdo.edge.json;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Writes messages of one type as JSON. What has presence is absent when unset; plain scalars, lists and maps are always
 * written.
 */
public final class JsonWriter {
    private static final Map<Class<?>, JsonWriter> KNOWN = new ConcurrentHashMap<>();

    private final List<Part> parts = new ArrayList<>();

    /** Writes one field of a message, key and all, or nothing. */
    private interface Part {
        void write(Message message, JsonOut out);
    }

    /** Writes one value that stands alone or in a list. */
    private interface Value {
        void write(Object value, JsonOut out);
    }

    private JsonWriter() {}

    public static synchronized JsonWriter of(Message prototype) {
        JsonWriter known = KNOWN.get(prototype.getClass());
        if (known != null) {
            return known;
        }
        JsonWriter made = new JsonWriter();
        JsonWriter unused = KNOWN.put(prototype.getClass(), made);
        made.plan(prototype);
        return made;
    }

    public Buffer toBuffer(Message message) {
        JsonOut out = JsonOut.fresh();
        write(message, out);
        return out.toBuffer();
    }

    public void write(Message message, JsonOut out) {
        out.open('{');
        for (Part part : parts) {
            part.write(message, out);
        }
        out.close('}');
    }

    private void plan(Message prototype) {
        Accessors accessors = new Accessors(prototype.getClass());
        for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
            byte[] key = JsonOut.key(field.getJsonName());
            if (field.isMapField()) {
                parts.add(map(field, key, accessors, prototype));
            } else if (field.isRepeated()) {
                parts.add(list(field, key, accessors, prototype));
            } else {
                Part part = single(field, key, accessors, prototype);
                parts.add(field.hasPresence() ? whenSet(accessors.has(field), part) : part);
            }
        }
    }

    private static Part whenSet(Predicate<Message> has, Part part) {
        return (message, out) -> {
            if (has.test(message)) {
                part.write(message, out);
            }
        };
    }

    private static Part single(FieldDescriptor field, byte[] key, Accessors accessors, Message prototype) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> {
                Predicate<Message> get = accessors.bool(field);
                yield (message, out) -> {
                    out.key(key);
                    out.bool(get.test(message));
                };
            }
            case INT -> {
                ToIntFunction<Message> get = accessors.integer(field);
                yield (message, out) -> {
                    out.key(key);
                    out.number(get.applyAsInt(message));
                };
            }
            case LONG -> {
                ToLongFunction<Message> get = accessors.integer64(field);
                yield (message, out) -> {
                    out.key(key);
                    out.number(get.applyAsLong(message));
                };
            }
            case DOUBLE -> {
                ToDoubleFunction<Message> get = accessors.decimal(field);
                yield (message, out) -> {
                    out.key(key);
                    out.number(get.applyAsDouble(message));
                };
            }
            case ENUM -> enumeration(field, key, accessors.number(field));
            case STRING -> valued(key, accessors.object(field, String.class, ""), value(field, prototype));
            case MESSAGE -> {
                Class<?> type = nested(field, prototype).getClass();
                yield valued(key, accessors.object(field, type, ""), value(field, prototype));
            }
            case FLOAT, BYTE_STRING -> throw unsupported(field);
        };
    }

    private static Part enumeration(FieldDescriptor field, byte[] key, ToIntFunction<Message> get) {
        EnumNames names = EnumNames.of(field.getEnumType());
        return (message, out) -> {
            byte[] name = names.quoted(get.applyAsInt(message));
            if (name != null) {
                out.key(key);
                out.json(name);
            }
        };
    }

    private static Part valued(byte[] key, Function<Message, Object> get, Value value) {
        return (message, out) -> {
            out.key(key);
            value.write(get.apply(message), out);
        };
    }

    private static Part list(FieldDescriptor field, byte[] key, Accessors accessors, Message prototype) {
        Value value = value(field, prototype);
        boolean generated = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        Function<Message, Object> get =
                generated ? accessors.object(field, List.class, "List") : message -> message.getField(field);
        return (message, out) -> {
            out.key(key);
            out.open('[');
            for (Object one : (List<?>) get.apply(message)) {
                value.write(one, out);
            }
            out.close(']');
        };
    }

    private static Part map(FieldDescriptor field, byte[] key, Accessors accessors, Message prototype) {
        FieldDescriptor keys = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor values = field.getMessageType().findFieldByNumber(2);
        if (keys.getJavaType() != FieldDescriptor.JavaType.STRING
                || values.getJavaType() == FieldDescriptor.JavaType.ENUM) {
            throw unsupported(field);
        }
        Value value = value(values, nested(field, prototype));
        Function<Message, Object> get = accessors.object(field, Map.class, "Map");
        return (message, out) -> {
            out.key(key);
            out.open('{');
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) get.apply(message)).entrySet()) {
                out.name((String) entry.getKey());
                value.write(entry.getValue(), out);
            }
            out.close('}');
        };
    }

    private static Value value(FieldDescriptor field, Message prototype) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> (value, out) -> out.bool((Boolean) value);
            case INT, LONG -> (value, out) -> out.number(((Number) value).longValue());
            case DOUBLE -> (value, out) -> out.number(((Number) value).doubleValue());
            case STRING -> (value, out) -> out.string((String) value);
            case ENUM -> {
                EnumNames names = EnumNames.of(field.getEnumType());
                yield (value, out) -> {
                    byte[] name =
                            names.quoted(((com.google.protobuf.Descriptors.EnumValueDescriptor) value).getNumber());
                    if (name != null) {
                        out.json(name);
                    }
                };
            }
            case MESSAGE -> message(nested(field, prototype));
            case FLOAT, BYTE_STRING -> throw unsupported(field);
        };
    }

    private static Value message(Message prototype) {
        if (prototype instanceof Timestamp) {
            return (value, out) -> JsonTime.write((Timestamp) value, out);
        }
        if (prototype instanceof Struct) {
            return (value, out) -> JsonStruct.write((Struct) value, out);
        }
        if (prototype instanceof ListValue) {
            return (value, out) -> JsonStruct.write((ListValue) value, out);
        }
        JsonWriter writer = of(prototype);
        return (value, out) -> writer.write((Message) value, out);
    }

    private static Message nested(FieldDescriptor field, Message prototype) {
        return prototype.newBuilderForType().newBuilderForField(field).getDefaultInstanceForType();
    }

    private static IllegalArgumentException unsupported(FieldDescriptor field) {
        return new IllegalArgumentException(field.getFullName() + " is of a type that the API's JSON does not have");
    }
}
