package com.beachdo.catalog.reference;

import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.Category;
import com.beachdo.platform.rpc.FieldError;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A category: where it stands in the tree, what its listings say, and how long they live. */
public final class CategoryNode {
    private final Category category;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();

    CategoryNode(Category category) {
        this.category = category;
        for (AttributeSchema schema : category.getAttributesList()) {
            if (attributes.put(schema.getName(), new Attribute(schema)) != null) {
                throw new IllegalArgumentException(category.getId() + " has two attributes " + schema.getName());
            }
        }
    }

    public String id() {
        return category.getId();
    }

    public String name() {
        return category.getName();
    }

    /** Only the lower level, the leaves, has listings. */
    public boolean isLeaf() {
        return category.hasParentId();
    }

    /** Empty for the upper level. */
    public String parentId() {
        return category.getParentId();
    }

    public int lifetimeDays() {
        return category.getLifetimeDays();
    }

    /** Whether it takes no more listings. */
    public boolean isRetired() {
        return category.getRetired();
    }

    Category category() {
        return category;
    }

    Map<String, Attribute> attributes() {
        return attributes;
    }

    /** Everything that is wrong with the attributes of a listing. */
    public List<FieldError> problems(Struct values, String pointer) {
        List<FieldError> problems = new ArrayList<>();
        for (Map.Entry<String, Value> field : values.getFieldsMap().entrySet()) {
            Attribute attribute = attributes.get(field.getKey());
            String problem =
                    attribute == null ? "is not an attribute of " + name() : attribute.problem(field.getValue());
            if (!problem.isEmpty()) {
                problems.add(new FieldError(pointer + "/" + escape(field.getKey()), problem));
            }
        }
        for (Attribute attribute : attributes.values()) {
            if (attribute.isRequired() && !values.containsFields(attribute.name())) {
                problems.add(new FieldError(pointer + "/" + escape(attribute.name()), "is required"));
            }
        }
        return problems;
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
