package com.beachdo.catalog.reference;

import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.AttributeType;
import com.beachdo.catalog.v1.Category;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Categories as JSON, in categories.json and in the database: parents before their children, each with its attributes. */
final class CategoryFile {
    private CategoryFile() {}

    static List<CategoryNode> read(JsonArray rows) {
        return rows.stream().map(row -> node((JsonObject) row)).toList();
    }

    private static CategoryNode node(JsonObject row) {
        Category.Builder category = Category.newBuilder()
                .setId(row.getString("id"))
                .setName(row.getString("name"))
                .setLifetimeDays(row.getInteger("lifetimeDays"))
                .setVersion(1)
                .addAllAttributes(attributes(row.getJsonArray("attributes")));
        String parent = row.getString("parent");
        if (parent != null) {
            category.setParentId(parent);
        }
        return new CategoryNode(category.build());
    }

    static List<AttributeSchema> attributes(JsonArray rows) {
        return rows.stream().map(row -> schema((JsonObject) row)).toList();
    }

    private static AttributeSchema schema(JsonObject row) {
        AttributeSchema.Builder schema = AttributeSchema.newBuilder()
                .setName(row.getString("name"))
                .setLabel(row.getString("label"))
                .setType(AttributeType.valueOf("ATTRIBUTE_TYPE_" + row.getString("type")))
                .setRequired(row.getBoolean("required"))
                .setFilterable(row.getBoolean("filterable"));
        for (Object option : row.getJsonArray("options", new JsonArray())) {
            schema.addOptions((String) option);
        }
        String unit = row.getString("unit");
        if (unit != null) {
            schema.setUnit(unit);
        }
        Double min = row.getDouble("min");
        if (min != null) {
            schema.setMin(min);
        }
        Double max = row.getDouble("max");
        if (max != null) {
            schema.setMax(max);
        }
        return schema.build();
    }

    static JsonArray json(List<AttributeSchema> attributes) {
        return new JsonArray(attributes.stream().map(CategoryFile::json).toList());
    }

    private static JsonObject json(AttributeSchema schema) {
        JsonObject row = new JsonObject()
                .put("name", schema.getName())
                .put("label", schema.getLabel())
                .put("type", schema.getType().name().substring("ATTRIBUTE_TYPE_".length()))
                .put("required", schema.getRequired())
                .put("filterable", schema.getFilterable());
        if (schema.getOptionsCount() > 0) {
            row.put("options", new JsonArray(List.copyOf(schema.getOptionsList())));
        }
        if (schema.hasUnit()) {
            row.put("unit", schema.getUnit());
        }
        if (schema.hasMin()) {
            row.put("min", schema.getMin());
        }
        if (schema.hasMax()) {
            row.put("max", schema.getMax());
        }
        return row;
    }
}
