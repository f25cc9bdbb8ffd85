package com.beachdo.platform;

import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.events.Inbox;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.rpc.BusChannel;
import com.beachdo.platform.rpc.BusServer;
import com.beachdo.platform.rpc.Channel;
import com.beachdo.platform.rpc.InFlight;
import com.beachdo.platform.rpc.Rehearsal;
import com.beachdo.platform.rpc.Rpc;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What a domain verticle works with: its database, the contracts of others, and where to serve its own. */
public final class Domain {
    private final Vertx vertx;
    private final PlatformConfig config;
    private final Db db;
    private final Inbox inbox;
    private final Channel channel;
    private final LiveEvents live;
    private final EventTransport events;
    private final InFlight inFlight = new InFlight();
    private final Rehearsal rehearsal;
    private final List<Supplier<Future<? extends MessageConsumer<?>>>> contracts = new ArrayList<>();
    private final List<Future<? extends MessageConsumer<?>>> serving = new ArrayList<>();

    Domain(Vertx vertx, PlatformConfig config, Db db, EventTransport events) {
        this.vertx = vertx;
        this.config = config;
        this.db = db;
        this.events = events;
        this.inbox = new Inbox(db);
        this.channel = new BusChannel(vertx, config.callTimeoutMillis());
        this.live = new LiveEvents(vertx, config.redis());
        this.rehearsal = new Rehearsal(vertx);
    }

    public Vertx vertx() {
        return vertx;
    }

    public PlatformConfig config() {
        return config;
    }

    public Db db() {
        return db;
    }

    public LiveEvents live() {
        return live;
    }

    /** Another domain's contract, called as the caller of the call being served. */
    public <C> C client(Class<C> contract) {
        return Rpc.of(contract).client(channel);
    }

    /** Another domain's contract, called on this domain's own behalf (role SERVICE). */
    public <C> C serviceClient(Class<C> contract) {
        return Rpc.of(contract).serviceClient(channel);
    }

    /** Serves one of this domain's contracts, once the domain has started. */
    public <C> void serve(Class<C> contract, C implementation) {
        rehearsal.add(contract, implementation);
        contracts.add(() -> BusServer.serve(vertx, contract, implementation, inFlight));
    }

    /** The effect of an event, run once in a transaction of its own. */
    public <M extends Message> void on(M type, BiFunction<Tx, M, Future<Void>> effect) {
        inbox.on(type, effect);
    }

    /** Among other nodes, who may hold the same domain, only when it is used to it. */
    Future<Void> startServing() {
        return (vertx.isClustered() ? rehearsal.play() : Future.<Void>succeededFuture()).compose(ignored -> register());
    }

    private Future<Void> register() {
        contracts.forEach(contract -> serving.add(contract.get()));
        return Future.all(serving)
                .compose(ignored -> inbox.types().isEmpty() ? Future.succeededFuture() : events.receive(inbox));
    }

    /** Takes no more calls, and lets those under way end. */
    Future<Void> stopServing() {
        List<Future<Void>> stopping = new ArrayList<>();
        for (Future<? extends MessageConsumer<?>> one : serving) {
            if (one.succeeded()) {
                stopping.add(one.result().unregister());
            }
        }
        return Future.join(stopping)
                .transform(ignored -> inFlight.none())
                .timeout(config.callTimeoutMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }
}
