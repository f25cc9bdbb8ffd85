package com.beachdo.platform.db;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What failures of the database mean to a caller. Breaches of constraints and wrong statements stay as they are. */
final class DbFailures {
    private static final Logger LOG = LoggerFactory.getLogger(DbFailures.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final AtomicLong LAST_LOGGED = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);

    private DbFailures() {}

    static Throwable name(Throwable failure) {
        if (failure instanceof RpcException) {
            return failure;
        }
        if (failure instanceof PgException pg) {
            return named(pg);
        }
        if (failure instanceof TransactionRollbackException) {
            return new IllegalStateException("a statement failed and the transaction went on regardless");
        }
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("Parameter at position")) {
            // the rest of it holds the value
            return new IllegalStateException(
                    message.substring(0, message.indexOf(" and value")) + " is of a wrong type");
        }
        return message.startsWith("The number of parameters") ? failure : unavailable(failure);
    }

    private static Throwable named(PgException failure) {
        String state = failure.getSqlState() == null ? "" : failure.getSqlState();
        if (isStalePlan(failure)) {
            return contended();
        }
        return switch (state) {
            case "57014", "25P03", "25P04" -> slow();
            case "55P03", "40001", "40P01" -> contended();
            // failed over to a standby, no connections or no room left, ended by its operator
            case "25006", "53100", "53200", "53300", "53400", "57P01", "57P02", "57P03", "57P05" ->
                unavailable(failure);
            // connection, role or database refused
            case "08000", "08001", "08003", "08004", "08006", "28000", "28P01", "3D000" -> unavailable(failure);
            default -> failure;
        };
    }

    /** A migration changed what a statement returns since it was prepared; prepared again it works. */
    static boolean isStalePlan(Throwable failure) {
        return failure instanceof PgException pg
                && "0A000".equals(pg.getSqlState())
                && String.valueOf(pg.getErrorMessage()).contains("cached plan");
    }

    /** Whether a statement was refused only since one before it in the transaction had failed. */
    static boolean isAfterFailure(Throwable failure) {
        return failure instanceof PgException pg && "25P02".equals(pg.getSqlState());
    }

    static RpcException slow() {
        return RpcException.unavailable("database.slow", "That took too long. Try again.");
    }

    private static RpcException contended() {
        return RpcException.unavailable("database.contended", "Others are changing the same thing. Try again.");
    }

    static RpcException unavailable(@Nullable Throwable cause) {
        long last = LAST_LOGGED.get();
        long now = System.nanoTime();
        if (now - last >= LOG_EVERY_NANOS && LAST_LOGGED.compareAndSet(last, now)) {
            LOG.warn("database unavailable: {}", cause == null ? "no connection in time" : cause.toString());
        }
        return RpcException.unavailable("database.unavailable", "The service is not available for the moment.");
    }
}
