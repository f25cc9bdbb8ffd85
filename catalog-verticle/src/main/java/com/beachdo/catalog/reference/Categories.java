package com.beachdo.catalog.reference;

import com.beachdo.catalog.v1.ListCategoriesReply;
import com.google.protobuf.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tree of categories, two levels: parents, and leaves with listings. */
public final class Categories {
    private static final int DEFAULT_LIFETIME_DAYS = 30;

    private final Map<String, CategoryNode> byId = new LinkedHashMap<>();
    private final ListCategoriesReply reply;

    Categories(List<CategoryNode> nodes) {
        ListCategoriesReply.Builder all = ListCategoriesReply.newBuilder();
        for (CategoryNode node : nodes) {
            if (node.isLeaf() && !byId.containsKey(node.parentId())) {
                throw new IllegalArgumentException(node.id() + " stands before its parent");
            }
            if (byId.put(node.id(), node) != null) {
                throw new IllegalArgumentException("two categories " + node.id());
            }
            all.addItems(node.category());
        }
        this.reply = all.build();
    }

    public @Nullable CategoryNode find(String id) {
        return byId.get(id);
    }

    /** How long a listing of the category lives. */
    public int lifetimeDays(String id) {
        CategoryNode category = byId.get(id);
        return category == null ? DEFAULT_LIFETIME_DAYS : category.lifetimeDays();
    }

    public Collection<CategoryNode> all() {
        return byId.values();
    }

    public ListCategoriesReply reply() {
        return reply;
    }

    /** The value of "name:value" as listings of a category (of all when null) have it, if they can. */
    public Optional<Value> filterValue(@Nullable CategoryNode within, String name, String text) {
        return byId.values().stream()
                .filter(node -> within == null
                        || node.id().equals(within.id())
                        || node.parentId().equals(within.id()))
                .map(node -> node.attributes().get(name))
                .filter(attribute -> attribute != null && attribute.isFilterable())
                .flatMap(attribute -> attribute.parse(text).stream())
                .findFirst();
    }
}
