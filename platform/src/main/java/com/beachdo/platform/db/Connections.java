package com.beachdo.platform.db;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.util.concurrent.TimeUnit;

/** Makes connections to PostgreSQL of which none waits for ever: not to be made, and not for an answer. */
final class Connections {
    private static final int CONNECT_MILLIS = 2_000;

    private Connections() {}

    /** For transactions: a connection serves one at a time. */
    static Pool pool(Vertx vertx, PgConnectOptions connect, String name, int size) {
        return configure(PgBuilder.pool(), vertx, connect, name, size).build();
    }

    /** One connection for statements on their own, sent without waiting for each other's answers. */
    static SqlClient pipeline(Vertx vertx, PgConnectOptions connect, String name) {
        return configure(PgBuilder.client(), vertx, connect, name, 1).build();
    }

    private static <C> ClientBuilder<C> configure(
            ClientBuilder<C> builder, Vertx vertx, PgConnectOptions connect, String name, int size) {
        return builder.with(new PoolOptions()
                        .setName(name)
                        .setMaxSize(size)
                        .setMaxWaitQueueSize(200)
                        .setConnectionTimeout(CONNECT_MILLIS)
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout(60)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setMaxLifetime(30)
                        .setMaxLifetimeUnit(TimeUnit.MINUTES))
                .with(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS))
                .withConnectHandler(Connections::watch)
                .connectingTo(connect)
                .using(HandshakeLimit.limiting(vertx, CONNECT_MILLIS));
    }

    private static void watch(SqlConnection fresh) {
        Connection connection = ((SqlConnectionInternal) fresh).unwrap();
        if (connection.unwrap() instanceof SocketConnectionBase open) {
            ChannelPipeline pipeline = open.socket().channelHandlerContext().pipeline();
            HandshakeLimit.lift(pipeline);
            ChannelPipeline unused = pipeline.addBefore("handler", "answers", new AnswerWatch());
        }
        // into the pool
        Future<Void> unused = fresh.close();
    }
}
