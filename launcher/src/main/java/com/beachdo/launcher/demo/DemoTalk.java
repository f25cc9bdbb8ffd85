package com.beachdo.launcher.demo;

import com.beachdo.chat.v1.OpenRoomRequest;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.chat.v1.SendMessageRequest;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.CreateCommentRequest;
import com.beachdo.forum.v1.CreateThreadRequest;
import com.beachdo.forum.v1.ListBoardsRequest;
import com.beachdo.forum.v1.Threads;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Channel;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;

/** Some conversations and threads, written by the demo people through the contracts. */
final class DemoTalk {
    private static final Set<String> ROLES = Set.of("BUYER", "SELLER");
    private static final List<String> TOPICS = List.of(
            "Which papers to check before buying a used car?",
            "Is a token amount safe before seeing the flat?",
            "Best time of the year to sell a refrigerator",
            "How do you price an old phone?",
            "Share your negotiation stories",
            "Meeting places that felt safe in your city");

    private final Vertx vertx;
    private final Rooms rooms;
    private final com.beachdo.chat.v1.Messages messages;
    private final Threads threads;
    private final Comments comments;

    DemoTalk(Vertx vertx, Channel channel) {
        this.vertx = vertx;
        this.rooms = Rpc.of(Rooms.class).client(channel);
        this.messages = Rpc.of(com.beachdo.chat.v1.Messages.class).client(channel);
        this.threads = Rpc.of(Threads.class).client(channel);
        this.comments = Rpc.of(Comments.class).client(channel);
    }

    /** The buyer asks about some listings; their sellers answer. */
    void chats(String buyer, List<String> listingIds) {
        for (String listingId : listingIds) {
            try {
                chat(buyer, listingId);
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof RpcException)) {
                    throw e;
                }
                // the buyer's own, or not for sale any more
            }
        }
    }

    private void chat(String buyer, String listingId) {
        com.beachdo.chat.v1.Room room = as(
                        buyer,
                        () -> rooms.openRoom(OpenRoomRequest.newBuilder()
                                .setListingId(listingId)
                                .build()))
                .getRoom();
        say(buyer, room.getId(), "demo-1", "Namaste, is it still available?");
        say(room.getSellerId(), room.getId(), "demo-2", "Yes. When would you like to see it?");
        say(buyer, room.getId(), "demo-3", "Saturday morning, if the price can come down a little.");
    }

    private void say(String user, String room, String id, String text) {
        Object unused = as(
                user,
                () -> messages.sendMessage(SendMessageRequest.newBuilder()
                        .setChatId(room)
                        .setClientMessageId(id)
                        .setText(text)
                        .build()));
    }

    void forum(List<String> users) {
        List<String> boards =
                as(users.get(0), () -> threads.listBoards(ListBoardsRequest.getDefaultInstance()))
                        .getItemsList()
                        .stream()
                        .map(com.beachdo.forum.v1.Board::getId)
                        .toList();
        for (int topic = 0; topic < TOPICS.size(); topic++) {
            thread(topic, boards.get(topic % boards.size()), users);
        }
    }

    private void thread(int topic, String board, List<String> users) {
        CreateThreadRequest request = CreateThreadRequest.newBuilder()
                .setBoardId(board)
                .setTitle(TOPICS.get(topic))
                .setBody("I would like to hear from people who have *done it*. What worked for you?")
                .addTags("advice")
                .build();
        CallContext author = caller(users.get(topic % users.size())).withIdempotencyKey("demo-thread-" + topic);
        String threadId = DemoLoader.await(vertx, author, () -> threads.createThread(request))
                .getId();
        for (int number = 0; number < 4; number++) {
            CreateCommentRequest comment = CreateCommentRequest.newBuilder()
                    .setThreadId(threadId)
                    .setBody(number % 2 == 0 ? "Take somebody along who knows about it." : "Ask for the bill, always.")
                    .build();
            CallContext reader = caller(users.get((topic * 5 + number + 1) % users.size()))
                    .withIdempotencyKey("demo-comment-" + topic + "-" + number);
            Object unused = DemoLoader.await(vertx, reader, () -> comments.createComment(comment));
        }
    }

    private <T> T as(String user, java.util.function.Supplier<io.vertx.core.Future<T>> call) {
        return DemoLoader.await(vertx, caller(user), call);
    }

    private static CallContext caller(String user) {
        return CallContext.ANONYMOUS.withSubject(user, ROLES, "demo");
    }
}
