package com.beachdo.catalog;

import com.beachdo.catalog.reference.Categories;
import com.beachdo.catalog.reference.CategoryNode;
import com.beachdo.catalog.reference.Cities;
import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Location;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a listing may say. */
final class ContentRules {
    private static final long MAX_PRICE = 1_000_000_000_000L;

    private final Categories categories;
    private final Cities cities;

    ContentRules(Categories categories, Cities cities) {
        this.categories = categories;
        this.cities = cities;
    }

    /**
     * The content of a new listing as its seller proposes it.
     *
     * @param pointer where the listing stands in the request; empty when it is the request
     */
    ListingContent check(Listing proposed, String pointer) {
        return check(proposed, pointer, Listing.getDefaultInstance());
    }

    /** The same of one that is there: what was in order when it was written, and does not change, stays in order. */
    ListingContent check(Listing proposed, Listing current) {
        return check(proposed, "", current);
    }

    private ListingContent check(Listing proposed, String pointer, Listing current) {
        boolean stays = proposed.getCategoryId().equals(current.getCategoryId());
        CategoryNode category = leaf(proposed.getCategoryId(), pointer, stays);
        String title = PlainText.clean(proposed.getTitle());
        String description = PlainText.clean(proposed.getDescription());
        List<FieldError> problems = new ArrayList<>();
        add(problems, pointer + "/title", PlainText.lineProblem(title, 3, 120));
        add(problems, pointer + "/description", PlainText.linesProblem(description, 10, 5000));
        add(problems, pointer + "/price", priceProblem(proposed));
        Condition condition = proposed.hasCondition() ? proposed.getCondition() : null;
        if (condition == Condition.CONDITION_UNSPECIFIED || condition == Condition.UNRECOGNIZED) {
            problems.add(new FieldError(pointer + "/condition", "is not a condition"));
        }
        problems.addAll(Cities.problems(proposed.getLocation(), pointer + "/location"));
        refuse("request.invalid", "The listing is not in order.", problems);
        Location location = cities.locate(proposed.getLocation(), pointer + "/location");
        Struct attributes = trimmed(proposed.getAttributes());
        if (!stays || !attributes.equals(current.getAttributes())) {
            refuse(
                    "listing.attribute_invalid",
                    "The attributes do not fit the category.",
                    category.problems(attributes, pointer + "/attributes"));
        }
        return new ListingContent(
                title, description, proposed.getPrice().getAmount(), category, location, condition, attributes);
    }

    private CategoryNode leaf(String id, String pointer, boolean stays) {
        CategoryNode category = categories.find(id);
        if (category == null || !category.isLeaf()) {
            throw RpcException.invalid(
                    "listing.category_unknown",
                    pointer + "/categoryId",
                    category == null ? "is not a category" : "has categories below it; choose one of those");
        }
        if (category.isRetired() && !stays) {
            throw RpcException.invalid(
                    "listing.category_unknown", pointer + "/categoryId", "takes no more listings; choose another");
        }
        return category;
    }

    private static @Nullable String priceProblem(Listing proposed) {
        Money price = proposed.getPrice();
        if (!proposed.hasPrice() || !price.getCurrency().equals("INR")) {
            return "must be in INR";
        }
        return price.getAmount() < 0 || price.getAmount() > MAX_PRICE ? "must be from 0 to " + MAX_PRICE : null;
    }

    private static Struct trimmed(Struct attributes) {
        Struct.Builder trimmed = attributes.toBuilder();
        attributes.getFieldsMap().forEach((name, value) -> {
            if (value.hasStringValue()) {
                trimmed.putFields(
                        name,
                        Value.newBuilder()
                                .setStringValue(PlainText.clean(value.getStringValue()))
                                .build());
            }
        });
        return trimmed.build();
    }

    private static void add(List<FieldError> problems, String pointer, @Nullable String problem) {
        if (problem != null) {
            problems.add(new FieldError(pointer, problem));
        }
    }

    private static void refuse(String code, String message, List<FieldError> problems) {
        if (!problems.isEmpty()) {
            throw new RpcException(GrpcStatus.INVALID_ARGUMENT, code, message, problems, 0);
        }
    }
}
