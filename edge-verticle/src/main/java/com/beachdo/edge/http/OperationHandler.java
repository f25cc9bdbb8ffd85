package com.beachdo.edge.http;

import com.beachdo.edge.contract.Limit;
import com.beachdo.edge.contract.Operation;
import com.beachdo.platform.rpc.Channel;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Serves the requests of one operation, each in an {@link Exchange}. */
final class OperationHandler implements Handler<RoutingContext> {
    final Operation operation;
    final Callers callers;
    final RateLimits limits;
    final Bodies bodies;
    final Channel channel;
    final RefreshCookie refreshCookie;
    final @Nullable OwnHandler own;
    final boolean limitsByIp;
    final boolean limitsByUser;
    final boolean limitsByBody;

    OperationHandler(
            Operation operation,
            Callers callers,
            RateLimits limits,
            Bodies bodies,
            Channel channel,
            RefreshCookie refreshCookie,
            @Nullable OwnHandler own) {
        this.operation = operation;
        this.callers = callers;
        this.limits = limits;
        this.bodies = bodies;
        this.channel = channel;
        this.refreshCookie = refreshCookie;
        this.own = own;
        this.limitsByIp = limitsBy(Limit.By.IP);
        this.limitsByUser = limitsBy(Limit.By.USER);
        this.limitsByBody = limitsBy(Limit.By.BODY);
    }

    private boolean limitsBy(Limit.By by) {
        return operation.limits().stream().anyMatch(limit -> limit.by() == by);
    }

    @Override
    public void handle(RoutingContext context) {
        new Exchange(this, context).start();
    }
}
