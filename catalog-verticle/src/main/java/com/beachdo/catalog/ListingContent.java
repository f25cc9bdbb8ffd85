package com.beachdo.catalog;

import com.beachdo.catalog.reference.CategoryNode;
import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.Location;
import com.google.protobuf.Struct;
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
