package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.reference.ReferenceData;
import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.CreateListingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Location;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRulesTest {
    private static final ReferenceData REFERENCE = ReferenceData.load();

    private final ContentRules rules = new ContentRules(REFERENCE.categories(), REFERENCE.cities());

    private static Listing.Builder phone() {
        CreateListingRequest phone = Samples.phone();
        return Listing.newBuilder()
                .setTitle(phone.getTitle())
                .setDescription(phone.getDescription())
                .setPrice(phone.getPrice())
                .setCategoryId(phone.getCategoryId())
                .setLocation(phone.getLocation())
                .setCondition(phone.getCondition())
                .setAttributes(phone.getAttributes());
    }

    private RpcException refusal(Listing.Builder listing) {
        return catchThrowableOfType(RpcException.class, () -> rules.check(listing.build(), ""));
    }

    @Test
    void fillsInTheStateAndTheCentreOfTheCity() {
        ListingContent content = rules.check(
                phone().setLocation(Location.newBuilder().setCity("pune")).build(), "");
        assertThat(content.location())
                .isEqualTo(Location.newBuilder()
                        .setCity("Pune")
                        .setState("Maharashtra")
                        .setLat(18.5204)
                        .setLon(73.8567)
                        .build());
    }

    @Test
    void knowsFormerNamesOfCities() {
        Location bangalore = Location.newBuilder().setCity("Bangalore").build();
        assertThat(rules.check(phone().setLocation(bangalore).build(), "")
                        .location()
                        .getCity())
                .isEqualTo("Bengaluru");
    }

    @Test
    void keepsTheSellersOwnCoordinates() {
        Location exact =
                Location.newBuilder().setCity("Pune").setLat(18.6).setLon(73.9).build();
        Location location = rules.check(phone().setLocation(exact).build(), "").location();
        assertThat(location.getLat()).isEqualTo(18.6);
        assertThat(location.getLon()).isEqualTo(73.9);
    }

    @Test
    void refusesAnUnknownCity() {
        RpcException refused = refusal(phone().setLocation(Location.newBuilder().setCity("Atlantis")));
        assertThat(refused.code()).isEqualTo("listing.place_unknown");
        assertThat(refused.fields()).extracting(FieldError::pointer).containsExactly("/location/city");
    }

    @Test
    void refusesACityInAnotherState() {
        RpcException refused = refusal(
                phone().setLocation(Location.newBuilder().setCity("Pune").setState("Goa")));
        assertThat(refused.code()).isEqualTo("listing.place_unknown");
        assertThat(refused.fields()).extracting(FieldError::pointer).containsExactly("/location/state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"011001", "41100", "4110011", "41100a", ""})
    void refusesAWrongPincode(String pincode) {
        RpcException refused = refusal(
                phone().setLocation(Location.newBuilder().setCity("Pune").setPincode(pincode)));
        assertThat(refused.code()).isEqualTo("request.invalid");
        assertThat(refused.fields()).extracting(FieldError::pointer).containsExactly("/location/pincode");
    }

    @Test
    void refusesHalfOfCoordinates() {
        RpcException refused = refusal(
                phone().setLocation(Location.newBuilder().setCity("Pune").setLat(18.5)));
        assertThat(refused.fields()).extracting(FieldError::pointer).containsExactly("/location/lon");
    }

    @ParameterizedTest
    @CsvSource({"51.5,-0.1", "NaN,77", "0,0"})
    void refusesCoordinatesFarFromIndia(double lat, double lon) {
        RpcException refused = refusal(phone().setLocation(
                        Location.newBuilder().setCity("Pune").setLat(lat).setLon(lon)));
        assertThat(refused.code()).isEqualTo("request.invalid");
        assertThat(refused.fields()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-such", "mobiles"})
    void refusesACategoryThatHasNoListings(String category) {
        RpcException refused = refusal(phone().setCategoryId(category));
        assertThat(refused.code()).isEqualTo("listing.category_unknown");
        assertThat(refused.fields()).extracting(FieldError::pointer).containsExactly("/categoryId");
    }

    @Test
    void tellsAllThatIsWrongWithTheFormAtOnce() {
        RpcException refused = refusal(phone().setTitle(" x ")
                .setDescription("short")
                .setPrice(Money.newBuilder().setAmount(-1).setCurrency("INR"))
                .setCondition(Condition.CONDITION_UNSPECIFIED));
        assertThat(refused.code()).isEqualTo("request.invalid");
        assertThat(refused.fields())
                .extracting(FieldError::pointer)
                .containsExactly("/title", "/description", "/price", "/condition");
    }

    @Test
    void takesPricesFromNothingToTenThousandCroreRupees() {
        for (long amount : new long[] {0, 1, 1_000_000_000_000L}) {
            assertThat(rules.check(phone().setPrice(inr(amount)).build(), "").priceAmount())
                    .isEqualTo(amount);
        }
        for (long amount : new long[] {-1, 1_000_000_000_001L, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(refusal(phone().setPrice(inr(amount))).fields())
                    .extracting(FieldError::pointer)
                    .containsExactly("/price");
        }
    }

    @Test
    void takesRupeesOnly() {
        assertThat(refusal(phone().setPrice(Money.newBuilder().setAmount(1).setCurrency("USD")))
                        .fields())
                .extracting(FieldError::pointer)
                .containsExactly("/price");
        assertThat(refusal(phone().clearPrice()).fields())
                .extracting(FieldError::pointer)
                .containsExactly("/price");
    }

    private static Money inr(long amount) {
        return Money.newBuilder().setAmount(amount).setCurrency("INR").build();
    }

    @Test
    void trimsAndKeepsLinesOfTheDescription() {
        ListingContent content = rules.check(
                phone().setTitle("  Phone \t")
                        .setDescription(" First line.\r\nSecond line. ")
                        .build(),
                "");
        assertThat(content.title()).isEqualTo("Phone");
        assertThat(content.description()).isEqualTo("First line.\nSecond line.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pho\u0000ne", "Pho\nne", "Pho\u202ene", "Pho\u007fne", "Pho\u2066ne"})
    void refusesControlCharactersInATitle(String title) {
        assertThat(refusal(phone().setTitle(title)).fields())
                .extracting(FieldError::pointer)
                .containsExactly("/title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"गाड़ी बिकाऊ है", "பைக் விற்பனைக்கு", "Sofa 🛋️ 👨‍👩‍👧", "<b>bold</b> & 'quotes'"})
    void takesEveryScript(String title) {
        assertThat(rules.check(phone().setTitle(title).build(), "").title()).isEqualTo(title);
    }

    @Test
    void countsCharactersNotCodeUnits() {
        assertThat(rules.check(phone().setTitle("🛋".repeat(120)).build(), "").title())
                .hasSize(240);
        assertThat(refusal(phone().setTitle("🛋".repeat(121))).fields()).hasSize(1);
    }

    @Test
    void tellsAllThatIsWrongWithTheAttributesAtOnce() {
        Listing.Builder car = phone().setCategoryId("cars")
                .setAttributes(Samples.attributes(Map.of(
                        "brand", Samples.text("Trabant"),
                        "year", Samples.text("2015"),
                        "kmDriven", Samples.number(-5),
                        "transmission", Samples.flag(true),
                        "a/b~c", Samples.text("x"),
                        "model", Samples.text("Swift"))));
        RpcException refused = refusal(car);
        assertThat(refused.code()).isEqualTo("listing.attribute_invalid");
        assertThat(refused.fields())
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder(
                        "/attributes/brand",
                        "/attributes/year",
                        "/attributes/kmDriven",
                        "/attributes/transmission",
                        "/attributes/a~1b~0c",
                        "/attributes/fuel");
    }

    @Test
    void pointsIntoTheList() {
        RpcException refused = catchThrowableOfType(
                RpcException.class, () -> rules.check(phone().setTitle("").build(), "/listings/7"));
        assertThat(refused.fields()).extracting(FieldError::pointer).containsExactly("/listings/7/title");
    }
}
