package com.beachdo.catalog.boosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.BoostListingRequest;
import com.beachdo.catalog.v1.BoostPackage;
import com.beachdo.catalog.v1.BoostPackages;
import com.beachdo.catalog.v1.BoostPlacement;
import com.beachdo.catalog.v1.BoostPriceList;
import com.beachdo.catalog.v1.BoostQuote;
import com.beachdo.catalog.v1.Boosts;
import com.beachdo.catalog.v1.ListBoostPackagesRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.QuoteBoostRequest;
import com.beachdo.catalog.v1.SetBoostPackagesRequest;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Timestamp;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoostPackagesRpcIT {
    private static final int DAY = 86_400;

    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext seller = People.seller();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private static BoostPackage.Builder week() {
        return BoostPackage.newBuilder()
                .setId("top-week")
                .setName("A week on top")
                .setPlacement(BoostPlacement.BOOST_PLACEMENT_TOP)
                .setDays(7)
                .setPrice(Money.newBuilder().setAmount(12_300).setCurrency("INR"));
    }

    private BoostPriceList prices(Transport transport) {
        return catalog.call(
                People.anybody(),
                BoostPackages.class,
                transport,
                packages -> packages.listBoostPackages(ListBoostPackagesRequest.getDefaultInstance()));
    }

    private BoostPriceList set(CallContext caller, Transport transport, SetBoostPackagesRequest request) {
        return catalog.call(caller, BoostPackages.class, transport, packages -> packages.setBoostPackages(request));
    }

    private BoostPriceList set(BoostPackage... items) {
        return set(
                People.steppedUpAdmin(),
                Transport.BUS,
                SetBoostPackagesRequest.newBuilder().addAllItems(List.of(items)).build());
    }

    private BoostQuote quote(CallContext caller, String listing, String boostPackage, Transport transport) {
        QuoteBoostRequest request = QuoteBoostRequest.newBuilder()
                .setListingId(listing)
                .setPackageId(boostPackage)
                .build();
        return catalog.call(caller, BoostPackages.class, transport, packages -> packages.quoteBoost(request));
    }

    private Listing onSale() {
        return catalog.approve(catalog.submit(seller, catalog.create(seller, Samples.phone())));
    }

    private static RpcException refused(Supplier<?> call) {
        return Objects.requireNonNull(catchThrowableOfType(RpcException.class, call::get));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aSellerIsToldWhatAPackageCostsAndWhenItWouldRun(Transport transport) {
        BoostPriceList list = set(week().build());
        String listing = onSale().getId();

        BoostQuote quote = quote(seller, listing, "top-week", transport);

        assertThat(quote.getPrice()).isEqualTo(week().getPrice());
        assertThat(quote.getPlacement()).isEqualTo(BoostPlacement.BOOST_PLACEMENT_TOP);
        assertThat(quote.getEndsAt().getSeconds() - quote.getStartsAt().getSeconds())
                .isEqualTo(7 * DAY);
        assertThat(quote.getPriceListVersion()).isEqualTo(list.getVersion());
        assertThat(catalog.operate("SELECT FROM catalog.boost WHERE listing_id = '" + listing + "'")
                        .size())
                .as("nothing is reserved")
                .isZero();
    }

    @Test
    void aQuoteIsOfTheStartThatIsAskedFor() {
        Object unused = set(week().build());
        Timestamp start = Timestamp.newBuilder()
                .setSeconds(Instant.now().plus(3, ChronoUnit.DAYS).getEpochSecond())
                .build();
        QuoteBoostRequest.Builder request = QuoteBoostRequest.newBuilder()
                .setListingId(onSale().getId())
                .setPackageId("top-week")
                .setStartsAt(start);

        assertThat(catalog.call(seller, BoostPackages.class, packages -> packages.quoteBoost(request.build()))
                        .getStartsAt())
                .isEqualTo(start);
        request.setStartsAt(start.toBuilder().setSeconds(start.getSeconds() - 30L * DAY));
        assertThat(refused(() -> catalog.call(
                                seller, BoostPackages.class, packages -> packages.quoteBoost(request.build())))
                        .fields())
                .extracting(FieldError::pointer)
                .containsExactly("/startsAt");
        request.setStartsAt(start.toBuilder().setSeconds(start.getSeconds() + 80L * DAY));
        assertThat(refused(() -> catalog.call(
                                seller, BoostPackages.class, packages -> packages.quoteBoost(request.build())))
                        .code())
                .as("the listing will have expired")
                .isEqualTo("boost.listing_not_on_sale");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatCannotBeBoostedHasNoQuote(Transport transport) {
        Object unused = set(week().build());
        Listing draft = catalog.create(seller, Samples.phone());
        String listing = onSale().getId();

        assertThat(refused(() -> quote(seller, draft.getId(), "top-week", transport))
                        .code())
                .isEqualTo("boost.listing_not_on_sale");
        assertThat(refused(() -> quote(People.seller(), listing, "top-week", transport))
                        .code())
                .as("somebody else's")
                .isEqualTo("listing.not_found");
        assertThat(refused(() -> quote(seller, listing, "top-year", transport)).code())
                .isEqualTo("boost_package.not_found");
        BoostListingRequest boost = BoostListingRequest.newBuilder()
                .setListingId(listing)
                .setPlacement(BoostPlacement.BOOST_PLACEMENT_TOP)
                .setDays(3)
                .build();
        Object unusedToo = catalog.call(People.admin(), Boosts.class, boosts -> boosts.boostListing(boost));
        assertThat(refused(() -> quote(seller, listing, "top-week", transport)).code())
                .isEqualTo("boost.overlaps");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void thePriceListIsReplacedByVersionAndKeepsItsOrder(Transport transport) {
        BoostPriceList before = prices(transport);
        BoostPackage month = week().setId("top-month").setDays(30).build();
        SetBoostPackagesRequest request = SetBoostPackagesRequest.newBuilder()
                .addItems(month)
                .addItems(week())
                .setExpectedVersion(before.getVersion())
                .build();

        BoostPriceList after = set(People.steppedUpAdmin(), transport, request);

        assertThat(after.getItemsList()).containsExactly(month, week().build());
        assertThat(after.getVersion()).isEqualTo(before.getVersion() + 1);
        assertThat(prices(transport)).isEqualTo(after);
        RpcException late = refused(() -> set(People.steppedUpAdmin(), transport, request));
        assertThat(late.status()).isEqualTo(GrpcStatus.ABORTED);
        assertThat(late.code()).isEqualTo("boost_packages.version_mismatch");
        assertThat(refused(() -> set(People.admin(), transport, request)).code())
                .isEqualTo("auth.step_up_required");
    }

    @Test
    void theAuditIsToldWhoChangedPricesAndWhatTheyAre() {
        BoostPriceList list = set(week().build());
        assertThat(catalog.operate("SELECT encode(payload, 'escape') AS told FROM catalog.outbox"
                                + " WHERE aggregate_id = 'boost packages' ORDER BY outbox_id DESC LIMIT 1")
                        .iterator()
                        .next()
                        .getString("told"))
                .contains("boost_packages.set", "\"top-week\":12300", "\"version\":" + list.getVersion());
    }

    @Test
    void refusesWhatDoesNotFitAndNamesTheField() {
        assertThat(field(week().setId("Top"))).isEqualTo("/items/0/id");
        assertThat(field(week().setName("  "))).isEqualTo("/items/0/name");
        assertThat(field(week().setPlacement(BoostPlacement.BOOST_PLACEMENT_UNSPECIFIED)))
                .isEqualTo("/items/0/placement");
        assertThat(field(week().setDays(91))).isEqualTo("/items/0/days");
        assertThat(field(week().setPrice(Money.newBuilder().setAmount(1).setCurrency("USD"))))
                .isEqualTo("/items/0/price/currency");
        assertThat(field(week().setPrice(Money.newBuilder().setCurrency("INR"))))
                .isEqualTo("/items/0/price/amount");
        assertThat(refused(() -> set(week().build(), week().build())).fields())
                .extracting(FieldError::pointer)
                .containsExactly("/items/1/id");
        BoostPackage[] many = IntStream.range(0, 51)
                .mapToObj(nth -> week().setId("top-" + nth).build())
                .toArray(BoostPackage[]::new);
        assertThat(refused(() -> set(many)).fields())
                .extracting(FieldError::pointer)
                .containsExactly("/items");
    }

    private String field(BoostPackage.Builder item) {
        return refused(() -> set(item.build())).fields().stream()
                .map(FieldError::pointer)
                .findFirst()
                .orElseThrow();
    }
}
