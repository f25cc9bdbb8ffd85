package com.beachdo.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.Upload;
import com.beachdo.chat.v1.Change;
import com.beachdo.chat.v1.Message;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcMethod;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscodingTest {
    /** Every service of the five domains. */
    static Stream<String> services() {
        return Stream.of(
                "beachdo.identity.v1.Accounts",
                "beachdo.identity.v1.Sessions",
                "beachdo.identity.v1.Otp",
                "beachdo.catalog.v1.Listings",
                "beachdo.catalog.v1.Search",
                "beachdo.catalog.v1.SavedListings",
                "beachdo.catalog.v1.ListingReview",
                "beachdo.catalog.v1.Pictures",
                "beachdo.chat.v1.Rooms",
                "beachdo.chat.v1.Messages",
                "beachdo.chat.v1.Blocks",
                "beachdo.moderation.v1.Reports",
                "beachdo.moderation.v1.Cases",
                "beachdo.forum.v1.Threads",
                "beachdo.forum.v1.Comments");
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatIsWrittenReadsBackTheSame(String service) {
        List<com.google.protobuf.Message> prototypes = new ArrayList<>();
        for (RpcMethod method : Rpc.named(service).methods()) {
            prototypes.add(method.request());
            prototypes.add(method.reply());
        }
        assertThat(prototypes).isNotEmpty();
        for (com.google.protobuf.Message prototype : prototypes) {
            RandomMessages messages =
                    new RandomMessages(prototype.getClass().getName().hashCode());
            for (int round = 0; round < 200; round++) {
                com.google.protobuf.Message message = messages.like(prototype);
                assertThat(read(prototype, json(message))).isEqualTo(message);
            }
        }
    }

    @Test
    void writesWhatIsAlwaysThereAndLeavesOutWhatIsUnset() {
        assertThat(json(Money.getDefaultInstance())).isEqualTo("{\"amount\":0,\"currency\":\"\"}");
        assertThat(json(Listing.getDefaultInstance()))
                .isEqualTo("{\"id\":\"\",\"title\":\"\",\"description\":\"\",\"categoryId\":\"\",\"images\":[],"
                        + "\"promoted\":false,\"version\":0}");
        assertThat(json(Message.newBuilder().setText("").build())).contains("\"text\":\"\"");
    }

    @Test
    void writesEnumsWithoutTheirPrefix() {
        Listing listing = Listing.newBuilder()
                .setStatus(ListingStatus.LISTING_STATUS_PENDING_REVIEW)
                .setCondition(Condition.CONDITION_LIKE_NEW)
                .build();
        assertThat(json(listing)).contains("\"status\":\"PENDING_REVIEW\"").contains("\"condition\":\"LIKE_NEW\"");
        assertThat(json(listing.toBuilder().setStatusValue(77).build())).doesNotContain("\"status\"");
    }

    @Test
    void readsEnumsOfParametersInCamelCase() {
        SearchListingsRequest.Builder request = SearchListingsRequest.newBuilder();
        JsonReader.of(SearchListingsRequest.getDefaultInstance())
                .read(Json.parse("{\"sort\":\"priceAsc\"}".getBytes(StandardCharsets.UTF_8)), request);
        assertThat(request.getSort().name()).isEqualTo("LISTING_SORT_PRICE_ASC");
    }

    @Test
    void writesTimesAsJavaDoes() {
        for (String time : List.of(
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59.999Z",
                "2000-12-31T01:02:03.000004Z",
                "1900-03-01T00:00:00.000000005Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z")) {
            Instant instant = Instant.parse(time);
            Timestamp timestamp = Timestamp.newBuilder()
                    .setSeconds(instant.getEpochSecond())
                    .setNanos(instant.getNano())
                    .build();
            assertThat(json(Message.newBuilder().setCreatedAt(timestamp).build()))
                    .contains("\"createdAt\":\"" + time + "\"");
        }
    }

    @Test
    void readsTimesOfOtherZones() {
        Message message =
                (Message) read(Message.getDefaultInstance(), "{\"createdAt\":\"2026-01-31T15:30:00.5+05:30\"}");
        assertThat(message.getCreatedAt().getSeconds())
                .isEqualTo(Instant.parse("2026-01-31T10:00:00Z").getEpochSecond());
        assertThat(message.getCreatedAt().getNanos()).isEqualTo(500_000_000);
    }

    @Test
    void writesNumbersAsJsonKnowsThem() {
        Struct struct = Struct.newBuilder()
                .putFields("a", Value.newBuilder().setNumberValue(2015).build())
                .putFields("b", Value.newBuilder().setNumberValue(1.5).build())
                .putFields("c", Value.newBuilder().setNumberValue(Double.NaN).build())
                .build();
        assertThat(json(Listing.newBuilder()
                        .setAttributes(struct)
                        .setVersion(Long.MIN_VALUE)
                        .build()))
                .contains("{\"a\":2015,\"b\":1.5,\"c\":null}")
                .contains("\"version\":-9223372036854775808");
    }

    @Test
    void writesMapsAndOneofs() {
        assertThat(json(Upload.newBuilder().putHeaders("x-amz-date", "now").build()))
                .contains("\"headers\":{\"x-amz-date\":\"now\"}");
        assertThat(json(Change.newBuilder()
                        .setMessage(Message.newBuilder().setSeq(3))
                        .build()))
                .startsWith("{\"changeSeq\":0,\"message\":{")
                .doesNotContain("receipt");
    }

    @Test
    void readsWholeNumbersHoweverTheyAreWritten() {
        assertThat(((Money) read(Money.getDefaultInstance(), "{\"amount\":1e3}")).getAmount())
                .isEqualTo(1000);
        assertThat(((Money) read(Money.getDefaultInstance(), "{\"amount\":5.0}")).getAmount())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1e400", "1.5", "\"1\"", "true", "-1e19"})
    void refusesNumbersThatDoNotFit(String number) {
        assertThatThrownBy(() -> read(Money.getDefaultInstance(), "{\"amount\":" + number + "}"))
                .isInstanceOfSatisfying(BadValueException.class, bad -> assertThat(bad.pointer())
                        .isEqualTo("/amount"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x", "a\\ud83d"})
    void refusesTextThatCannotBeStored(String text) {
        assertThatThrownBy(() -> read(Listing.getDefaultInstance(), "{\"seller\":{\"name\":\"" + text + "\"}}"))
                .isInstanceOfSatisfying(BadValueException.class, bad -> assertThat(bad.pointer())
                        .isEqualTo("/seller/name"));
    }

    @Test
    void pointsIntoListsMapsAndFreeObjects() {
        assertThatThrownBy(() -> read(Listing.getDefaultInstance(), "{\"images\":[{},{\"status\":\"NEW\"}]}"))
                .isInstanceOfSatisfying(BadValueException.class, bad -> assertThat(bad.pointer())
                        .isEqualTo("/images/1/status"));
        assertThatThrownBy(() -> read(Listing.getDefaultInstance(), "{\"attributes\":{\"a/b\":\"\\u0000\"}}"))
                .isInstanceOfSatisfying(BadValueException.class, bad -> assertThat(bad.pointer())
                        .isEqualTo("/attributes/a~1b"));
        assertThatThrownBy(() -> read(Upload.getDefaultInstance(), "{\"headers\":{\"x\":5}}"))
                .isInstanceOfSatisfying(BadValueException.class, bad -> assertThat(bad.pointer())
                        .isEqualTo("/headers/x"));
    }

    private static String json(com.google.protobuf.Message message) {
        return JsonWriter.of(message.getDefaultInstanceForType())
                .toBuffer(message)
                .toString(StandardCharsets.UTF_8);
    }

    private static com.google.protobuf.Message read(com.google.protobuf.Message prototype, String json) {
        com.google.protobuf.Message.Builder builder = prototype.newBuilderForType();
        JsonReader.of(prototype).read(Json.parse(json.getBytes(StandardCharsets.UTF_8)), builder);
        return builder.build();
    }
}
