package com.beachdo.platform.db;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.sqlclient.internal.command.CommandResponse;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection whose server owes an answer and sends none: a silent network or a stopped server never breaks the
 * connection by itself. The time is well above what the server takes to end a slow statement.
 */
final class AnswerWatch extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerWatch.class);
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(3_500);

    private int owed;
    private long since;
    private @Nullable ScheduledFuture<?> look;

    @Override
    public void write(ChannelHandlerContext context, Object command, ChannelPromise promise) throws Exception {
        if (owed++ == 0) {
            since = System.nanoTime();
        }
        if (look == null) {
            lookIn(context, PATIENCE_NANOS);
        }
        super.write(context, command, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        since = System.nanoTime();
        if (message instanceof CommandResponse) {
            owed--;
        }
        super.channelRead(context, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        ScheduledFuture<?> pending = look;
        if (pending != null) {
            boolean unused = pending.cancel(false);
        }
        super.channelInactive(context);
    }

    private void lookIn(ChannelHandlerContext context, long nanos) {
        look = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        look = null;
        if (owed <= 0) {
            return;
        }
        long left = since + PATIENCE_NANOS - System.nanoTime();
        if (left > 0) {
            lookIn(context, left);
        } else {
            LOG.warn("the database left {} commands unanswered: connection closed", owed);
            // past the driver, which would turn it into one more message to the silent server
            context.channel().unsafe().close(context.channel().newPromise());
        }
    }
}
