package com.beachdo.catalog;

import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.CreateListingRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.Seller;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.db.Ids;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Things for sale. */
public final class Samples {
    private Samples() {}

    public static CreateListingRequest phone() {
        return CreateListingRequest.newBuilder()
                .setTitle("Samsung Galaxy S21")
                .setDescription("Two years old, no scratches, with charger.")
                .setPrice(rupees(24_999))
                .setCategoryId("mobile-phones")
                .setLocation(Location.newBuilder().setCity("Pune"))
                .setCondition(Condition.CONDITION_GOOD)
                .setAttributes(attributes(Map.of("brand", text("Samsung"), "ram", text("8 GB"))))
                .build();
    }

    public static Money rupees(long rupees) {
        return Money.newBuilder().setAmount(rupees * 100).setCurrency("INR").build();
    }

    public static Struct attributes(Map<String, Value> values) {
        return Struct.newBuilder().putAllFields(values).build();
    }

    public static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }

    public static Value number(double value) {
        return Value.newBuilder().setNumberValue(value).build();
    }

    public static Value flag(boolean value) {
        return Value.newBuilder().setBoolValue(value).build();
    }

    /** An active listing, published an hour ago. */
    public static ImportedListing.Builder imported(String title) {
        return ImportedListing.newBuilder()
                .setId(Ids.next().toString())
                .setSeller(Seller.newBuilder()
                        .setId("01890000-0000-7000-8000-000000000001")
                        .setName("Ravi")
                        .setVerified(true)
                        .setSince(Timestamp.newBuilder().setSeconds(FakeAccounts.SINCE)))
                .setTitle(title)
                .setDescription("Ask for more, will send.")
                .setPrice(rupees(500))
                .setCategoryId("musical-instruments")
                .setLocation(Location.newBuilder().setCity("Pune"))
                .setAttributes(attributes(Map.of("instrument", text("Guitar"))))
                .setStatus(ListingStatus.LISTING_STATUS_ACTIVE)
                .setCreatedAt(ago(Duration.ofHours(2)))
                .setPublishedAt(ago(Duration.ofHours(1)));
    }

    public static Timestamp ago(Duration duration) {
        Instant then = Instant.now().minus(duration);
        return Timestamp.newBuilder()
                .setSeconds(then.getEpochSecond())
                .setNanos(then.getNano() / 1000 * 1000)
                .build();
    }
}
