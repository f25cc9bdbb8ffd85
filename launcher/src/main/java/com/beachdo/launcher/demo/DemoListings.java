package com.beachdo.launcher.demo;

import com.beachdo.catalog.v1.AttributeSchema;
import com.beachdo.catalog.v1.AttributeType;
import com.beachdo.catalog.v1.Category;
import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.Seller;
import com.beachdo.common.v1.Money;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes listings: the n-th is the same whenever it is made, but for the day it stands on. */
final class DemoListings {
    private static final List<Condition> CONDITIONS = List.of(
            Condition.CONDITION_NEW,
            Condition.CONDITION_LIKE_NEW,
            Condition.CONDITION_GOOD,
            Condition.CONDITION_GOOD,
            Condition.CONDITION_FAIR);
    /** Where listings are, the busier the more often. */
    private static final List<String> CITIES = List.of(
            "Mumbai",
            "Mumbai",
            "Mumbai",
            "Delhi",
            "Delhi",
            "Delhi",
            "Bengaluru",
            "Bengaluru",
            "Bengaluru",
            "Hyderabad",
            "Hyderabad",
            "Chennai",
            "Chennai",
            "Pune",
            "Pune",
            "Kolkata",
            "Kolkata",
            "Ahmedabad",
            "Jaipur",
            "Lucknow",
            "Surat",
            "Nagpur",
            "Indore",
            "Kochi",
            "Bhopal",
            "Patna",
            "Vadodara",
            "Coimbatore",
            "Visakhapatnam",
            "Chandigarh",
            "Guwahati",
            "Mysuru",
            "Nashik",
            "Ludhiana",
            "Varanasi",
            "Madurai",
            "Ranchi",
            "Raipur");

    private final DemoText text;
    private final Map<String, Category> categories = new HashMap<>();
    private final List<DemoText.Goods> goods;
    private final Map<String, String> pictures;
    private final long todaySeconds;

    /** @param pictures category to picture */
    DemoListings(DemoText text, List<Category> categories, Map<String, String> pictures, long todaySeconds) {
        this.text = text;
        this.pictures = pictures;
        this.todaySeconds = todaySeconds;
        for (Category category : categories) {
            Category unused = this.categories.put(category.getId(), category);
        }
        this.goods = text.goods().stream()
                .filter(each -> this.categories.containsKey(each.category()))
                .toList();
    }

    ImportedListing listing(int number, List<Seller> sellers) {
        SplittableRandom random = new SplittableRandom(0x5eed_0000L + number);
        DemoText.Goods of = goods.get(random.nextInt(goods.size()));
        Map<String, Object> attributes = attributes(of.category(), random);
        String title = text.title(of, attributes, random);
        long published = todaySeconds - random.nextInt(20 * 86_400) - 60;
        ImportedListing.Builder listing = ImportedListing.newBuilder()
                .setId(id("listing", number))
                .setSeller(sellers.get(random.nextInt(sellers.size())))
                .setTitle(title)
                .setDescription(text.description(title, random))
                .setPrice(Money.newBuilder().setAmount(price(of, random)).setCurrency("INR"))
                .setCategoryId(of.category())
                .setLocation(Location.newBuilder().setCity(CITIES.get(random.nextInt(CITIES.size()))))
                .setCondition(CONDITIONS.get(random.nextInt(CONDITIONS.size())))
                .setAttributes(struct(attributes))
                .setStatus(status(random))
                .setCreatedAt(Timestamp.newBuilder().setSeconds(published - 3600));
        if (listing.getStatus() != ListingStatus.LISTING_STATUS_PENDING_REVIEW) {
            listing.setPublishedAt(Timestamp.newBuilder().setSeconds(published));
        }
        String picture = pictures.get(of.category());
        if (picture != null && random.nextInt(3) > 0) {
            listing.setPictureId(picture);
        }
        return listing.build();
    }

    /** An id that is the same every time: version 8, made from a name. */
    static String id(String kind, int number) {
        SplittableRandom random = new SplittableRandom(kind.hashCode() * 1_000_003L + number);
        ByteBuffer bytes = ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong());
        long high = (bytes.getLong(0) & ~0xf000L) | 0x8000L;
        long low = (bytes.getLong(8) & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static ListingStatus status(SplittableRandom random) {
        int dice = random.nextInt(100);
        if (dice < 2) {
            return ListingStatus.LISTING_STATUS_PENDING_REVIEW;
        }
        return dice < 6 ? ListingStatus.LISTING_STATUS_SOLD : ListingStatus.LISTING_STATUS_ACTIVE;
    }

    /** Paise, rounded as people ask for things, cheap ones more often than dear ones. */
    private static long price(DemoText.Goods of, SplittableRandom random) {
        double share = random.nextDouble();
        double rupees = of.fromRupees() * Math.pow((double) of.toRupees() / of.fromRupees(), share);
        long step = rupees < 1_000 ? 10 : rupees < 20_000 ? 100 : rupees < 200_000 ? 500 : 10_000;
        return Math.max(step, Math.round(rupees / step) * step) * 100;
    }

    private Map<String, Object> attributes(String categoryId, SplittableRandom random) {
        Map<String, Object> values = new LinkedHashMap<>();
        Category category = categories.get(categoryId);
        if (category == null) {
            return values;
        }
        for (AttributeSchema schema : category.getAttributesList()) {
            boolean given = schema.getRequired() || random.nextInt(4) > 0;
            if (given && schema.getType() != AttributeType.ATTRIBUTE_TYPE_TEXT) {
                Object unused = values.put(schema.getName(), value(schema, random));
            }
        }
        return values;
    }

    private static Object value(AttributeSchema schema, SplittableRandom random) {
        return switch (schema.getType()) {
            case ATTRIBUTE_TYPE_BOOLEAN -> random.nextBoolean();
            case ATTRIBUTE_TYPE_OPTION -> schema.getOptions(random.nextInt(schema.getOptionsCount()));
            default -> number(schema, random);
        };
    }

    /** A plausible number: recent years, and the lower part of wide ranges. */
    private static double number(AttributeSchema schema, SplittableRandom random) {
        if (schema.getName().equals("year")) {
            return 2010 + random.nextInt(15);
        }
        double min = schema.hasMin() ? schema.getMin() : 0;
        double max = schema.hasMax() ? schema.getMax() : 100;
        double low = Math.max(min, 1);
        double wide = low * Math.pow(Math.max(max / low, 1), 0.35 + 0.35 * random.nextDouble());
        return Math.max(min, Math.min(max, Math.rint(wide)));
    }

    private static Struct struct(Map<String, Object> attributes) {
        Struct.Builder struct = Struct.newBuilder();
        attributes.forEach((name, value) -> struct.putFields(name, toValue(value)));
        return struct.build();
    }

    private static Value toValue(Object value) {
        if (value instanceof Boolean flag) {
            return Value.newBuilder().setBoolValue(flag).build();
        }
        if (value instanceof Double number) {
            return Value.newBuilder().setNumberValue(number).build();
        }
        return Value.newBuilder().setStringValue(value.toString()).build();
    }
}
