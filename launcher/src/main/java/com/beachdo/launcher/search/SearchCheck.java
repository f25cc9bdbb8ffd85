package com.beachdo.launcher.search;

import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.Category;
import com.beachdo.catalog.v1.ImportListingsRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListCategoriesRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.Seller;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Channel;
import com.beachdo.platform.rpc.Rpc;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sixty searches in English, Hindi, Hinglish and with typing errors, over a hundred listings, held against judgements. */
public final class SearchCheck {
    private static final long DAY_SECONDS = 86_400;

    private final Vertx vertx;
    private final com.beachdo.catalog.v1.Import imports;
    private final Search search;
    private final Map<String, String> keys = new HashMap<>();

    private SearchCheck(Vertx vertx, Channel channel) {
        this.vertx = vertx;
        this.imports = Rpc.of(com.beachdo.catalog.v1.Import.class).serviceClient(channel);
        this.search = Rpc.of(Search.class).serviceClient(channel);
    }

    /** The mean nDCG@10 over all searches of a server without listings, which gets the judged ones; prints them. */
    public static double run(Vertx vertx, Channel channel, PrintStream out) {
        SearchCheck check = new SearchCheck(vertx, channel);
        check.load();
        return check.measure(out);
    }

    private void load() {
        Map<String, Category> categories = new HashMap<>();
        await(() -> search.listCategories(ListCategoriesRequest.getDefaultInstance()))
                .getItemsList()
                .forEach(category -> categories.put(category.getId(), category));
        ImportListingsRequest.Builder request = ImportListingsRequest.newBuilder();
        for (String line : lines("listings.txt")) {
            String[] parts = line.split("\\|", 5);
            ImportedListing listing = listing(parts, Objects.requireNonNull(categories.get(parts[1].strip()), line));
            keys.put(listing.getId(), parts[0].strip());
            request.addListings(listing);
        }
        Object unused = await(() -> imports.importListings(request.build()));
    }

    /** Published at some time of the last weeks, which has nothing to do with what it is. */
    private static ImportedListing listing(String[] parts, Category category) {
        long published =
                Instant.now().getEpochSecond() - DAY_SECONDS - Math.floorMod(parts[0].hashCode(), 20 * DAY_SECONDS);
        return ImportedListing.newBuilder()
                .setId(Ids.next().toString())
                .setSeller(Seller.newBuilder()
                        .setId("01890000-0000-7000-8000-000000000001")
                        .setName("Ravi")
                        .setSince(Timestamp.newBuilder().setSeconds(1_700_000_000)))
                .setTitle(parts[3].strip())
                .setDescription(parts[4].strip())
                .setPrice(Money.newBuilder().setAmount(500_000).setCurrency("INR"))
                .setCategoryId(category.getId())
                .setLocation(Location.newBuilder().setCity(parts[2].strip()))
                .setAttributes(attributes(category))
                .setCreatedAt(Timestamp.newBuilder().setSeconds(published))
                .setPublishedAt(Timestamp.newBuilder().setSeconds(published))
                .build();
    }

    /** What the category demands; the search for words does not look at it. */
    private static Struct attributes(Category category) {
        Struct.Builder attributes = Struct.newBuilder();
        category.getAttributesList().stream()
                .filter(AttributeSchema::getRequired)
                .forEach(schema -> attributes.putFields(schema.getName(), value(schema)));
        return attributes.build();
    }

    private static Value value(AttributeSchema schema) {
        Value.Builder value = Value.newBuilder();
        return switch (schema.getType()) {
            case ATTRIBUTE_TYPE_NUMBER -> value.setNumberValue(schema.getMin()).build();
            case ATTRIBUTE_TYPE_BOOLEAN -> value.setBoolValue(true).build();
            case ATTRIBUTE_TYPE_OPTION ->
                value.setStringValue(schema.getOptions(0)).build();
            case ATTRIBUTE_TYPE_TEXT, ATTRIBUTE_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                value.setStringValue("any").build();
        };
    }

    private double measure(PrintStream out) {
        Map<String, List<Double>> byKind = new TreeMap<>();
        List<Double> all = new ArrayList<>();
        for (JudgedQuery query : queries()) {
            List<String> found = found(query.text());
            double ndcg = query.ndcg(found);
            all.add(ndcg);
            byKind.computeIfAbsent(query.kind(), kind -> new ArrayList<>()).add(ndcg);
            out.printf("%.3f  %-9s %-24s %s%n", ndcg, query.kind(), query.text(), String.join(" ", found));
        }
        byKind.forEach((kind, values) -> out.printf("%.3f  %s, %d searches%n", mean(values), kind, values.size()));
        out.printf("%.3f  nDCG@10 of all %d searches%n", mean(all), all.size());
        return mean(all);
    }

    static List<JudgedQuery> queries() {
        return lines("queries.txt").stream().map(JudgedQuery::read).toList();
    }

    private List<String> found(String text) {
        ListListingsReply reply = await(() -> search.searchListings(
                SearchListingsRequest.newBuilder().setQ(text).setLimit(10).build()));
        return reply.getItemsList().stream()
                .map(Listing::getId)
                .map(id -> keys.getOrDefault(id, "?"))
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    static List<String> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SearchCheck.class.getResourceAsStream("/relevance/" + file), file),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T await(Supplier<Future<T>> call) {
        return CallContext.ANONYMOUS
                .run(vertx, call)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
