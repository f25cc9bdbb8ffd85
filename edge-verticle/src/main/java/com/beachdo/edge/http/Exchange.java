package com.beachdo.edge.http;

import com.beachdo.edge.contract.Limit;
import com.beachdo.edge.contract.Operation;
import com.beachdo.edge.contract.Reply;
import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.rpc.RpcMethod;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request to one operation, from its arrival to its answer: who, how often, what, the call, the reply. */
final class Exchange {
    private static final Future<Void> DONE = Future.succeededFuture();
    private static final Future<Optional<JsonNode>> NO_BODY = Future.succeededFuture(Optional.empty());
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private final OperationHandler with;
    private final Operation operation;
    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final boolean body;
    private CallContext caller = CallContext.ANONYMOUS;
    private @Nullable Claims claims;
    private boolean cookie;

    Exchange(OperationHandler with, RoutingContext routing) {
        this.with = with;
        this.operation = with.operation;
        this.routing = routing;
        this.request = routing.request();
        this.response = request.response();
        this.body = Bodies.has(request);
    }

    void start() {
        if (body) {
            HttpServerRequest unused = request.pause();
        }
        try {
            caller = with.callers.anonymous(request);
            Future<Void> unused = limit(with.limitsByIp, Limit.By.IP, null)
                    .compose(ignored -> signIn())
                    .compose(ignored -> limit(with.limitsByUser, Limit.By.USER, null))
                    .compose(ignored -> {
                        cookie = with.refreshCookie.isAsked(operation, request);
                        return readBody();
                    })
                    .compose(this::answer)
                    .onFailure(this::fail);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private Future<Void> limit(boolean limited, Limit.By by, @Nullable ObjectNode tree) {
        return limited ? Contexts.here(with.limits.count(operation, by, caller, tree, response.headers())) : DONE;
    }

    private Future<Void> signIn() {
        return Contexts.here(with.callers.signedIn(operation, request)).map(found -> {
            if (found.isPresent()) {
                claims = found.get();
                caller = claims.on(caller);
            }
            Callers.requireAllowed(operation, caller);
            return null;
        });
    }

    private Future<Optional<JsonNode>> readBody() {
        if (body && operation.ignoresBody()) {
            Leftover.of(routing.vertx(), request);
            return NO_BODY;
        }
        return body ? with.bodies.read(request) : NO_BODY;
    }

    private Future<Void> answer(Optional<JsonNode> json) {
        ObjectNode tree = operation.input().tree(routing.pathParams(), request.query(), json.orElse(null));
        Long expectedVersion = operation.input().takesIfMatch()
                ? Preconditions.expectedVersion(request.getHeader(HttpHeaders.IF_MATCH))
                : null;
        return limit(with.limitsByBody, Limit.By.BODY, tree).compose(ignored -> call(tree, expectedVersion));
    }

    private Future<Void> call(ObjectNode tree, @Nullable Long expectedVersion) {
        RpcMethod rpc = operation.rpc();
        if (rpc == null) {
            return own().map(json -> {
                end(operation.reply().status(), operation.reply().contentType(), json);
                return null;
            });
        }
        Message message = RefreshCookie.received(operation.input().message(tree, expectedVersion), cookie, request);
        return with.channel.call(rpc, message, with.callers.startingNow(caller)).map(reply -> {
            reply(reply);
            return null;
        });
    }

    private Future<Buffer> own() {
        if (with.own == null || claims == null) {
            throw new ProblemException(501, "request.unimplemented", "This is not implemented.");
        }
        return Contexts.here(with.own.handle(caller, claims));
    }

    private void reply(Message replied) {
        Message message = cookie ? RefreshCookie.sent(replied, response) : replied;
        Reply how = operation.reply();
        if (how.location() != null) {
            HttpServerResponse unused = response.putHeader(
                            HttpHeaders.LOCATION, (String) message.getField(how.location()))
                    .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
        if (how.writer() == null) {
            end(how.status(), null, null);
            return;
        }
        Message json = how.body(message);
        String etag = how.etag(json);
        if (etag != null) {
            HttpServerResponse unused = response.putHeader(HttpHeaders.ETAG, etag);
        }
        end(how.status(message), how.contentType(), how.content(json));
    }

    private void end(int status, @Nullable String contentType, @Nullable Buffer json) {
        if (response.closed()) {
            return;
        }
        if (claims != null || operation.method() != HttpMethod.GET) {
            HttpServerResponse unused = response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
        if ("application/octet-stream".equals(contentType)) {
            HttpServerResponse unused =
                    response.putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"beachdo-export.zip\"");
        }
        HttpServerResponse unused = response.setStatusCode(status);
        if (json == null || contentType == null) {
            Future<Void> ended = response.end();
        } else {
            Future<Void> ended = Answers.end(request, contentType, json);
        }
    }

    private void fail(Throwable failure) {
        Problem problem = Problems.of(
                failure instanceof RpcException refused ? operation.input().located(refused) : failure);
        if (body) {
            Leftover.of(routing.vertx(), request);
        }
        if (caller == CallContext.ANONYMOUS) {
            Problems.send(request, problem);
        } else {
            Problems.send(request, problem, caller.traceparent());
        }
    }
}
