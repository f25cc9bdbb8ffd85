package com.beachdo.catalog.reference;

import com.beachdo.catalog.PlainText;
import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.AttributeType;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a category may be. */
final class CategoryRules {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,59}");
    private static final int MAX_ATTRIBUTES = 50;
    private static final int MAX_OPTIONS = 200;

    private CategoryRules() {}

    static String id(String id) {
        if (id.length() < 2 || id.length() > 60 || !ID.matcher(id).matches()) {
            throw RpcException.invalid(
                    "request.invalid", "/id", "must be 2 to 60 small letters, digits and single hyphens");
        }
        return id;
    }

    static String name(String given) {
        String name = PlainText.clean(given);
        String problem = PlainText.lineProblem(name, 1, 100);
        if (problem != null) {
            throw RpcException.invalid("request.invalid", "/name", problem);
        }
        return name;
    }

    static int lifetimeDays(int days) {
        if (days < 1 || days > 365) {
            throw RpcException.invalid("request.invalid", "/lifetimeDays", "must be from 1 to 365");
        }
        return days;
    }

    /** A parent for a leaf: of the upper level, and in use. */
    static void requireParent(Categories tree, String parentId) {
        CategoryNode parent = tree.find(parentId);
        if (parent == null || parent.isLeaf() || parent.isRetired()) {
            throw RpcException.invalid(
                    "category.parent_unsuitable",
                    "/parentId",
                    parent == null
                            ? "is not a category"
                            : parent.isRetired() ? "is retired" : "is not of the upper level");
        }
    }

    /** The attributes of a leaf; the upper level has none. */
    static List<AttributeSchema> attributes(
            Categories tree, String category, boolean leaf, List<AttributeSchema> given) {
        List<FieldError> problems = new ArrayList<>();
        if (!leaf && !given.isEmpty()) {
            problems.add(new FieldError("/attributes", "are for the lower level"));
        }
        if (given.size() > MAX_ATTRIBUTES) {
            problems.add(new FieldError("/attributes", "must be at most " + MAX_ATTRIBUTES));
        }
        Set<String> names = new HashSet<>();
        List<AttributeSchema> attributes = new ArrayList<>();
        for (AttributeSchema one : given) {
            AttributeSchema attribute = cleaned(one);
            String pointer = "/attributes/" + attributes.size();
            addProblems(problems, attribute, pointer);
            if (!names.add(attribute.getName())) {
                problems.add(new FieldError(pointer + "/name", "is there twice"));
            }
            AttributeType elsewhere = typeElsewhere(tree, category, attribute.getName());
            if (elsewhere != null && elsewhere != attribute.getType()) {
                problems.add(new FieldError(
                        pointer + "/type",
                        "must be " + elsewhere.name().substring("ATTRIBUTE_TYPE_".length())
                                + " as in other categories"));
            }
            attributes.add(attribute);
        }
        if (!problems.isEmpty()) {
            throw new RpcException(
                    GrpcStatus.INVALID_ARGUMENT,
                    "category.attribute_invalid",
                    "The attributes are not in order.",
                    problems,
                    0);
        }
        return attributes;
    }

    private static AttributeSchema cleaned(AttributeSchema given) {
        AttributeSchema.Builder cleaned =
                given.toBuilder().setLabel(PlainText.clean(given.getLabel())).clearOptions();
        given.getOptionsList().forEach(option -> cleaned.addOptions(PlainText.clean(option)));
        if (given.hasUnit()) {
            cleaned.setUnit(PlainText.clean(given.getUnit()));
        }
        return cleaned.build();
    }

    private static void addProblems(List<FieldError> problems, AttributeSchema attribute, String pointer) {
        if (!NAME.matcher(attribute.getName()).matches()) {
            problems.add(new FieldError(
                    pointer + "/name", "must be 1 to 60 letters and digits without accents, a letter first"));
        }
        add(problems, pointer + "/label", PlainText.lineProblem(attribute.getLabel(), 1, 100));
        add(problems, pointer + "/unit", attribute.hasUnit() ? unitProblem(attribute) : null);
        switch (attribute.getType()) {
            case ATTRIBUTE_TYPE_OPTION -> add(problems, pointer + "/options", optionsProblem(attribute));
            case ATTRIBUTE_TYPE_TEXT, ATTRIBUTE_TYPE_NUMBER, ATTRIBUTE_TYPE_BOOLEAN ->
                add(problems, pointer + "/options", attribute.getOptionsCount() > 0 ? "are for type OPTION" : null);
            case ATTRIBUTE_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                problems.add(new FieldError(pointer + "/type", "must be TEXT, NUMBER, BOOLEAN or OPTION"));
        }
        boolean number = attribute.getType() == AttributeType.ATTRIBUTE_TYPE_NUMBER;
        if (!number && (attribute.hasMin() || attribute.hasMax())) {
            problems.add(new FieldError(pointer + (attribute.hasMin() ? "/min" : "/max"), "is for type NUMBER"));
        } else if (!(attribute.getMin() <= attribute.getMax()) && attribute.hasMin() && attribute.hasMax()) {
            problems.add(new FieldError(pointer + "/min", "must not be above max"));
        }
    }

    private static @Nullable String unitProblem(AttributeSchema attribute) {
        return attribute.getType() == AttributeType.ATTRIBUTE_TYPE_NUMBER
                ? PlainText.lineProblem(attribute.getUnit(), 1, 20)
                : "is for type NUMBER";
    }

    private static @Nullable String optionsProblem(AttributeSchema attribute) {
        List<String> options = attribute.getOptionsList();
        if (options.isEmpty() || options.size() > MAX_OPTIONS) {
            return "must be 1 to " + MAX_OPTIONS;
        }
        if (Set.copyOf(options).size() < options.size()) {
            return "must differ";
        }
        return options.stream().anyMatch(option -> PlainText.lineProblem(option, 1, 100) != null)
                ? "must have 1 to 100 characters each, without control characters"
                : null;
    }

    /** A search for "name:value" without a category has to know what the value is. */
    private static @Nullable AttributeType typeElsewhere(Categories tree, String category, String name) {
        return tree.reply(true).getItemsList().stream()
                .filter(other -> !other.getId().equals(category))
                .flatMap(other -> other.getAttributesList().stream())
                .filter(attribute -> attribute.getName().equals(name))
                .map(AttributeSchema::getType)
                .findFirst()
                .orElse(null);
    }

    private static void add(List<FieldError> problems, String pointer, @Nullable String problem) {
        if (problem != null) {
            problems.add(new FieldError(pointer, problem));
        }
    }
}
