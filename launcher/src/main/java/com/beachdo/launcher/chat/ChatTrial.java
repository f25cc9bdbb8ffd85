package com.beachdo.launcher.chat;

import com.beachdo.launcher.chat.ChatRooms.Pair;
import com.beachdo.launcher.chat.History.Ended;
import com.beachdo.launcher.chat.History.Fault;
import com.beachdo.launcher.chat.History.Outcome;
import com.beachdo.launcher.chat.History.Receipt;
import com.beachdo.launcher.chat.History.Shown;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Devices that talk in pairs, drop and come back, until told to end. Lives on one event loop. */
public final class ChatTrial {
    private static final int PAUSE_MILLIS = 100;
    private static final int DROP_MILLIS = 1_000;
    private static final int POLL_MILLIS = 200;
    /** Messages of a room that some of its devices may show a moment before others. */
    private static final int IN_FLIGHT = 4;

    private final Vertx vertx;
    private final History history;
    private final List<ChatDevice> devices = new ArrayList<>();
    private final List<Pair> pairs;
    private final List<Future<Void>> senders = new ArrayList<>();
    private boolean sending = true;
    private int reconnects;

    /** What came of it. */
    public record Result(
            long acknowledged, long refused, long unknown, long shown, int reconnects, List<String> violations) {}

    /** @param clients devices in all; beyond two for a pair, second ones of the same people */
    public ChatTrial(Vertx vertx, List<Pair> pairs, int clients, History history) {
        this.vertx = vertx;
        this.pairs = pairs;
        this.history = history;
        for (int number = 0; number < clients; number++) {
            Pair pair = pairs.get(number / 2 % pairs.size());
            Account account = number % 2 == 0 ? pair.buyer() : pair.seller();
            devices.add(new ChatDevice(vertx, account, "device-" + number, pair.chatId(), history));
        }
    }

    /** Everybody connects and talks; the first devices of people send, the others read. Every second a socket is dropped. */
    public void startAndDrop() {
        start();
        long unused = vertx.setPeriodic(DROP_MILLIS, ignored -> dropOne());
    }

    /** Everybody connects and talks; the first devices of people send, the others read. */
    public void start() {
        for (int number = 0; number < devices.size(); number++) {
            ChatDevice device = devices.get(number);
            device.connect();
            if (number < 2 * pairs.size()) {
                senders.add(talk(device, number, 0));
            }
        }
    }

    private Future<Void> talk(ChatDevice device, int number, int count) {
        if (!sending) {
            return Future.succeededFuture();
        }
        return device.send("c" + number + "-" + count, "message " + count + " of " + device.name())
                .compose(ignored -> pause(PAUSE_MILLIS))
                .compose(ignored -> {
                    device.read();
                    return talk(device, number, count + 1);
                });
    }

    private Future<Void> pause(int millis) {
        return vertx.timer(millis + ThreadLocalRandom.current().nextInt(millis), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    private void dropOne() {
        if (sending) {
            reconnects++;
            devices.get(ThreadLocalRandom.current().nextInt(devices.size())).drop();
        }
    }

    /** Whether every device has a socket and shows all that the other of its room shows. On its event loop. */
    public boolean isWhole() {
        Map<String, Long> most = new HashMap<>();
        devices.forEach(device -> most.merge(device.chatId(), device.shownSeq(), Math::max));
        return devices.stream()
                .allMatch(device -> device.isConnected()
                        && device.shownSeq() + IN_FLIGHT >= most.getOrDefault(device.chatId(), 0L));
    }

    public void fault(String what) {
        history.add(new Fault(what));
    }

    /** No more faults: what is under way ends, all devices catch up, and the history is held against what is stored. */
    public Future<Result> end() {
        sending = false;
        return Future.join(senders).compose(ignored -> finals()).compose(finals -> caughtUp(finals, 100)
                .map(ignored -> judge(finals)));
    }

    private Future<List<HistoryChecker.Final>> finals() {
        Future<List<HistoryChecker.Final>> all = Future.succeededFuture(new ArrayList<>());
        for (Pair pair : pairs) {
            all = all.compose(before -> stored(pair, 0, new ArrayList<>())
                    .compose(messages -> receipts(pair).map(receipts -> {
                        before.add(new HistoryChecker.Final(pair.chatId(), messages, receipts));
                        return before;
                    })));
        }
        return all;
    }

    private Future<List<Shown>> stored(Pair pair, long after, List<Shown> before) {
        return pair.buyer()
                .call(HttpMethod.GET, "/v1/chats/" + pair.chatId() + "/messages?limit=100&after=" + after, null)
                .compose(page -> {
                    page.getJsonArray("items").stream()
                            .map(JsonObject.class::cast)
                            .forEach(message -> before.add(ChatDevice.shown("the server", message)));
                    return page.getJsonArray("items").isEmpty()
                            ? Future.succeededFuture(before)
                            : stored(pair, before.get(before.size() - 1).seq(), before);
                });
    }

    private static Future<List<Receipt>> receipts(Pair pair) {
        return pair.buyer()
                .call(HttpMethod.GET, "/v1/chats/" + pair.chatId(), null)
                .map(room -> List.of(
                        new Receipt(
                                "the server",
                                pair.chatId(),
                                pair.buyer().id(),
                                room.getLong("readSeq"),
                                room.getLong("deliveredSeq")),
                        new Receipt(
                                "the server",
                                pair.chatId(),
                                pair.seller().id(),
                                room.getLong("counterpartReadSeq"),
                                room.getLong("counterpartDeliveredSeq"))));
    }

    /** Devices that are not there in the end are found by the checker. */
    private Future<Void> caughtUp(List<HistoryChecker.Final> finals, int tries) {
        Map<String, Integer> sizes = new HashMap<>();
        finals.forEach(last -> sizes.put(last.chatId(), last.messages().size()));
        boolean all = devices.stream()
                .allMatch(
                        device -> device.isConnected() && device.shownSeq() == sizes.getOrDefault(device.chatId(), 0));
        return all || tries == 0
                ? Future.succeededFuture()
                : pause(POLL_MILLIS).compose(ignored -> caughtUp(finals, tries - 1));
    }

    private Result judge(List<HistoryChecker.Final> finals) {
        Map<String, String> rooms = new HashMap<>();
        devices.forEach(device -> rooms.put(device.name(), device.chatId()));
        devices.forEach(ChatDevice::stop);
        List<History.Event> events = history.events();
        return new Result(
                count(events, Outcome.OK),
                count(events, Outcome.FAIL),
                count(events, Outcome.INFO),
                events.stream().filter(Shown.class::isInstance).count(),
                reconnects,
                HistoryChecker.check(events, finals, rooms));
    }

    private static long count(List<History.Event> events, Outcome outcome) {
        return events.stream()
                .filter(event -> event instanceof Ended end && end.outcome() == outcome)
                .count();
    }
}
