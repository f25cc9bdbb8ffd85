package com.beachdo.edge.http;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends connections. */
public final class Connections {
    private Connections() {}

    /**
     * At once, whatever is still to be written. A close that goes through the handlers, as {@link HttpConnection#close}
     * does, waits for a peer that does not read.
     */
    public static void abort(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            Channel channel = base.channel();
            channel.eventLoop()
                    .execute(() -> channel.unsafe().close(channel.unsafe().voidPromise()));
        } else {
            Future<Void> unused = connection.close();
        }
    }
}
