package com.beachdo.edge.realtime;

import com.beachdo.edge.contract.InvalidInputException;
import com.beachdo.edge.contract.Limit;
import com.beachdo.edge.contract.Operation;
import com.beachdo.edge.http.Contexts;
import com.beachdo.edge.http.RateLimits;
import com.beachdo.edge.json.JsonWriter;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Channel;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.rpc.RpcMethod;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls the operations that sockets reach, under the same contract and limits as over HTTP. */
final class SocketCalls {
    private final Map<String, Operation> byAddress = new HashMap<>();
    private final RateLimits limits;
    private final Channel channel;
    private final long callNanos;

    /** A reply and how it is written. */
    record Answer(Message message, JsonWriter writer) {}

    SocketCalls(List<Operation> operations, RateLimits limits, Channel channel, int callTimeoutMillis) {
        this.limits = limits;
        this.channel = channel;
        this.callNanos = TimeUnit.MILLISECONDS.toNanos(callTimeoutMillis);
        for (Operation operation : operations) {
            if (operation.socketAddress() != null && operation.rpc() != null) {
                Operation unused = byAddress.put(operation.socketAddress(), operation);
                JsonWriter unusedWriter = JsonWriter.of(operation.rpc().reply());
            }
        }
    }

    Future<Answer> call(String address, JsonNode body, CallContext caller) {
        Operation operation = byAddress.get(address);
        RpcMethod rpc = operation == null ? null : operation.rpc();
        if (operation == null || rpc == null) {
            return Future.failedFuture(
                    RpcException.denied("socket.address_unknown", "Nothing listens at this address."));
        }
        if (!(body instanceof ObjectNode fields)) {
            return Future.failedFuture(new InvalidInputException(List.of(new FieldError("", "must be an object"))));
        }
        if (operation.roles().stream().noneMatch(caller::hasRole)) {
            return Future.failedFuture(
                    RpcException.denied("auth.forbidden", "Your account is not allowed to do this."));
        }
        return Contexts.here(limits.count(operation, Limit.By.IP, caller, null, null))
                .compose(ignored -> Contexts.here(limits.count(operation, Limit.By.USER, caller, null, null)))
                .compose(ignored -> call(operation, rpc, fields, caller));
    }

    private Future<Answer> call(Operation operation, RpcMethod rpc, ObjectNode fields, CallContext caller) {
        ObjectNode tree = operation.input().tree(fields);
        Message request = operation.input().message(tree, null);
        return Contexts.here(limits.count(operation, Limit.By.BODY, caller, tree, null))
                .compose(ignored -> channel.call(rpc, request, caller.withDeadline(System.nanoTime() + callNanos)))
                .map(reply -> new Answer(reply, JsonWriter.of(rpc.reply())));
    }
}
