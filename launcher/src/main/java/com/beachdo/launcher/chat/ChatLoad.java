package com.beachdo.launcher.chat;

import com.beachdo.launcher.chat.ChatRooms.Pair;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sockets of some rooms, and messages that are sent at a fixed rate whatever becomes of them. Lives on one event loop. */
final class ChatLoad {
    private static final int TICK_MILLIS = 5;
    private static final long LAST_MILLIS = 5_000;
    private static final int CONNECT_AT_ONCE = 8;
    private static final int CONNECT_TRIES = 10;
    private static final String MARK = "sent at ";

    private final Vertx vertx;
    private final List<Seat> seats = new ArrayList<>();
    private final int socketsOfARoom;
    private long[] latencies = new long[1 << 16];
    private int delivered;
    private int acknowledged;
    private int failed;
    private int sent;
    private int run;

    /** A member's socket, through which messages go in. */
    private record Seat(LoadSocket socket, String chatId) {}

    /** A way into a room for one more socket of a member's. */
    record Door(String chatId, Supplier<Future<LoadSocket>> opens) {
        /** The buyer's and the seller's. */
        static List<Door> of(Pair pair) {
            return List.of(of(pair.chatId(), pair.buyer()), of(pair.chatId(), pair.seller()));
        }

        private static Door of(String chatId, Account account) {
            return new Door(chatId, () -> account.connect().map(BridgeLoadSocket::new));
        }
    }

    /** How a rate went; latencies from the moment a message was to be sent, to its arrival at a socket, in milliseconds. */
    record Outcome(
            int rate, double seconds, int sent, int acknowledged, long delivered, long lost, double p50, double p99) {
        boolean isHeld() {
            return p99 < 250 && lost == 0 && acknowledged == sent;
        }
    }

    private ChatLoad(Vertx vertx, int socketsOfARoom) {
        this.vertx = vertx;
        this.socketsOfARoom = socketsOfARoom;
    }

    /** @param rooms the doors of each, which its sockets come in by in turn */
    static Future<ChatLoad> open(Vertx vertx, List<List<Door>> rooms, int socketsOfARoom) {
        ChatLoad load = new ChatLoad(vertx, socketsOfARoom);
        List<Future<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < CONNECT_AT_ONCE; lane++) {
            Future<Void> chain = Future.succeededFuture();
            for (int number = lane; number < rooms.size() * socketsOfARoom; number += CONNECT_AT_ONCE) {
                List<Door> doors = rooms.get(number / socketsOfARoom);
                Door door = doors.get(number % doors.size());
                chain = chain.compose(ignored -> connect(door, CONNECT_TRIES)).map(socket -> {
                    load.seats.add(new Seat(socket, door.chatId()));
                    socket.tap(load::arrived);
                    return null;
                });
            }
            lanes.add(chain);
        }
        return Future.all(lanes).map(load);
    }

    private static Future<LoadSocket> connect(Door door, int tries) {
        return door.opens()
                .get()
                .recover(failure -> tries > 1 ? connect(door, tries - 1) : Future.failedFuture(failure));
    }

    int sockets() {
        return seats.size();
    }

    private void arrived(String frame) {
        int mark = frame.indexOf(MARK);
        if (mark < 0) {
            return;
        }
        int at = mark + MARK.length();
        int space = frame.indexOf(' ', at);
        int end = frame.indexOf('"', space);
        if (Integer.parseInt(frame.substring(at, space)) != run) {
            return;
        }
        if (delivered == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * delivered);
        }
        latencies[delivered++] = System.nanoTime() - Long.parseLong(frame.substring(space + 1, end));
    }

    Future<Outcome> offer(int rate, int seconds) {
        run++;
        delivered = 0;
        acknowledged = 0;
        failed = 0;
        sent = 0;
        long start = System.nanoTime();
        int all = rate * seconds;
        Promise<Outcome> done = Promise.promise();
        long unused = vertx.setPeriodic(TICK_MILLIS, timer -> {
            long due = Math.min(all, (System.nanoTime() - start) * rate / 1_000_000_000L);
            while (sent < due) {
                long intended = start + sent * 1_000_000_000L / rate;
                send(seats.get(sent % seats.size()), intended);
                sent++;
            }
            boolean over = System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)
                    && (delivered == (long) all * socketsOfARoom && acknowledged == all
                            || System.nanoTime() - start
                                    > TimeUnit.SECONDS.toNanos(seconds) + TimeUnit.MILLISECONDS.toNanos(LAST_MILLIS));
            if (over) {
                boolean unusedToo = vertx.cancelTimer(timer);
                done.complete(outcome(rate, (System.nanoTime() - start) / 1e9));
            }
        });
        return done.future();
    }

    private void send(Seat seat, long intended) {
        seat.socket()
                .send(seat.chatId(), run + "-" + sent + "-" + intended, MARK + run + " " + intended)
                .onSuccess(ignored -> acknowledged++)
                .onFailure(ignored -> failed++);
    }

    private Outcome outcome(int rate, double seconds) {
        long[] sorted = Arrays.copyOf(latencies, delivered);
        Arrays.sort(sorted);
        return new Outcome(
                rate,
                seconds,
                sent,
                acknowledged,
                delivered,
                (long) sent * socketsOfARoom - delivered,
                at(sorted, 0.5),
                at(sorted, 0.99));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    void close() {
        seats.forEach(seat -> seat.socket().drop());
    }
}
