package com.beachdo.catalog.reference;

import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.CategoriesChanged;
import com.beachdo.catalog.v1.Category;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of categories. Who changes any holds the tree's row, so they change one after another. */
public final class CategoryStore {
    private static final String TREE = "categories";

    private final Db db;

    public CategoryStore(Db db) {
        this.db = db;
    }

    /** All categories as of a version of the tree. */
    record Version(long number, List<CategoryNode> nodes) {}

    private static final String VERSION = "SELECT version FROM category_tree";
    private static final String LOAD =
            """
            SELECT c.category_id, c.parent_id, c.name, c.lifetime_days, c.attributes::text AS attributes,
                c.retired_at IS NOT NULL AS retired, c.version, (SELECT version FROM category_tree) AS tree_version
            FROM category c LEFT JOIN category p ON p.category_id = c.parent_id
            ORDER BY coalesce(p.position, c.position), coalesce(p.category_id, c.category_id), c.parent_id NULLS FIRST,
                c.position, c.category_id
            """;

    Future<Long> version() {
        return db.query(VERSION).map(found -> found.iterator().next().getLong(0));
    }

    /** Parents first, each followed by its children. */
    Future<Version> load() {
        return db.query(LOAD).map(CategoryStore::version);
    }

    private static Version version(RowSet<Row> rows) {
        List<CategoryNode> nodes = new ArrayList<>();
        long version = 0;
        for (Row row : rows) {
            nodes.add(node(row));
            version = row.getLong("tree_version");
        }
        return new Version(version, nodes);
    }

    private static CategoryNode node(Row row) {
        Category.Builder category = Category.newBuilder()
                .setId(row.getString("category_id"))
                .setName(row.getString("name"))
                .addAllAttributes(CategoryFile.attributes(new JsonArray(row.getString("attributes"))))
                .setRetired(row.getBoolean("retired"))
                .setLifetimeDays(row.getInteger("lifetime_days"))
                .setVersion(row.getLong("version"));
        if (Rows.has(row, "parent_id")) {
            category.setParentId(row.getString("parent_id"));
        }
        return new CategoryNode(category.build());
    }

    private static final String CHANGE = "UPDATE category_tree SET version = version + 1";

    /** The tree, which nobody else changes until the transaction ends; it is for those who change it. */
    Future<Categories> lock(Tx tx) {
        return tx.query(CHANGE).compose(ignored -> current(tx));
    }

    Future<Categories> current(Tx tx) {
        return tx.query(LOAD).map(rows -> new Categories(version(rows).nodes()));
    }

    private static final String INSERT =
            """
            INSERT INTO category (category_id, parent_id, name, position, lifetime_days, attributes, administered)
            SELECT $1::text, $2::text, $3::text, coalesce(max(position), 0) + 1, $4::integer, $5::text::jsonb, true
            FROM category
            """;

    Future<Void> insert(Tx tx, Category category) {
        return tx.query(
                        INSERT,
                        Rows.arguments(
                                category.getId(),
                                category.hasParentId() ? category.getParentId() : null,
                                category.getName(),
                                category.getLifetimeDays(),
                                CategoryFile.json(category.getAttributesList()).encode()))
                .mapEmpty();
    }

    private static final String UPDATE =
            """
            UPDATE category SET name = $2, parent_id = $3, lifetime_days = $4, administered = true, version = version + 1
            WHERE category_id = $1
            """;

    Future<Void> update(Tx tx, String id, String name, @Nullable String parent, int lifetimeDays) {
        return tx.query(UPDATE, Rows.arguments(id, name, parent, lifetimeDays)).mapEmpty();
    }

    private static final String SET_ATTRIBUTES =
            """
            UPDATE category SET attributes = $2::text::jsonb, administered = true, version = version + 1
            WHERE category_id = $1
            """;

    Future<Void> setAttributes(Tx tx, String id, List<AttributeSchema> attributes) {
        return tx.query(SET_ATTRIBUTES, id, CategoryFile.json(attributes).encode())
                .mapEmpty();
    }

    private static final String SET_RETIRED =
            """
            UPDATE category SET retired_at = CASE WHEN $2 THEN now() END, administered = true, version = version + 1
            WHERE category_id = $1
            """;

    Future<Void> setRetired(Tx tx, String id, boolean retired) {
        return tx.query(SET_RETIRED, id, retired).mapEmpty();
    }

    private static final String PUT_POSITION = "UPDATE category SET position = $2 WHERE category_id = $1";

    /** Puts siblings into this order. */
    Future<Void> order(Tx tx, List<String> siblings) {
        List<Tuple> positions = new ArrayList<>();
        for (int i = 0; i < siblings.size(); i++) {
            positions.add(Tuple.of(siblings.get(i), i));
        }
        return tx.batch(PUT_POSITION, positions).mapEmpty();
    }

    /** Lets listings follow what they copied of their categories. */
    static Future<Void> renewCopies(Tx tx) {
        return renewCopiesAfter(tx, "");
    }

    private static Future<Void> renewCopiesAfter(Tx tx, String listing) {
        return tx.emit(
                TREE,
                CategoriesChanged.newBuilder()
                        .setTree(TREE)
                        .setAfterListingId(listing)
                        .build());
    }

    private static final int AT_ONCE = 500;
    /** What listings copied of their category, for some of them; the last of these. */
    private static final String RENEW_COPIES =
            """
            WITH page AS (SELECT listing_id FROM listing WHERE listing_id > $1 ORDER BY listing_id LIMIT %d),
            listings AS (
                UPDATE listing l SET parent_category_id = c.parent_id, category_name = c.name
                FROM page, category c
                WHERE l.listing_id = page.listing_id AND c.category_id = l.category_id
                    AND (l.parent_category_id, l.category_name) IS DISTINCT FROM (c.parent_id, c.name)),
            revisions AS (
                UPDATE listing_revision r SET parent_category_id = c.parent_id, category_name = c.name
                FROM page, category c
                WHERE r.listing_id = page.listing_id AND c.category_id = r.category_id
                    AND (r.parent_category_id, r.category_name) IS DISTINCT FROM (c.parent_id, c.name))
            SELECT listing_id FROM page ORDER BY listing_id DESC LIMIT 1
            """
                    .formatted(AT_ONCE);

    /** Renews the copies of some listings, and leaves the others to the event that goes on from there. */
    public static Future<Void> renewCopies(Tx tx, CategoriesChanged event) {
        UUID after = event.getAfterListingId().isEmpty() ? new UUID(0, 0) : UUID.fromString(event.getAfterListingId());
        return tx.query(RENEW_COPIES, after).compose(found -> {
            Row last = Rows.first(found);
            return last == null ? Future.succeededFuture() : renewCopiesAfter(tx, Rows.id(last, "listing_id"));
        });
    }
}
