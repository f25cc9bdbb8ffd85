package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.Message;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
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
                .clearEditedAt()
                .clearDeletedAt()
                .build();
        assertThat(LiveChat.json(plain).fieldNames())
                .containsExactlyInAnyOrder("id", "chatId", "seq", "clientMessageId", "senderId", "createdAt");
    }
}
