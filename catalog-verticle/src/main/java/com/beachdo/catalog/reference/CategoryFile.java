package com.beachdo.catalog.reference;

import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.AttributeType;
import com.beachdo.catalog.v1.Category;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reads categories.json: parents before their children, each with its attributes. */
final class CategoryFile {
    private CategoryFile() {}

    static List<CategoryNode> read(JsonArray rows) {
        return rows.stream().map(row -> node((JsonObject) row)).toList();
    }

    private static CategoryNode node(JsonObject row) {
        Category.Builder category =
                Category.newBuilder().setId(row.getString("id")).setName(row.getString("name"));
        String parent = row.getString("parent");
        if (parent != null) {
            category.setParentId(parent);
        }
        for (Object attribute : row.getJsonArray("attributes")) {
            category.addAttributes(schema((JsonObject) attribute));
        }
        return new CategoryNode(category.build(), row.getInteger("lifetimeDays"));
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
        if (schema.getType() == AttributeType.ATTRIBUTE_TYPE_NUMBER) {
            schema.setMin(row.getDouble("min")).setMax(row.getDouble("max"));
        }
        return schema.build();
    }
}
