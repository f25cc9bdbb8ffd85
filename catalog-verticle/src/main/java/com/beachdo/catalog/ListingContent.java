package com.beachdo.catalog;

import com.beachdo.catalog.reference.CategoryNode;
import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.Location;
import com.google.protobuf.Struct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a seller says of a thing, found to be in order. */
record ListingContent(
        String title,
        String description,
        long priceAmount,
        CategoryNode category,
        Location location,
        @Nullable Condition condition,
        Struct attributes) {

    /**
     * The arguments of a statement whose last ones are title, description, price, category, city, state, pincode, latitude,
     * longitude, condition and attributes.
     */
    Object[] argumentsAfter(Object... first) {
        List<Object> arguments = new ArrayList<>(List.of(first));
        Collections.addAll(
                arguments,
                title,
                description,
                priceAmount,
                category.id(),
                location.getCity(),
                location.getState(),
                Argument.orNull(pincode()),
                location.getLat(),
                location.getLon(),
                Argument.orNull(conditionName()),
                StructJson.write(attributes));
        return arguments.toArray();
    }

    /** Null, or the condition as it is stored. */
    @Nullable
    String conditionName() {
        return condition == null ? null : condition.name().substring("CONDITION_".length());
    }

    @Nullable
    String pincode() {
        return location.hasPincode() ? location.getPincode() : null;
    }
}
