package com.beachdo.catalog.search;

import com.beachdo.catalog.reference.CategoryNode;
import com.beachdo.catalog.v1.SearchFacet;
import com.google.protobuf.Struct;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to find, found to be in order.
 *
 * @param relevance by relevance of the text, which is given then; order is NEWEST
 * @param place the centre of the radius and of the order NEAREST
 * @param attributes empty for any
 * @param facets what to count of what is found
 * @param explain whether to say of each listing why it is found
 * @param identity equal for requests that differ in page only
 */
record SearchFilter(
        @Nullable String text,
        boolean relevance,
        SearchOrder order,
        @Nullable CategoryNode category,
        @Nullable String city,
        @Nullable Place place,
        @Nullable Double radiusKm,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        @Nullable String condition,
        @Nullable UUID seller,
        Struct attributes,
        Set<SearchFacet> facets,
        boolean explain,
        int limit,
        @Nullable String cursor,
        String identity) {}
