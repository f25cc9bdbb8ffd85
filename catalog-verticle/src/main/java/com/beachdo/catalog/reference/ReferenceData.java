package com.beachdo.catalog.reference;

import com.beachdo.catalog.reference.Cities.CityRow;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The categories and cities that come with the program, and their copy in the database. Categories that an administrator
 * changed stay as they are there, and go by what is there: see {@link CategoryWatch}.
 */
public final class ReferenceData {
    private static final String CURRENT = "SELECT content_hash FROM reference_data WHERE name = 'catalog'";
    private static final String CHANGE =
            """
            INSERT INTO reference_data AS old (name, content_hash) VALUES ('catalog', $1)
            ON CONFLICT ON CONSTRAINT reference_data_name_pkey DO UPDATE SET content_hash = $1
            WHERE old.content_hash <> $1
            """;
    private static final String PUT_CATEGORY =
            """
            INSERT INTO category (category_id, parent_id, name, position, lifetime_days, attributes)
            VALUES ($1, $2, $3, $4, $5, $6::text::jsonb)
            ON CONFLICT ON CONSTRAINT category_category_id_pkey DO UPDATE
            SET parent_id = $2, name = $3, position = $4, lifetime_days = $5, attributes = $6::text::jsonb,
                version = category.version + 1
            WHERE NOT category.administered
            """;
    private static final String CHANGE_TREE = "UPDATE category_tree SET version = version + 1";
    private static final String PUT_CITY =
            """
            INSERT INTO city (name, state, lat, lon, aliases) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT ON CONSTRAINT city_name_pkey DO UPDATE SET state = $2, lat = $3, lon = $4, aliases = $5
            """;

    private final JsonArray categoryRows;
    private final List<CityRow> cityRows;
    private final Categories categories;
    private final Cities cities;
    private final String hash;

    private ReferenceData(String categoriesJson, String citiesCsv) {
        this.categoryRows = new JsonArray(categoriesJson);
        this.cityRows = CityFile.read(citiesCsv);
        this.categories = new Categories(CategoryFile.read(categoryRows));
        this.cities = new Cities(cityRows);
        this.hash = sha256(categoriesJson + citiesCsv);
    }

    public static ReferenceData load() {
        return new ReferenceData(resource("/catalog/categories.json"), resource("/catalog/cities.csv"));
    }

    public Categories categories() {
        return categories;
    }

    public Cities cities() {
        return cities;
    }

    /** Brings the tables up to date; one query when they are. */
    public Future<?> store(Db db) {
        return db.query(CURRENT)
                .compose(rows ->
                        rows.size() == 1 && hash.equals(rows.iterator().next().getString(0))
                                ? Future.succeededFuture()
                                : db.transaction(this::put));
    }

    private Future<?> put(Tx tx) {
        return tx.query(CHANGE, hash)
                .compose(changed -> changed.rowCount() == 0
                        ? Future.succeededFuture()
                        : tx.query(CHANGE_TREE)
                                .compose(ignored -> tx.batch(PUT_CATEGORY, categoryTuples()))
                                .compose(ignored -> tx.batch(PUT_CITY, cityTuples()))
                                .compose(ignored -> CategoryStore.renewCopies(tx)));
    }

    private List<Tuple> categoryTuples() {
        List<Tuple> tuples = new ArrayList<>();
        for (int i = 0; i < categoryRows.size(); i++) {
            JsonObject row = categoryRows.getJsonObject(i);
            tuples.add(Tuple.tuple()
                    .addString(row.getString("id"))
                    .addString(row.getString("parent"))
                    .addString(row.getString("name"))
                    .addInteger(i)
                    .addInteger(row.getInteger("lifetimeDays"))
                    .addString(row.getJsonArray("attributes").encode()));
        }
        return tuples;
    }

    private List<Tuple> cityTuples() {
        return cityRows.stream()
                .map(row -> Tuple.tuple()
                        .addString(row.city().name())
                        .addString(row.city().state())
                        .addDouble(row.city().lat())
                        .addDouble(row.city().lon())
                        .addArrayOfString(row.aliases().toArray(String[]::new)))
                .toList();
    }

    private static String resource(String path) {
        try (InputStream stream = Objects.requireNonNull(ReferenceData.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
