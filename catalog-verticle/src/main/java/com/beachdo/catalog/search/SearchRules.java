package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingPage;
import com.beachdo.catalog.PlainText;
import com.beachdo.catalog.reference.Categories;
import com.beachdo.catalog.reference.CategoryNode;
import com.beachdo.catalog.reference.Cities;
import com.beachdo.catalog.reference.City;
import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.ListingSort;
import com.beachdo.catalog.v1.SearchFacet;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked for, and what it means. */
final class SearchRules {
    private static final int MAX_TEXT = 200;
    private static final int MAX_ATTRIBUTES = 10;

    private final Categories categories;
    private final Cities cities;

    SearchRules(Categories categories, Cities cities) {
        this.categories = categories;
        this.cities = cities;
    }

    SearchFilter check(SearchListingsRequest request) {
        refuse(problems(request));
        String text = text(request);
        boolean relevance = text != null
                && switch (request.getSort()) {
                    case LISTING_SORT_UNSPECIFIED, LISTING_SORT_RELEVANCE -> true;
                    default -> false;
                };
        CategoryNode category = category(request);
        City city = city(request);
        Place place = place(request, city);
        Double radiusKm = request.hasRadiusKm() ? request.getRadiusKm() : null;
        boolean aroundCity = radiusKm != null && !request.hasLat();
        return new SearchFilter(
                text,
                relevance,
                order(request.getSort(), place),
                category,
                city == null || aroundCity ? null : city.name(),
                requirePlace(request, place),
                radiusKm,
                request.hasMinPrice() ? request.getMinPrice() : null,
                request.hasMaxPrice() ? request.getMaxPrice() : null,
                request.hasCondition() ? request.getCondition().name().substring("CONDITION_".length()) : null,
                request.hasSellerId() ? Ids.parse("sellerId", request.getSellerId()) : null,
                attributes(request, category),
                Set.copyOf(request.getFacetsList()),
                request.getExplain(),
                ListingPage.limit(request.getLimit()),
                request.hasCursor() ? request.getCursor() : null,
                identity(request));
    }

    private static List<FieldError> problems(SearchListingsRequest request) {
        List<FieldError> problems = new ArrayList<>();
        if (request.hasLat() != request.hasLon()) {
            problems.add(new FieldError(request.hasLat() ? "/lon" : "/lat", "latitude and longitude go together"));
        } else if (!(Math.abs(request.getLat()) <= 90)) {
            problems.add(new FieldError("/lat", "must be from -90 to 90"));
        } else if (!(Math.abs(request.getLon()) <= 180)) {
            problems.add(new FieldError("/lon", "must be from -180 to 180"));
        }
        if (request.hasRadiusKm() && !(request.getRadiusKm() >= 1 && request.getRadiusKm() <= 500)) {
            problems.add(new FieldError("/radiusKm", "must be from 1 to 500"));
        }
        if (request.getMinPrice() < 0 || request.getMaxPrice() < 0) {
            problems.add(new FieldError(request.getMinPrice() < 0 ? "/minPrice" : "/maxPrice", "must not be negative"));
        } else if (request.hasMaxPrice() && request.getMinPrice() > request.getMaxPrice()) {
            problems.add(new FieldError("/minPrice", "must not be above maxPrice"));
        }
        if (request.hasCondition()
                && (request.getCondition() == Condition.CONDITION_UNSPECIFIED
                        || request.getCondition() == Condition.UNRECOGNIZED)) {
            problems.add(new FieldError("/condition", "is not a condition"));
        }
        if (request.getSort() == ListingSort.UNRECOGNIZED) {
            problems.add(new FieldError("/sort", "is not an order"));
        }
        if (request.getFacetsList().contains(SearchFacet.SEARCH_FACET_UNSPECIFIED)
                || request.getFacetsList().contains(SearchFacet.UNRECOGNIZED)) {
            problems.add(new FieldError("/facets", "must be category, city, price or attributes"));
        }
        if (request.getQ().length() > MAX_TEXT) {
            problems.add(new FieldError("/q", "must have at most " + MAX_TEXT + " characters"));
        }
        return problems;
    }

    private static void refuse(List<FieldError> problems) {
        if (!problems.isEmpty()) {
            throw new RpcException(
                    GrpcStatus.INVALID_ARGUMENT, "request.invalid", "The search is not in order.", problems, 0);
        }
    }

    private static @Nullable String text(SearchListingsRequest request) {
        String text = PlainText.withoutControls(request.getQ());
        return text.isEmpty() ? null : text;
    }

    private @Nullable CategoryNode category(SearchListingsRequest request) {
        return request.hasCategory() ? category(request.getCategory()) : null;
    }

    CategoryNode category(String id) {
        CategoryNode category = categories.find(id);
        if (category == null) {
            throw RpcException.invalid("search.category_unknown", "/category", "is not a category");
        }
        return category;
    }

    private @Nullable City city(SearchListingsRequest request) {
        return request.hasCity() ? city(request.getCity()) : null;
    }

    City city(String name) {
        City city = cities.find(name);
        if (city == null) {
            throw RpcException.invalid("search.place_unknown", "/city", "is not a city we know");
        }
        return city;
    }

    private static @Nullable Place place(SearchListingsRequest request, @Nullable City city) {
        if (request.hasLat()) {
            return new Place(request.getLat(), request.getLon());
        }
        return city == null ? null : new Place(city.lat(), city.lon());
    }

    private static @Nullable Place requirePlace(SearchListingsRequest request, @Nullable Place place) {
        if (place == null && request.hasRadiusKm()) {
            throw RpcException.invalid("search.place_unknown", "/radiusKm", "needs lat and lon, or city");
        }
        return place;
    }

    private static SearchOrder order(ListingSort sort, @Nullable Place place) {
        return switch (sort) {
            case LISTING_SORT_PRICE_ASC -> SearchOrder.PRICE_ASC;
            case LISTING_SORT_PRICE_DESC -> SearchOrder.PRICE_DESC;
            case LISTING_SORT_NEAREST -> {
                if (place == null) {
                    throw RpcException.invalid("search.place_unknown", "/sort", "nearest needs lat and lon, or city");
                }
                yield SearchOrder.NEAREST;
            }
            default -> SearchOrder.NEWEST;
        };
    }

    private Struct attributes(SearchListingsRequest request, @Nullable CategoryNode category) {
        Struct.Builder attributes = Struct.newBuilder();
        if (request.getAttrCount() > MAX_ATTRIBUTES) {
            throw RpcException.invalid(
                    "search.attribute_invalid", "/attr", "at most " + MAX_ATTRIBUTES + " may be given");
        }
        for (String filter : request.getAttrList()) {
            int colon = filter.indexOf(':');
            String name = filter.substring(0, Math.max(0, colon));
            Value value = categories
                    .filterValue(category, name, filter.substring(colon + 1))
                    .orElseThrow(() -> RpcException.invalid(
                            "search.attribute_invalid",
                            "/attr",
                            "must be name:value of an attribute that can be filtered by"));
            if (attributes.containsFields(name)) {
                throw RpcException.invalid("search.attribute_invalid", "/attr", "has an attribute twice");
            }
            attributes.putFields(name, value);
        }
        return attributes.build();
    }

    private static String identity(SearchListingsRequest request) {
        byte[] bytes = request.toBuilder()
                .clearCursor()
                .clearLimit()
                .clearFacets()
                .clearExplain()
                .build()
                .toByteArray();
        return "search " + new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
