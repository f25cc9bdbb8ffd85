package com.beachdo.catalog.reference;

import com.beachdo.catalog.PlainText;
import com.beachdo.catalog.v1.AttributeSchema;
import com.google.protobuf.Value;
import com.google.protobuf.Value.KindCase;
import java.util.Optional;

/** An attribute of a category: which values it takes, and how a filter names them. */
public final class Attribute {
    private static final int MAX_TEXT = 200;

    private final AttributeSchema schema;

    Attribute(AttributeSchema schema) {
        this.schema = schema;
    }

    String name() {
        return schema.getName();
    }

    boolean isRequired() {
        return schema.getRequired();
    }

    boolean isFilterable() {
        return schema.getFilterable();
    }

    /** What is wrong with a value; empty when nothing is. */
    String problem(Value value) {
        return switch (schema.getType()) {
            case ATTRIBUTE_TYPE_TEXT -> textProblem(value);
            case ATTRIBUTE_TYPE_NUMBER -> numberProblem(value);
            case ATTRIBUTE_TYPE_BOOLEAN -> value.getKindCase() == KindCase.BOOL_VALUE ? "" : "must be true or false";
            case ATTRIBUTE_TYPE_OPTION ->
                value.getKindCase() == KindCase.STRING_VALUE
                                && schema.getOptionsList().contains(value.getStringValue())
                        ? ""
                        : "must be one of " + String.join(", ", schema.getOptionsList());
            case ATTRIBUTE_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("attribute " + name() + " has no type");
        };
    }

    private static String textProblem(Value value) {
        if (value.getKindCase() != KindCase.STRING_VALUE) {
            return "must be a text";
        }
        String problem = PlainText.lineProblem(value.getStringValue(), 1, MAX_TEXT);
        return problem == null ? "" : problem;
    }

    private String numberProblem(Value value) {
        double number = value.getNumberValue();
        if (value.getKindCase() != KindCase.NUMBER_VALUE || !Double.isFinite(number)) {
            return "must be a number";
        }
        boolean low = schema.hasMin() && number < schema.getMin();
        boolean high = schema.hasMax() && number > schema.getMax();
        if (!low && !high) {
            return "";
        }
        return schema.hasMin() && schema.hasMax()
                ? "must be from " + plain(schema.getMin()) + " to " + plain(schema.getMax())
                : low ? "must be at least " + plain(schema.getMin()) : "must be at most " + plain(schema.getMax());
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** The value that a filter's text stands for, if it stands for one. */
    Optional<Value> parse(String text) {
        Value.Builder value = Value.newBuilder();
        return switch (schema.getType()) {
            case ATTRIBUTE_TYPE_TEXT -> Optional.of(value.setStringValue(text).build());
            case ATTRIBUTE_TYPE_NUMBER ->
                number(text).map(n -> value.setNumberValue(n).build());
            case ATTRIBUTE_TYPE_BOOLEAN ->
                text.equals("true") || text.equals("false")
                        ? Optional.of(value.setBoolValue(text.equals("true")).build())
                        : Optional.empty();
            case ATTRIBUTE_TYPE_OPTION ->
                schema.getOptionsList().stream()
                        .filter(text::equalsIgnoreCase)
                        .findFirst()
                        .map(option -> value.setStringValue(option).build());
            case ATTRIBUTE_TYPE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<Double> number(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
