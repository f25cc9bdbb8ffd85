package com.beachdo.platform.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures into {@link RpcException} and carries those as {@code google.rpc.Status}. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String DOMAIN = "beachdo";
    private static final int MAX_TRAILER_BYTES = 4_096;
    private static final int MAX_MESSAGE_CHARS = 1_000;

    private Failures() {}

    /** What a caller may see of a failure of an implementation. */
    static RpcException of(Throwable failure, RpcMethod method) {
        if (failure instanceof RpcException known) {
            return known;
        }
        if (failure instanceof IllegalArgumentException) {
            LOG.debug("{}/{} refused its request", method.service(), method.name(), failure);
            return new RpcException(
                    GrpcStatus.INVALID_ARGUMENT,
                    "request.invalid",
                    isOurs(failure) ? String.valueOf(failure.getMessage()) : "The request is not valid.");
        }
        LOG.error("{}/{} failed", method.service(), method.name(), failure);
        return new RpcException(GrpcStatus.INTERNAL, "internal", "Something went wrong on our side.");
    }

    /** Whether our code threw it and so chose its words; those of libraries name classes and values. */
    private static boolean isOurs(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("com.beachdo.");
    }

    /** What a caller makes of a failure of the event bus itself. */
    static RpcException ofBus(Throwable failure) {
        if (failure instanceof RpcFailure carried) {
            return carried.exception();
        }
        if (failure instanceof RpcException known) {
            return known;
        }
        if (failure instanceof ReplyException reply) {
            if (reply.failureType() == ReplyFailure.TIMEOUT) {
                return deadlineExceeded();
            }
            if (reply.failureType() == ReplyFailure.NO_HANDLERS) {
                return RpcException.unavailable("service.unavailable", "This part of the service is not available.");
            }
        }
        LOG.error("event bus call failed", failure);
        return new RpcException(GrpcStatus.INTERNAL, "internal", "Something went wrong on our side.");
    }

    static RpcException deadlineExceeded() {
        return new RpcException(
                GrpcStatus.DEADLINE_EXCEEDED, "deadline.exceeded", "The answer did not come in time.", List.of(), 1);
    }

    /** As much of a failure as fits into the trailers of a reply; longer ones break the connection. */
    static byte[] toTrailer(RpcException failure) {
        RpcException fitting = failure;
        Status status = toStatus(fitting);
        while (status.getSerializedSize() > MAX_TRAILER_BYTES
                && !fitting.fields().isEmpty()) {
            fitting = new RpcException(
                    failure.status(),
                    failure.code(),
                    cut(failure.message(), MAX_MESSAGE_CHARS),
                    failure.fields().subList(0, fitting.fields().size() / 2),
                    failure.retryAfterSeconds());
            status = toStatus(fitting);
        }
        return status.toByteArray();
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    static Status toStatus(RpcException failure) {
        Status.Builder status = Status.newBuilder()
                .setCode(failure.status().code)
                .setMessage(failure.message())
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(failure.code())
                        .setDomain(DOMAIN)
                        .build()));
        if (!failure.fields().isEmpty()) {
            BadRequest.Builder fields = BadRequest.newBuilder();
            for (FieldError field : failure.fields()) {
                fields.addFieldViolationsBuilder().setField(field.pointer()).setDescription(field.detail());
            }
            status.addDetails(Any.pack(fields.build()));
        }
        if (failure.retryAfterSeconds() > 0) {
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder().setSeconds(failure.retryAfterSeconds()))
                    .build()));
        }
        return status.build();
    }

    static RpcException fromStatus(Status status) {
        String code = "unknown";
        int retryAfter = 0;
        List<FieldError> fields = new ArrayList<>();
        try {
            for (Any detail : status.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    code = detail.unpack(ErrorInfo.class).getReason();
                } else if (detail.is(RetryInfo.class)) {
                    retryAfter =
                            (int) detail.unpack(RetryInfo.class).getRetryDelay().getSeconds();
                } else if (detail.is(BadRequest.class)) {
                    for (BadRequest.FieldViolation violation :
                            detail.unpack(BadRequest.class).getFieldViolationsList()) {
                        fields.add(new FieldError(violation.getField(), violation.getDescription()));
                    }
                }
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("unreadable failure details");
        }
        GrpcStatus grpc = GrpcStatus.valueOf(status.getCode());
        return new RpcException(
                grpc == null ? GrpcStatus.UNKNOWN : grpc, code, status.getMessage(), fields, retryAfter);
    }
}
