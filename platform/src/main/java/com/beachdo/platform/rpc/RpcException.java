package com.beachdo.platform.rpc;

import io.vertx.grpc.common.GrpcStatus;
import java.util.List;

/** The one failure of a call: a gRPC status, a stable machine code, a sentence for people, and the fields at fault. */
public final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final GrpcStatus status;
    private final String code;
    private final transient List<FieldError> fields;
    private final int retryAfterSeconds;

    public RpcException(GrpcStatus status, String code, String message) {
        this(status, code, message, List.of(), 0);
    }

    public RpcException(
            GrpcStatus status, String code, String message, List<FieldError> fields, int retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = List.copyOf(fields);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** A request whose field breaks a rule. */
    public static RpcException invalid(String code, String pointer, String detail) {
        return new RpcException(GrpcStatus.INVALID_ARGUMENT, code, detail, List.of(new FieldError(pointer, detail)), 0);
    }

    public static RpcException notFound(String code, String message) {
        return new RpcException(GrpcStatus.NOT_FOUND, code, message);
    }

    /** The resource is in a state that does not allow the call. */
    public static RpcException conflict(String code, String message) {
        return new RpcException(GrpcStatus.FAILED_PRECONDITION, code, message);
    }

    public static RpcException denied(String code, String message) {
        return new RpcException(GrpcStatus.PERMISSION_DENIED, code, message);
    }

    public static RpcException unavailable(String code, String message) {
        return new RpcException(GrpcStatus.UNAVAILABLE, code, message, List.of(), 1);
    }

    /** The same failure, of other fields. */
    public RpcException withFields(List<FieldError> others) {
        return new RpcException(status, code, message(), others, retryAfterSeconds);
    }

    public GrpcStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> fields() {
        return fields;
    }

    /** Seconds after which a retry may succeed; 0 when unknown. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
