package com.beachdo.platform.rpc;

import com.beachdo.common.v1.Access;
import com.beachdo.common.v1.OptionsProto;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import io.vertx.grpc.common.GrpcStatus;

/**
 * One method of a contract: its names, its message types, who may call it.
 *
 * @param idempotency what calling it again does, as the contract says
 */
public record RpcMethod(
        String service, String name, Message request, Message reply, Access access, IdempotencyLevel idempotency) {
    static RpcMethod of(MethodDescriptor method, Message request, Message reply) {
        Access access = method.getOptions().hasExtension(OptionsProto.access)
                ? method.getOptions().getExtension(OptionsProto.access)
                : Access.getDefaultInstance();
        return new RpcMethod(
                method.getService().getFullName(),
                method.getName(),
                request,
                reply,
                access,
                method.getOptions().getIdempotencyLevel());
    }

    /** Whether calling it twice is as good as once. */
    public boolean isRepeatable() {
        return idempotency != IdempotencyLevel.IDEMPOTENCY_UNKNOWN;
    }

    /** Whether calling it changes nothing. */
    public boolean isReadOnly() {
        return idempotency == IdempotencyLevel.NO_SIDE_EFFECTS;
    }

    /** Refuses a caller whom the contract does not name. */
    void requireAllowed(CallContext caller) {
        if (access.getAnonymous()) {
            return;
        }
        for (String role : access.getRolesList()) {
            if (caller.hasRole(role)) {
                return;
            }
        }
        if (caller.subject() == null && !caller.hasRole(CallContext.SERVICE)) {
            throw new RpcException(GrpcStatus.UNAUTHENTICATED, "auth.required", "Sign in to do this.");
        }
        throw RpcException.denied("auth.forbidden", "Your account is not allowed to do this.");
    }
}
