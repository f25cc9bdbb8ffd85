package com.beachdo.platform.rpc;

import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.grpc.common.GrpcStatus;

/** Serves a contract on the event bus: checks who calls, calls the implementation, replies. */
public final class BusServer<C> {
    private final Rpc<C> rpc;
    private final C implementation;
    private final CallMeter meter;
    private final InFlight inFlight;

    private BusServer(Rpc<C> rpc, C implementation, InFlight inFlight) {
        this.rpc = rpc;
        this.implementation = implementation;
        this.inFlight = inFlight;
        this.meter = new CallMeter(rpc.service());
    }

    public static <C> Future<MessageConsumer<Message>> serve(Vertx vertx, Class<C> contract, C implementation) {
        return serve(vertx, contract, implementation, new InFlight());
    }

    /** @param inFlight counts the calls, for who wants to stop when they are done */
    public static <C> Future<MessageConsumer<Message>> serve(
            Vertx vertx, Class<C> contract, C implementation, InFlight inFlight) {
        Rpc<C> rpc = Rpc.of(contract);
        MessageCodecs.registerDefault(vertx.eventBus(), RpcFailure.class, RpcFailure.CODEC);
        for (RpcMethod method : rpc.methods()) {
            MessageCodecs.register(vertx.eventBus(), method.request());
            MessageCodecs.register(vertx.eventBus(), method.reply());
        }
        BusServer<C> server = new BusServer<>(rpc, implementation, inFlight);
        MessageConsumer<Message> consumer = vertx.eventBus().consumer(rpc.service(), server::handle);
        return consumer.completion().map(consumer);
    }

    private void handle(io.vertx.core.eventbus.Message<Message> message) {
        RpcMethod method = rpc.method(String.valueOf(message.headers().get(CallHeaders.ACTION)));
        if (method == null) {
            message.reply(new RpcFailure(
                    new RpcException(GrpcStatus.UNIMPLEMENTED, "method.unknown", "There is no such method.")));
            return;
        }
        long start = System.nanoTime();
        inFlight.began();
        serve(method, message).onComplete(done -> {
            GrpcStatus status = GrpcStatus.OK;
            if (done.succeeded()) {
                message.reply(done.result());
            } else {
                RpcException failure = Failures.of(done.cause(), method);
                status = failure.status();
                message.reply(new RpcFailure(failure));
            }
            meter.record(method.name(), status, System.nanoTime() - start);
            inFlight.ended();
        });
    }

    private Future<Message> serve(RpcMethod method, io.vertx.core.eventbus.Message<Message> message) {
        if (!method.request().getClass().isInstance(message.body())) {
            return Future.failedFuture(new RpcException(
                    GrpcStatus.INVALID_ARGUMENT, "request.wrong_type", "The request is of another method."));
        }
        try {
            CallContext caller = CallHeaders.read(message.headers());
            method.requireAllowed(caller);
            caller.attach();
        } catch (RpcException refused) {
            return Future.failedFuture(refused);
        }
        return rpc.invoke(implementation, method, message.body())
                .compose(reply -> method.reply().getClass().isInstance(reply)
                        ? Future.succeededFuture(reply)
                        : Future.failedFuture(new IllegalStateException("no reply")));
    }
}
