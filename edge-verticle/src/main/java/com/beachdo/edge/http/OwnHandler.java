package com.beachdo.edge.http;

import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Answers an operation that calls nothing: the edge's own. */
public interface OwnHandler {
    /** The JSON of the answer to a signed-in caller. */
    Future<Buffer> handle(CallContext caller, Claims claims);
}
