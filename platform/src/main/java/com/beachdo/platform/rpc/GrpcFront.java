package com.beachdo.platform.rpc;

import com.beachdo.platform.telemetry.Tracing;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.server.GrpcProtocol;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import io.vertx.grpc.server.Service;
import io.vertx.grpc.server.ServiceBuilder;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves contracts over gRPC by handing every call on to another channel, after finding out who calls. Failures carry
 * {@code google.rpc.Status} in the trailer {@code grpc-status-details-bin}.
 */
public final class GrpcFront {
    static final String DETAILS = "grpc-status-details-bin";
    static final String TRACEPARENT = "traceparent";
    static final String IDEMPOTENCY_KEY = "idempotency-key";
    private static final Logger LOG = LoggerFactory.getLogger(GrpcFront.class);
    private static final long MAX_REQUEST_BYTES = 1 << 20;
    /** Of the plain status message; percent-encoding makes up to nine bytes of a character. */
    private static final int MAX_MESSAGE_CHARS = 200;

    private final Channel next;
    private final Authenticator authenticator;

    /** Finds out who calls. */
    public interface Authenticator {
        /**
         * The caller in the metadata; fails with an {@link RpcException} when that is nobody.
         *
         * @param address of the client, null when unknown
         */
        Future<CallContext> authenticate(MultiMap metadata, @Nullable String address);
    }

    public GrpcFront(Channel next, Authenticator authenticator) {
        this.next = next;
        this.authenticator = authenticator;
    }

    /** Plain gRPC only, requests of at most 1 MiB, and an end to calls whose deadline is over. */
    public static GrpcServerOptions serverOptions() {
        return new GrpcServerOptions()
                .setMaxMessageSize(MAX_REQUEST_BYTES)
                .setScheduleDeadlineAutomatically(true)
                .removeEnabledProtocol(GrpcProtocol.WEB)
                .removeEnabledProtocol(GrpcProtocol.WEB_TEXT)
                .removeEnabledProtocol(GrpcProtocol.TRANSCODING);
    }

    public Service service(Rpc<?> rpc) {
        ServiceName name = ServiceName.create(rpc.service());
        ServiceBuilder builder = Service.service(name, rpc.descriptor());
        for (RpcMethod method : rpc.methods()) {
            builder.bind(serverMethod(name, method), request -> handle(method, request));
        }
        return builder.build();
    }

    private static ServiceMethod<Message, Message> serverMethod(ServiceName name, RpcMethod method) {
        return ServiceMethod.server(
                name, method.name(), GrpcMessageEncoder.encoder(), GrpcMessageDecoder.decoder(method.request()));
    }

    private void handle(RpcMethod method, GrpcServerRequest<Message, Message> request) {
        read(request)
                .compose(message -> caller(request).compose(caller -> next.call(method, message, caller)))
                .onComplete(done -> {
                    try {
                        answer(request.response(), done.succeeded() ? done.result() : null, done.cause(), method);
                    } catch (IllegalStateException closed) {
                        LOG.debug("{} answered after its deadline", method.name());
                    }
                });
    }

    private static Future<Message> read(GrpcServerRequest<Message, Message> request) {
        String encoding = request.encoding();
        if (encoding != null && !encoding.equals("identity")) {
            // the limit of size holds for what is sent, not for what it grows to
            return Future.failedFuture(new RpcException(
                    GrpcStatus.UNIMPLEMENTED, "request.compressed", "Compressed requests are not taken."));
        }
        return request.last()
                .recover(failure -> Future.failedFuture(new RpcException(
                        GrpcStatus.INVALID_ARGUMENT, "request.unreadable", "The request could not be read.")));
    }

    private Future<CallContext> caller(GrpcServerRequest<Message, Message> request) {
        SocketAddress client = request.connection().remoteAddress();
        return authenticator
                .authenticate(request.headers(), client == null ? null : client.hostAddress())
                .map(caller -> withTerms(caller, request));
    }

    private static CallContext withTerms(CallContext caller, GrpcServerRequest<Message, Message> request) {
        MultiMap metadata = request.headers();
        SocketAddress client = request.connection().remoteAddress();
        String traced = Tracing.current();
        String traceparent = traced.isEmpty() ? metadata.get(TRACEPARENT) : traced;
        CallContext context = caller.withTraceparent(traceparent == null ? caller.traceparent() : traceparent)
                .withIdempotencyKey(metadata.get(IDEMPOTENCY_KEY))
                .withClient(client == null ? null : client.hostAddress(), metadata.get("user-agent"));
        return request.timeout() <= 0
                ? context
                : context.withDeadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.timeout()));
    }

    private static void answer(
            GrpcServerResponse<Message, Message> response,
            @Nullable Message reply,
            @Nullable Throwable cause,
            RpcMethod method) {
        if (reply != null) {
            Future<Void> unused = response.end(reply);
            return;
        }
        Throwable known = cause == null ? new IllegalStateException("no reply") : cause;
        RpcException failure = Failures.of(known, method);
        MultiMap unusedTrailers = response.trailers()
                .set(DETAILS, Base64.getEncoder().withoutPadding().encodeToString(Failures.toTrailer(failure)));
        Future<Void> unused = response.status(failure.status())
                .statusMessage(Failures.cut(failure.message(), MAX_MESSAGE_CHARS))
                .end();
    }
}
