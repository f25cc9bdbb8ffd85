package com.beachdo.edge.contract;

import com.beachdo.platform.rpc.RpcMethod;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract, ready to be served.
 *
 * @param path with its parameters in braces
 * @param rpc what it calls; null when {@code handler} names a handler of the edge's own
 * @param roles of which a signed-in caller must hold one
 * @param refreshCookie whether a page may have its refresh token in a cookie
 * @param socketAddress under which sockets reach it too
 * @param ignoresBody whether a body of any type may come, which nobody looks at
 */
public record Operation(
        String id,
        HttpMethod method,
        String path,
        @Nullable RpcMethod rpc,
        @Nullable String handler,
        SignIn signIn,
        Set<String> roles,
        List<Limit> limits,
        Input input,
        Reply reply,
        boolean refreshCookie,
        @Nullable String socketAddress,
        boolean ignoresBody) {
    /** Whether a caller is, may or must be signed in. */
    public enum SignIn {
        IGNORED,
        OPTIONAL,
        REQUIRED
    }
}
