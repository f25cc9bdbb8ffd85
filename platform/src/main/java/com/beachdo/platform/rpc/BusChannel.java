package com.beachdo.platform.rpc;

import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Calls over the event bus: the address is the service, the header {@code action} the method. */
public final class BusChannel implements Channel {
    private final EventBus bus;
    private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();
    private final long timeoutMillis;

    public BusChannel(Vertx vertx, long timeoutMillis) {
        this.bus = vertx.eventBus();
        this.timeoutMillis = timeoutMillis;
        MessageCodecs.registerDefault(bus, RpcFailure.class, RpcFailure.CODEC);
    }

    @Override
    public Future<Message> call(RpcMethod method, Message request, CallContext context) {
        long remaining = context.remainingMillis(timeoutMillis);
        if (remaining <= 0) {
            return Future.failedFuture(Failures.deadlineExceeded());
        }
        know(method.request());
        // a node that never served the contract reads replies of it all the same
        know(method.reply());
        DeliveryOptions options =
                new DeliveryOptions().setSendTimeout(remaining).addHeader(CallHeaders.ACTION, method.name());
        CallHeaders.write(context, remaining, options.getHeaders());
        return bus.<Message>request(method.service(), request, options)
                .map(io.vertx.core.eventbus.Message::body)
                .recover(failure -> Future.failedFuture(Failures.ofBus(failure)));
    }

    private void know(Message type) {
        if (known.add(type.getClass())) {
            MessageCodecs.register(bus, type);
        }
    }
}
