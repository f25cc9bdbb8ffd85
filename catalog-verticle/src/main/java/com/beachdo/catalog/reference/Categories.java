package com.beachdo.catalog.reference;

import com.beachdo.catalog.v1.ListCategoriesReply;
import com.google.protobuf.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tree of categories, two levels: parents, and leaves with listings. It is replaced as a whole when it changes. */
public final class Categories {
    private static final int DEFAULT_LIFETIME_DAYS = 30;

    private volatile Tree tree;

    Categories(List<CategoryNode> nodes) {
        this.tree = Tree.of(nodes);
    }

    private record Tree(Map<String, CategoryNode> byId, ListCategoriesReply current, ListCategoriesReply all) {
        static Tree of(List<CategoryNode> nodes) {
            Map<String, CategoryNode> byId = new LinkedHashMap<>();
            ListCategoriesReply.Builder current = ListCategoriesReply.newBuilder();
            ListCategoriesReply.Builder all = ListCategoriesReply.newBuilder();
            for (CategoryNode node : nodes) {
                if (node.isLeaf() && !byId.containsKey(node.parentId())) {
                    throw new IllegalArgumentException(node.id() + " stands before its parent");
                }
                if (byId.put(node.id(), node) != null) {
                    throw new IllegalArgumentException("two categories " + node.id());
                }
                all.addItems(node.category());
                if (!node.isRetired()) {
                    current.addItems(node.category());
                }
            }
            return new Tree(byId, current.build(), all.build());
        }
    }

    /** From now on it is these. */
    void replace(List<CategoryNode> nodes) {
        tree = Tree.of(nodes);
    }

    public @Nullable CategoryNode find(String id) {
        return tree.byId().get(id);
    }

    /** How long a listing of the category lives. */
    public int lifetimeDays(String id) {
        CategoryNode category = find(id);
        return category == null ? DEFAULT_LIFETIME_DAYS : category.lifetimeDays();
    }

    /** Retired ones too. */
    public Collection<CategoryNode> all() {
        return tree.byId().values();
    }

    public ListCategoriesReply reply(boolean withRetired) {
        return withRetired ? tree.all() : tree.current();
    }

    /** The value of "name:value" as listings of a category (of all when null) have it, if they can. */
    public Optional<Value> filterValue(@Nullable CategoryNode within, String name, String text) {
        return all().stream()
                .filter(node -> within == null
                        || node.id().equals(within.id())
                        || node.parentId().equals(within.id()))
                .map(node -> node.attributes().get(name))
                .filter(attribute -> attribute != null && attribute.isFilterable())
                .flatMap(attribute -> attribute.parse(text).stream())
                .findFirst();
    }
}
