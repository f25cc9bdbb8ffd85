package com.beachdo.platform.db;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose server accepted it and does not let it in. The driver waits for that without a limit, and
 * turns every attempt to close the connection into one more message to the silent server; hence this stands before it.
 */
final class HandshakeLimit extends ChannelInboundHandlerAdapter {
    private static final String NAME = "handshake";

    private final long millis;
    private @Nullable ScheduledFuture<?> end;

    private HandshakeLimit(long millis) {
        this.millis = millis;
    }

    /** A Vert.x whose clients' connections have so long to be let in. */
    static Vertx limiting(Vertx vertx, long millis) {
        return new VertxWrapper((VertxInternal) vertx) {
            @Override
            public NetClient createNetClient(NetClientOptions options) {
                return new LimitedClient(super.createNetClient(options), millis);
            }
        };
    }

    /** The server let the connection in. */
    static void lift(ChannelPipeline pipeline) {
        if (pipeline.get(NAME) != null) {
            Object unused = pipeline.remove(NAME);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        end = context.executor().schedule(() -> context.close(), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ScheduledFuture<?> scheduled = end;
        if (scheduled != null) {
            boolean unused = scheduled.cancel(false);
        }
    }

    private record LimitedClient(NetClient client, long millis) implements NetClient {
        private Future<NetSocket> limited(Future<NetSocket> connecting) {
            return connecting.map(socket -> {
                ChannelPipeline pipeline =
                        ((NetSocketInternal) socket).channelHandlerContext().pipeline();
                ChannelPipeline unused = pipeline.addFirst(NAME, new HandshakeLimit(millis));
                return socket;
            });
        }

        @Override
        public Future<NetSocket> connect(ConnectOptions options) {
            return limited(client.connect(options));
        }

        @Override
        public Future<NetSocket> connect(int port, String host) {
            return limited(client.connect(port, host));
        }

        @Override
        public Future<NetSocket> connect(int port, String host, String serverName) {
            return limited(client.connect(port, host, serverName));
        }

        @Override
        public Future<NetSocket> connect(SocketAddress address) {
            return limited(client.connect(address));
        }

        @Override
        public Future<NetSocket> connect(SocketAddress address, String serverName) {
            return limited(client.connect(address, serverName));
        }

        @Override
        public Future<Void> shutdown(long timeout, TimeUnit unit) {
            return client.shutdown(timeout, unit);
        }

        @Override
        public Future<Boolean> updateSSLOptions(ClientSSLOptions options, boolean force) {
            return client.updateSSLOptions(options, force);
        }
    }
}
