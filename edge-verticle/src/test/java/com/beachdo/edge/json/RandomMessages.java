package com.beachdo.edge.json;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Random;

/** Makes messages with anything in them that JSON can carry. */
final class RandomMessages {
    private static final String CHARACTERS = "az09 \"\\/\b\t\n\r\u0001\u007f\u00e9\u0928\u2028\ufeff\ufffd<>&";
    private static final int DEEPEST = 8;
    private static final long[] EDGES = {
        0, 1, -1, 9, 10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, -(1L << 53) - 1
    };

    private final Random random;

    private int depth;

    RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    Message like(Message prototype) {
        if (prototype instanceof Timestamp) {
            return timestamp();
        }
        if (prototype instanceof Struct) {
            return struct(0);
        }
        if (prototype instanceof ListValue) {
            return ListValue.newBuilder().addValues(value(0)).build();
        }
        depth++;
        Message message = fieldsLike(prototype);
        depth--;
        return message;
    }

    /** Messages that have their like in them end somewhere. */
    private Message fieldsLike(Message prototype) {
        Message.Builder builder = prototype.newBuilderForType();
        for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
            if (field.getContainingOneof() != null && random.nextInt(3) == 0) {
                continue;
            }
            if (field.isMapField()) {
                for (int count = random.nextInt(3); count > 0; count--) {
                    Message.Builder entry = builder.newBuilderForField(field);
                    FieldDescriptor value = entry.getDescriptorForType().findFieldByNumber(2);
                    entry.setField(entry.getDescriptorForType().findFieldByNumber(1), "k" + count + text());
                    builder.addRepeatedField(
                            field, entry.setField(value, value(value, entry)).build());
                }
            } else if (field.isRepeated()) {
                if (depth > DEEPEST) {
                    continue;
                }
                for (int count = random.nextInt(3); count > 0; count--) {
                    builder.addRepeatedField(field, value(field, builder));
                }
            } else if (!field.hasPresence() || random.nextBoolean()) {
                builder.setField(field, value(field, builder));
            }
        }
        return builder.build();
    }

    private Object value(FieldDescriptor field, Message.Builder builder) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextBoolean() ? random.nextInt() : random.nextInt(100);
            case LONG -> random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
            case DOUBLE -> number();
            case STRING -> text();
            case ENUM -> {
                List<EnumValueDescriptor> values = field.getEnumType().getValues();
                yield values.get(1 + random.nextInt(values.size() - 1));
            }
            case MESSAGE -> like(builder.newBuilderForField(field).getDefaultInstanceForType());
            case FLOAT, BYTE_STRING -> throw new IllegalArgumentException(field.getFullName());
        };
    }

    private double number() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextDouble();
            case 2 -> Double.MIN_VALUE;
            case 3 -> 1.0e300 * random.nextDouble();
            default -> random.nextLong();
        };
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(12); count > 0; count--) {
            if (random.nextInt(6) == 0) {
                text.appendCodePoint(0x1f600 + random.nextInt(64));
            } else {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
        }
        return text.toString();
    }

    private Timestamp timestamp() {
        int[] nanos = {0, 120_000_000, 123_456_000, 123_456_789, 1, 999_999_999};
        return Timestamp.newBuilder()
                .setSeconds(-62_135_596_800L + (long) (random.nextDouble() * 315_537_897_599L))
                .setNanos(nanos[random.nextInt(nanos.length)])
                .build();
    }

    private Struct struct(int depth) {
        Struct.Builder struct = Struct.newBuilder();
        for (int count = random.nextInt(4); count > 0; count--) {
            struct.putFields(text(), value(depth));
        }
        return struct.build();
    }

    private Value value(int depth) {
        Value.Builder value = Value.newBuilder();
        return switch (random.nextInt(depth > 2 ? 4 : 6)) {
            case 0 -> value.setNumberValue(number()).build();
            case 1 -> value.setStringValue(text()).build();
            case 2 -> value.setBoolValue(random.nextBoolean()).build();
            case 3 -> value.setNullValue(NullValue.NULL_VALUE).build();
            case 4 -> value.setStructValue(struct(depth + 1)).build();
            default ->
                value.setListValue(ListValue.newBuilder().addValues(value(depth + 1)))
                        .build();
        };
    }
}
