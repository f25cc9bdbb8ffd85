package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.platform.testing.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody wants mails of what they did not read, gets one, and stops them by its link. */
class NotificationPathIT {
    private static final Pattern VERIFY = Pattern.compile("verify-email\\?token=([A-Za-z0-9_-]+)");
    private static final Pattern STOP = Pattern.compile("notifications/unsubscribe\\?token=([A-Za-z0-9_-]+)");
    private final TestHttp http = new TestHttp(TestBeachdo.shared());

    @Test
    void aMailComesForWhatWasNotReadAndItsLinkStopsMore() {
        String email = "told-" + UUID.randomUUID() + "@example.com";
        String author = TestHttp.token(http.register(email));
        JsonObject proof = new JsonObject().put("token", mailed(email, VERIFY));
        assertThat(http.send("POST", "/v1/auth/email/verify", null, proof.encode())
                        .statusCode())
                .isEqualTo(204);
        JsonObject mails = new JsonObject()
                .put(
                        "items",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kind", "COMMENT")
                                        .put("inApp", true)
                                        .put("mail", "INSTANT")));
        HttpResponse<String> set = http.send("PUT", "/v1/me/notifications/preferences", author, mails.encode());
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        mails.getJsonArray("items").getJsonObject(0).put("kind", "POST_REMOVED").put("inApp", false);
        assertThat(http.send("PUT", "/v1/me/notifications/preferences", author, mails.encode())
                        .body())
                .contains("/items/0/inApp");

        comment(thread(author));
        String token = mailed(email, STOP);

        assertThat(stop(token + "x").statusCode()).isEqualTo(422);
        assertThat(stop(token).statusCode()).isEqualTo(204);
        assertThat(http.send("GET", "/v1/me/notifications/preferences", author, null)
                        .body())
                .doesNotContain("INSTANT");
    }

    private HttpResponse<String> stop(String token) {
        return http.send("POST", "/v1/notifications/unsubscribe?token=" + token, null, null);
    }

    private String mailed(String email, Pattern link) {
        String[] found = {""};
        Eventually.within(30, TimeUnit.SECONDS, () -> {
            Matcher matcher = link.matcher(http.management("/dev/messages?to=" + email.replace("@", "%40"))
                    .body());
            assertThat(matcher.find()).isTrue();
            found[0] = matcher.group(1);
        });
        return found[0];
    }

    private String thread(String author) {
        String board = new JsonObject(
                        http.send("GET", "/v1/forum/boards", author, null).body())
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        JsonObject thread = new JsonObject()
                .put("boardId", board)
                .put("title", "Who knows? " + UUID.randomUUID())
                .put("body", "Tell me.");
        return new JsonObject(http.send("POST", "/v1/forum/threads", author, thread.encode())
                        .body())
                .getString("id");
    }

    private void comment(String thread) {
        String reader = TestHttp.token(http.register("reader-" + UUID.randomUUID() + "@example.com"));
        JsonObject comment = new JsonObject().put("body", "I do.");
        assertThat(http.send("POST", "/v1/forum/threads/" + thread + "/comments", reader, comment.encode())
                        .statusCode())
                .isEqualTo(201);
    }
}
