package com.beachdo.platform.rpc;

import com.google.protobuf.Message;
import io.vertx.core.Future;

/** Carries a call to whoever implements its method. Failures are always {@link RpcException}. */
public interface Channel {
    Future<Message> call(RpcMethod method, Message request, CallContext context);
}
