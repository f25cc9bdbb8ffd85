package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.platform.testing.Eventually;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A picture in a message, all the way: uploaded, sent over REST and over the socket, seen by two, gone with its message. */
class ChatPicturesIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final TestHttp http = new TestHttp(TestBeachdo.shared());
    private final TestMarket market = new TestMarket(http);
    private final String seller = market.seller();
    private final String buyer = market.buyer();
    private final String chat = market.post(
                    "/v1/chats",
                    buyer,
                    new JsonObject()
                            .put(
                                    "listingId",
                                    market.publish(seller, TestMarket.bicycle("Bicycle " + UUID.randomUUID()))),
                    201)
            .getString("id");
    private final String messages = "/v1/chats/" + chat + "/messages";

    @Test
    void isSeenByTheTwoAndGoesWithItsMessage() {
        String image = completed(buyer);
        assertThat(refusal(seller, image)).isEqualTo("picture.not_found");
        JsonObject sent = market.post(messages, buyer, message(image), 201);
        String url = thumb(sent);
        assertThat(fetch(url)).isEqualTo(200);
        assertThat(fetch(url.replaceFirst("\\?.*", ""))).isEqualTo(403);
        JsonObject seen = market.get(messages, seller).getJsonArray("items").getJsonObject(0);
        assertThat(fetch(thumb(seen))).isEqualTo(200);
        assertThat(seen.getJsonObject("image").getString("expiresAt")).isNotEmpty();
        assertThat(http.send("GET", messages, market.buyer(), null).statusCode())
                .isEqualTo(404);
        assertThat(refusal(buyer, image)).isEqualTo("chat.picture_used");

        market.send("DELETE", messages + "/" + sent.getString("id"), buyer, new JsonObject(), 204);

        assertThat(market.get(messages, seller)
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .containsKey("image"))
                .isFalse();
        Eventually.within(40, TimeUnit.SECONDS, () -> assertThat(fetch(url)).isEqualTo(404));
    }

    @Test
    void isSentOverTheSocketAndToldToTheOther() {
        String image = completed(buyer);
        try (RawSocket mine = socket(buyer);
                RawSocket theirs = socket(seller)) {
            theirs.send(new JsonObject().put("type", "register").put("address", "inbox"));
            theirs.send(new JsonObject()
                    .put("type", "send")
                    .put("address", "nowhere")
                    .put("replyAddress", "r0")
                    .put("body", new JsonObject()));
            assertThat(theirs.answer().getString("type")).isEqualTo("err");
            JsonObject reply = mine.send(new JsonObject()
                            .put("type", "send")
                            .put("address", "chat.send")
                            .put("replyAddress", "r1")
                            .put("body", message(image).put("chatId", chat)))
                    .answer();
            JsonObject sent = reply.getJsonObject("body").getJsonObject("message");
            assertThat(fetch(thumb(sent))).isEqualTo(200);
            JsonObject told = theirs.next().getJsonObject("body");
            while (!"message".equals(told.getString("type"))) {
                told = theirs.next().getJsonObject("body");
            }
            assertThat(fetch(thumb(told.getJsonObject("message")))).isEqualTo(200);
        }
    }

    @Test
    void staffSeeItOnceItIsReported() {
        String image = completed(buyer);
        String id = market.post(messages, buyer, message(image), 201).getString("id");
        String path = "/v1/moderation/messages/" + id + "/image";
        String admin = http.adminToken();
        assertThat(http.send("GET", path, admin, null).statusCode()).isEqualTo(404);
        market.post(
                "/v1/reports",
                seller,
                new JsonObject()
                        .put("targetType", "MESSAGE")
                        .put("targetId", id)
                        .put("reason", "HARASSMENT"),
                201);

        JsonObject shown = market.get(path, admin);
        assertThat(fetch(shown.getJsonObject("variants").getString("large"))).isEqualTo(200);
        assertThat(http.send("GET", path, seller, null).statusCode()).isEqualTo(403);
    }

    @Test
    void whatWasSaidIsFound() {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        market.post(
                messages,
                seller,
                new JsonObject()
                        .put("clientMessageId", UUID.randomUUID().toString())
                        .put("text", "Ask for " + word + " at the gate"),
                201);
        for (String member : List.of(seller, buyer)) {
            assertThat(market.get("/v1/me/messages?q=" + word, member).getJsonArray("items"))
                    .hasSize(1);
        }
        assertThat(market.get("/v1/me/messages?q=" + word, market.buyer()).getJsonArray("items"))
                .isEmpty();
        assertThat(http.send("GET", "/v1/me/messages?q=a", buyer, null).statusCode())
                .isEqualTo(400);
    }

    private RawSocket socket(String token) {
        return RawSocket.open(
                TestBeachdo.shared().httpPort(),
                market.post("/v1/realtime/ticket", token, new JsonObject(), 200).getString("ticket"));
    }

    private static JsonObject message(String image) {
        return new JsonObject()
                .put("clientMessageId", UUID.randomUUID().toString())
                .put("imageId", image);
    }

    private String refusal(String token, String image) {
        HttpResponse<String> response =
                http.send("POST", messages, token, message(image).encode());
        return new JsonObject(response.body()).getString("code");
    }

    private static String thumb(JsonObject message) {
        return message.getJsonObject("image").getJsonObject("variants").getString("thumb");
    }

    /** The id of a picture that waits to be sent. */
    private String completed(String token) {
        byte[] photo = photo();
        JsonObject created = market.post(
                "/v1/me/pictures",
                token,
                new JsonObject().put("contentType", "image/jpeg").put("size", photo.length),
                201);
        String id = created.getString("imageId");
        HttpRequest upload = HttpRequest.newBuilder(
                        URI.create(created.getJsonObject("upload").getString("url")))
                .header("Content-Type", "image/jpeg")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(photo))
                .build();
        assertThat(status(upload)).isEqualTo(200);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        market.post("/v1/me/pictures/" + id + "/complete", token, new JsonObject(), 200)
                                .getString("status"))
                .isEqualTo("READY"));
        return id;
    }

    private int fetch(String url) {
        return status(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private int status(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] photo() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            boolean written = ImageIO.write(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB), "jpeg", out);
            assertThat(written).isTrue();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
