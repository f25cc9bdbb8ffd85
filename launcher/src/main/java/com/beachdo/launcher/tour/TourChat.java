package com.beachdo.launcher.tour;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;

/** The chat part of the tour: live both ways, receipts, unread counts, and a client that drops and resumes. */
final class TourChat {
    private final Tour tour;
    private final HttpClient http;
    private final Api seller;
    private final Api buyer;

    TourChat(Tour tour, HttpClient http, Api seller, Api buyer) {
        this.tour = tour;
        this.http = http;
        this.seller = seller;
        this.buyer = buyer;
    }

    void walk(String listingId) {
        tour.step("Open a chat about it");
        JsonObject about = new JsonObject().put("listingId", listingId);
        String chatId = buyer.post("/v1/chats", about, 201).getString("id");
        tour.require(
                chatId.equals(buyer.post("/v1/chats", about, 200).getString("id")), "asking again finds the same room");
        try (LiveSocket sellerSocket = LiveSocket.connect(http, seller);
                LiveSocket buyerSocket = LiveSocket.connect(http, buyer)) {
            talk(chatId, sellerSocket, buyerSocket);
        }
        resume(chatId);
    }

    private void talk(String chatId, LiveSocket sellerSocket, LiveSocket buyerSocket) {
        tour.step("Both connect over SockJS; a message arrives live");
        JsonObject message = message(chatId, "tour-1", "Is the bicycle still there?");
        JsonObject sent =
                buyerSocket.request("chat.send", message).getJsonObject("body").getJsonObject("message");
        tour.require(sent.getLong("seq") == 1, "the message is stored as number 1");
        JsonObject arrived = sellerSocket.event("message", event -> true).getJsonObject("message");
        tour.require(sent.getString("id").equals(arrived.getString("id")), "the seller has it live");
        JsonObject again =
                buyerSocket.request("chat.send", message).getJsonObject("body").getJsonObject("message");
        tour.require(sent.getString("id").equals(again.getString("id")), "sending it again answers the same message");
        tour.require(unread(seller, chatId) == 1, "the seller has one unread message");
        tour.step("The read receipt comes back");
        JsonObject unused = sellerSocket.request(
                "chat.read", new JsonObject().put("chatId", chatId).put("seq", 1));
        JsonObject receipt = buyerSocket.event("receipt", event -> event.getLong("readSeq", 0L) == 1);
        tour.require(chatId.equals(receipt.getString("chatId")), "the buyer sees that it was read");
        tour.require(unread(seller, chatId) == 0, "nothing is unread");
    }

    private void resume(String chatId) {
        tour.step("The buyer's client is gone, misses a message, and resumes by sequence");
        long since = buyer.get("/v1/chats/" + chatId).getLong("changeSeq");
        JsonObject unused = seller.post(
                "/v1/chats/" + chatId + "/messages",
                new JsonObject().put("clientMessageId", "tour-2").put("text", "Yes, come and see it on Sunday."),
                201);
        JsonArray missed =
                buyer.get("/v1/chats/" + chatId + "/changes?since=" + since).getJsonArray("items");
        boolean found = missed.stream()
                .map(JsonObject.class::cast)
                .anyMatch(change -> change.containsKey("message")
                        && change.getJsonObject("message").getLong("seq") == 2);
        tour.require(found, "the missed message is among the changes");
        tour.require(unread(buyer, chatId) == 1, "the buyer has one unread message");
    }

    private static JsonObject message(String chatId, String clientMessageId, String text) {
        return new JsonObject()
                .put("chatId", chatId)
                .put("clientMessageId", clientMessageId)
                .put("text", text);
    }

    private static long unread(Api api, String chatId) {
        return api.get("/v1/chats/" + chatId).getLong("unreadCount");
    }
}
