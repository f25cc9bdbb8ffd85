package com.beachdo.platform.live;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a holder of sockets: takes the events for the users that are here, at one address however many they are,
 * and keeps the registry told of them. When the registry was away, all are told to it anew, and sockets to resync.
 */
public final class LiveNode {
    private static final Logger LOG = LoggerFactory.getLogger(LiveNode.class);
    private static final long TICK_MILLIS = 1_000;
    private static final int REFRESH_TICKS = PresenceRegistry.SECONDS / 3;
    private static final int AT_ONCE = 500;

    private final String id = UUID.randomUUID().toString();
    private final Vertx vertx;
    private final PresenceRegistry registry;
    private final long graceMillis;
    private final BiConsumer<String, Boolean> onPresence;
    private final Map<String, Here> here = new ConcurrentHashMap<>();
    private final List<MessageConsumer<JsonObject>> consumers = new ArrayList<>();
    private long timer;
    private int ticks;
    private volatile boolean lost;

    /** A user's sockets in this process; none for a moment after the last has gone. */
    private record Here(int sockets, Future<Void> entered) {}

    /**
     * @param graceMillis how long after their last socket somebody counts as present
     * @param onPresence told when a user came to the first process that holds a socket of theirs, or left the last
     */
    public LiveNode(Vertx vertx, PresenceRegistry registry, long graceMillis, BiConsumer<String, Boolean> onPresence) {
        this.vertx = vertx;
        this.registry = registry;
        this.graceMillis = graceMillis;
        this.onPresence = onPresence;
    }

    /** Succeeds when other nodes can reach this one. */
    public Future<Void> start() {
        timer = vertx.setPeriodic(TICK_MILLIS, ignored -> tick());
        if (!vertx.isClustered()) {
            return Future.succeededFuture();
        }
        consumers.add(vertx.eventBus().consumer(LiveEvents.node(id), this::deliver));
        consumers.add(vertx.eventBus().consumer(LiveEvents.EVERY_NODE, this::deliver));
        return Future.all(consumers.stream().map(MessageConsumer::completion).toList())
                .mapEmpty();
    }

    private void deliver(Message<JsonObject> message) {
        @Nullable String userId = message.headers().get(LiveEvents.USER);
        if (userId != null && here.containsKey(userId)) {
            LiveEvents.publishHere(vertx, userId, message.body());
        }
    }

    /** One more socket of a user; succeeds when events that other nodes send find it. */
    @CanIgnoreReturnValue
    public Future<Void> entered(String userId) {
        return here.compute(
                        userId,
                        (ignored, known) -> known == null
                                ? new Here(1, enter(userId))
                                : new Here(known.sockets() + 1, known.entered()))
                .entered();
    }

    private Future<Void> enter(String userId) {
        Future<Void> entered = registry.enter(id, List.of(userId)).map(before -> {
            if (before.get(0) == 0) {
                onPresence.accept(userId, true);
            }
            return null;
        });
        entered.onFailure(down -> lost = true);
        return vertx.isClustered() ? entered : Future.succeededFuture();
    }

    /** One socket of a user less. */
    public void left(String userId) {
        Here left = here.computeIfPresent(userId, (ignored, known) -> new Here(known.sockets() - 1, known.entered()));
        if (left != null && left.sockets() == 0) {
            long unused = vertx.setTimer(Math.max(1, graceMillis), ignored -> goneFor(userId));
        }
    }

    private void goneFor(String userId) {
        Here unused = here.computeIfPresent(userId, (ignored, known) -> {
            if (known.sockets() > 0) {
                return known;
            }
            registry.leave(id, List.of(userId)).onSuccess(left -> {
                if (left.get(0) == 0) {
                    onPresence.accept(userId, false);
                }
            });
            return null;
        });
    }

    /** Finds out every second whether the registry is there, so that little passes unseen when it lost what it knew. */
    private void tick() {
        ticks++;
        Future<?> reached = lost || ticks % REFRESH_TICKS == 0 ? refresh() : registry.ping();
        reached.onComplete(done -> {
            if (done.failed()) {
                lost = true;
            } else if (lost) {
                lost = false;
                LOG.info("the registry of sockets is back; told it of {} users", here.size());
                resync();
            }
        });
    }

    private void resync() {
        if (vertx.isClustered()) {
            LiveEvents.resync(vertx);
        }
    }

    private Future<Void> refresh() {
        return inSlices(slice -> registry.enter(id, slice));
    }

    private Future<Void> inSlices(java.util.function.Function<List<String>, Future<?>> action) {
        List<String> all = List.copyOf(here.keySet());
        Future<Void> done = registry.ping().mapEmpty();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> slice = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            done = done.compose(ignored -> action.apply(slice).mapEmpty());
        }
        return done;
    }

    /** Holds no sockets any more. */
    public Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        Future<Void> forgotten = inSlices(slice -> registry.leave(id, slice))
                .timeout(TICK_MILLIS, TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
        return forgotten.compose(ignored -> Future.join(
                        consumers.stream().map(MessageConsumer::unregister).toList())
                .otherwiseEmpty()
                .mapEmpty());
    }
}
