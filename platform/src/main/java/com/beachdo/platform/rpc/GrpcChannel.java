package com.beachdo.platform.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientOptions;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.InvalidMessageException;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** Calls over gRPC. */
public final class GrpcChannel implements Channel {
    private static final long MAX_REPLY_BYTES = 4 << 20;
    /** The server ends the call at its deadline; this is for one that does not even do that. */
    private static final long ANSWER_OF_SERVER_MILLIS = 50;

    private final GrpcClient client;
    private final SocketAddress server;
    private final long timeoutMillis;
    private final BiConsumer<CallContext, MultiMap> credentials;

    /** @param credentials puts the caller's credentials into the metadata */
    public GrpcChannel(
            GrpcClient client,
            SocketAddress server,
            long timeoutMillis,
            BiConsumer<CallContext, MultiMap> credentials) {
        this.client = client;
        this.server = server;
        this.timeoutMillis = timeoutMillis;
        this.credentials = credentials;
    }

    /** Replies of at most 4 MiB. */
    public static GrpcClientOptions clientOptions() {
        return new GrpcClientOptions().setMaxMessageSize(MAX_REPLY_BYTES);
    }

    @Override
    public Future<Message> call(RpcMethod method, Message request, CallContext context) {
        long remaining = context.remainingMillis(timeoutMillis);
        if (remaining <= 0) {
            return Future.failedFuture(Failures.deadlineExceeded());
        }
        CallContext bounded = context.withDeadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(remaining));
        return client.request(server, clientMethod(method))
                .timeout(remaining, TimeUnit.MILLISECONDS)
                .compose(call -> send(call, request, bounded))
                .recover(failure -> Future.failedFuture(named(failure)));
    }

    private static RpcException named(Throwable failure) {
        if (failure instanceof RpcException known) {
            return known;
        }
        if (failure instanceof TimeoutException) {
            return Failures.deadlineExceeded();
        }
        if (failure instanceof InvalidMessageException) {
            return new RpcException(GrpcStatus.RESOURCE_EXHAUSTED, "reply.too_large", "The answer is too large.");
        }
        return RpcException.unavailable("service.unavailable", "This part of the service is not available.");
    }

    private static ServiceMethod<Message, Message> clientMethod(RpcMethod method) {
        return ServiceMethod.client(
                ServiceName.create(method.service()),
                method.name(),
                GrpcMessageEncoder.encoder(),
                GrpcMessageDecoder.decoder(method.reply()));
    }

    private Future<Message> send(GrpcClientRequest<Message, Message> call, Message request, CallContext context) {
        long remaining = Math.max(1, context.remainingMillis(timeoutMillis));
        credentials.accept(context, call.headers());
        if (!context.traceparent().isEmpty()) {
            MultiMap unused = call.headers().set(GrpcFront.TRACEPARENT, context.traceparent());
        }
        if (context.idempotencyKey() != null) {
            MultiMap unused = call.headers().set(GrpcFront.IDEMPOTENCY_KEY, context.idempotencyKey());
        }
        return call.timeout(remaining, TimeUnit.MILLISECONDS)
                .send(request)
                .compose(GrpcChannel::reply)
                .timeout(remaining + ANSWER_OF_SERVER_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> {
                    if (failure instanceof TimeoutException) {
                        call.cancel();
                    }
                });
    }

    private static Future<Message> reply(GrpcClientResponse<Message, Message> response) {
        return response.last()
                .recover(failure -> Future.failedFuture(
                        response.status() == null || response.status() == GrpcStatus.OK ? failure : failure(response)));
    }

    private static RpcException failure(GrpcClientResponse<Message, Message> response) {
        String details = response.trailers().get(GrpcFront.DETAILS);
        if (details == null) {
            details = response.headers().get(GrpcFront.DETAILS);
        }
        if (details != null) {
            try {
                return Failures.fromStatus(Status.parseFrom(Base64.getDecoder().decode(details)));
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                // the plain status still says what happened
            }
        }
        GrpcStatus status = response.status() == null ? GrpcStatus.UNKNOWN : response.status();
        if (status == GrpcStatus.DEADLINE_EXCEEDED || status == GrpcStatus.CANCELLED) {
            return Failures.deadlineExceeded();
        }
        String message = response.statusMessage();
        return new RpcException(status, "unknown", message == null ? status.name() : message);
    }
}
