package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.MessagesService;
import com.beachdo.chat.v1.OpenRoomReply;
import com.beachdo.chat.v1.OpenRoomRequest;
import com.beachdo.chat.v1.Room;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.chat.v1.RoomsService;
import com.beachdo.chat.v1.SendMessageReply;
import com.beachdo.chat.v1.SendMessageRequest;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Replies whose body is a part of the message. */
class RoomsTest {
    private static final class FakeRooms extends RoomsService {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Future<OpenRoomReply> openRoom(OpenRoomRequest request) {
            return Future.succeededFuture(OpenRoomReply.newBuilder()
                    .setCreated(calls.getAndIncrement() == 0)
                    .setRoom(Room.newBuilder().setId("r1").setLastSeq(4))
                    .build());
        }
    }

    private static final class FakeMessages extends MessagesService {
        @Override
        public Future<SendMessageReply> sendMessage(SendMessageRequest request) {
            return Future.succeededFuture(SendMessageReply.newBuilder()
                    .setMessage(Message.newBuilder().setText(request.getText()))
                    .build());
        }
    }

    @Test
    void theStatusTellsWhetherSomethingWasMade() {
        try (TestEdge edge = TestEdge.withDefaults()) {
            edge.fake(Rooms.class, new FakeRooms());
            edge.fake(Messages.class, new FakeMessages());
            String token = edge.token("u1", "BUYER");
            String body = "{\"listingId\":\"" + UUID.randomUUID() + "\"}";
            Answer first = edge.post("/v1/chats", token, body);
            assertThat(first.status()).isEqualTo(201);
            assertThat(first.json().getInteger("lastSeq")).isEqualTo(4);
            assertThat(first.json().containsKey("room")).isFalse();
            assertThat(edge.post("/v1/chats", token, body).status()).isEqualTo(200);
            Answer message = edge.post(
                    "/v1/chats/" + UUID.randomUUID() + "/messages",
                    token,
                    "{\"clientMessageId\":\"c\",\"text\":\"hi\"}");
            assertThat(message.status()).isEqualTo(201);
            assertThat(message.json().getString("text")).isEqualTo("hi");
        }
    }
}
