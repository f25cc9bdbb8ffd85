package com.beachdo.platform.rpc;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;

/** Registers the context local before the first Vertx exists, as Vert.x demands. */
public final class CallContextRegistration implements VertxServiceProvider {
    @Override
    public void init(VertxBootstrap bootstrap) {
        if (CallContext.LOCAL == null) {
            throw new IllegalStateException("context local not registered");
        }
    }
}
