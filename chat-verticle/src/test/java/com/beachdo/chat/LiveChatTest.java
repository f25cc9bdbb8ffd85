package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.MessageImage;
import com.beachdo.chat.v1.MessageImageVariants;
import com.beachdo.chat.v1.Offer;
import com.beachdo.common.v1.Money;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveChatTest {
    private static final Message EVERYTHING = Message.newBuilder()
            .setId("0190a000-0000-7000-8000-000000000001")
            .setChatId("0190a000-0000-7000-8000-000000000002")
            .setSeq(7)
            .setClientMessageId("m-1")
            .setSenderId("0190a000-0000-7000-8000-000000000003")
            .setText("Namaste")
            .setOffer(Offer.newBuilder()
                    .setId("0190a000-0000-7000-8000-000000000004")
                    .setPrice(Money.newBuilder().setAmount(400_000).setCurrency("INR"))
                    .setState("OPEN")
                    .setAwaitsUserId("0190a000-0000-7000-8000-000000000005")
                    .setExpiresAt(Timestamp.newBuilder().setSeconds(1_760_000_003))
                    .setVersion(2))
            .setImage(MessageImage.newBuilder()
                    .setId("0190a000-0000-7000-8000-000000000006")
                    .setBlurhash("L6P")
                    .setVariants(MessageImageVariants.newBuilder()
                            .setThumb("https://store/t")
                            .setMedium("https://store/m")
                            .setLarge("https://store/l"))
                    .setExpiresAt(Timestamp.newBuilder().setSeconds(1_760_000_003)))
            .addWarnings("PHONE")
            .setCreatedAt(Timestamp.newBuilder().setSeconds(1_760_000_000).setNanos(123_456_000))
            .setEditedAt(Timestamp.newBuilder().setSeconds(1_760_000_001))
            .setDeletedAt(Timestamp.newBuilder().setSeconds(1_760_000_002).setNanos(500_000_000))
            .build();

    @Test
    void writesAMessageAsRestDoes() {
        assertThat(LiveChat.json(EVERYTHING))
                .isEqualTo(new JsonObject()
                        .put("id", "0190a000-0000-7000-8000-000000000001")
                        .put("chatId", "0190a000-0000-7000-8000-000000000002")
                        .put("seq", 7L)
                        .put("clientMessageId", "m-1")
                        .put("senderId", "0190a000-0000-7000-8000-000000000003")
                        .put("text", "Namaste")
                        .put(
                                "offer",
                                new JsonObject()
                                        .put("id", "0190a000-0000-7000-8000-000000000004")
                                        .put(
                                                "price",
                                                new JsonObject()
                                                        .put("amount", 400_000L)
                                                        .put("currency", "INR"))
                                        .put("state", "OPEN")
                                        .put("awaitsUserId", "0190a000-0000-7000-8000-000000000005")
                                        .put("expiresAt", "2025-10-09T08:53:23Z")
                                        .put("version", 2L))
                        .put(
                                "image",
                                new JsonObject()
                                        .put("id", "0190a000-0000-7000-8000-000000000006")
                                        .put("blurhash", "L6P")
                                        .put(
                                                "variants",
                                                new JsonObject()
                                                        .put("thumb", "https://store/t")
                                                        .put("medium", "https://store/m")
                                                        .put("large", "https://store/l"))
                                        .put("expiresAt", "2025-10-09T08:53:23Z"))
                        .put("warnings", new JsonArray().add("PHONE"))
                        .put("createdAt", "2025-10-09T08:53:20.123456Z")
                        .put("editedAt", "2025-10-09T08:53:21Z")
                        .put("deletedAt", "2025-10-09T08:53:22.500Z"));
    }

    @Test
    void writesEveryFieldOfTheContract() {
        List<String> fields = Message.getDescriptor().getFields().stream()
                .map(FieldDescriptor::getJsonName)
                .toList();
        assertThat(LiveChat.json(EVERYTHING).fieldNames()).containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    void leavesOutWhatIsUnset() {
        Message plain = EVERYTHING.toBuilder()
                .clearText()
                .clearOffer()
                .clearImage()
                .clearWarnings()
                .clearEditedAt()
                .clearDeletedAt()
                .build();
        assertThat(LiveChat.json(plain).fieldNames())
                .containsExactlyInAnyOrder(
                        "id", "chatId", "seq", "clientMessageId", "senderId", "warnings", "createdAt");
    }
}
