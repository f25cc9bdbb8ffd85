package com.beachdo.launcher.chat;

import com.beachdo.launcher.chat.ChatServer.RefusedException;
import com.beachdo.launcher.chat.History.Ended;
import com.beachdo.launcher.chat.History.Invoke;
import com.beachdo.launcher.chat.History.Outcome;
import com.beachdo.launcher.chat.History.Receipt;
import com.beachdo.launcher.chat.History.Shown;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One device of somebody in one room, as a client is to be written: connects again for ever, sends again under the same id
 * until it is answered, shows messages in the order of seq, asks for the changes when an event does not follow on what it
 * knows. Lives on one event loop.
 */
public final class ChatDevice {
    private static final int RETRY_MILLIS = 200;

    private final Vertx vertx;
    private final Account account;
    private final String name;
    private final String chatId;
    private final History history;
    private final Map<Long, JsonObject> early = new TreeMap<>();
    private @Nullable BridgeSocket socket;
    private boolean stopped;
    private long changeSeq;
    private long shownSeq;
    private boolean resuming;
    private boolean resumeAgain;

    public ChatDevice(Vertx vertx, Account account, String name, String chatId, History history) {
        this.vertx = vertx;
        this.account = account;
        this.name = name;
        this.chatId = chatId;
        this.history = history;
    }

    String name() {
        return name;
    }

    String chatId() {
        return chatId;
    }

    Account account() {
        return account;
    }

    /** How many messages it shows. */
    long shownSeq() {
        return shownSeq;
    }

    boolean isConnected() {
        return socket != null;
    }

    void connect() {
        if (stopped) {
            return;
        }
        account.connect()
                .onSuccess(open -> {
                    socket = open.listen(this::event, this::dropped);
                    resume();
                })
                .onFailure(failure -> later(this::connect));
    }

    private void dropped() {
        socket = null;
        later(this::connect);
    }

    /** The network goes; the device comes back by itself. */
    void drop() {
        BridgeSocket open = socket;
        if (open != null) {
            open.drop();
        }
    }

    void stop() {
        stopped = true;
        drop();
    }

    private void later(Runnable action) {
        long unused = vertx.setTimer(
                RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_MILLIS), ignored -> action.run());
    }

    /** Succeeds when it is known what became of it, or the device was stopped. */
    Future<Void> send(String clientMessageId, String text) {
        history.add(new Invoke(chatId, account.id(), clientMessageId, text));
        Promise<Void> done = Promise.promise();
        attempt(clientMessageId, text, done);
        return done.future();
    }

    private void attempt(String clientMessageId, String text, Promise<Void> done) {
        BridgeSocket open = socket;
        if (stopped) {
            end(Outcome.INFO, clientMessageId, 0, "stopped", done);
        } else if (open == null) {
            later(() -> attempt(clientMessageId, text, done));
        } else {
            JsonObject body = new JsonObject()
                    .put("chatId", chatId)
                    .put("clientMessageId", clientMessageId)
                    .put("text", text);
            open.request("chat.send", body).onComplete(reply -> {
                if (reply.succeeded()) {
                    long seq = reply.result().getJsonObject("message").getLong("seq");
                    end(Outcome.OK, clientMessageId, seq, "", done);
                } else if (reply.cause() instanceof RefusedException refused && refused.isDefinite()) {
                    end(Outcome.FAIL, clientMessageId, 0, String.valueOf(refused.getMessage()), done);
                } else {
                    later(() -> attempt(clientMessageId, text, done));
                }
            });
        }
    }

    private void end(Outcome outcome, String clientMessageId, long seq, String why, Promise<Void> done) {
        history.add(new Ended(outcome, chatId, account.id(), clientMessageId, seq, why));
        done.complete();
    }

    private void event(JsonObject event) {
        JsonObject message = event.getJsonObject("message");
        String about = message == null ? event.getString("chatId") : message.getString("chatId");
        String type = event.getString("type", "");
        if (type.equals("session") && "resync".equals(event.getString("reason"))) {
            resume();
        } else if (chatId.equals(about) && event.containsKey("changeSeq")) {
            if (event.getLong("since") == changeSeq) {
                apply(type, event, message);
                changeSeq = event.getLong("changeSeq");
            } else if (event.getLong("changeSeq") > changeSeq) {
                resume();
            }
        }
    }

    private void apply(String type, JsonObject event, @Nullable JsonObject message) {
        if (type.equals("receipt")) {
            receipt(event);
        } else if (message != null) {
            message(message);
        }
    }

    private void message(JsonObject message) {
        if (message.getLong("seq") > shownSeq) {
            JsonObject unused = early.put(message.getLong("seq"), message);
        }
        for (JsonObject next = early.remove(shownSeq + 1); next != null; next = early.remove(shownSeq + 1)) {
            shownSeq++;
            history.add(shown(name, next));
        }
    }

    static Shown shown(String device, JsonObject message) {
        return new Shown(
                device,
                message.getString("chatId"),
                message.getLong("seq"),
                message.getString("senderId"),
                message.getString("clientMessageId"),
                message.getString("text", ""));
    }

    private void receipt(JsonObject receipt) {
        history.add(new Receipt(
                name,
                chatId,
                receipt.getString("userId"),
                receipt.getLong("readSeq"),
                receipt.getLong("deliveredSeq")));
    }

    /** Says that all it shows was read. */
    void read() {
        BridgeSocket open = socket;
        if (open != null && shownSeq > 0) {
            Future<JsonObject> unused = open.request(
                    "chat.read", new JsonObject().put("chatId", chatId).put("seq", shownSeq));
        }
    }

    void resume() {
        if (resuming) {
            resumeAgain = true;
            return;
        }
        resuming = true;
        account.call(HttpMethod.GET, "/v1/chats/" + chatId + "/changes?limit=100&since=" + changeSeq, null)
                .onComplete(done -> {
                    resuming = false;
                    if (done.failed()) {
                        later(this::resumeIfConnected);
                    } else {
                        resumed(done.result());
                    }
                });
    }

    private void resumeIfConnected() {
        if (socket != null && !stopped) {
            resume();
        }
    }

    private void resumed(JsonObject changes) {
        // events may have come meanwhile; all since then is in it all the same
        if (changes.getLong("changeSeq") > changeSeq) {
            changes.getJsonArray("items").stream().map(JsonObject.class::cast).forEach(change -> {
                JsonObject receipt = change.getJsonObject("receipt");
                apply(
                        receipt == null ? "message" : "receipt",
                        receipt == null ? change : receipt,
                        change.getJsonObject("message"));
            });
            changeSeq = changes.getLong("changeSeq");
        }
        boolean again = resumeAgain || changes.getBoolean("more");
        resumeAgain = false;
        if (again) {
            resume();
        }
    }
}
