package com.beachdo.identity;

import com.beachdo.platform.db.Tx;
import com.beachdo.platform.ratelimit.Network;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;

/**
 * What may be spent on codes in a day: by one client, its neighbourhood, the numbers that begin alike, and altogether.
 * Counted in PostgreSQL, so never exceeded, whatever else is down. Numbers that begin alike get no more codes when hardly
 * any is ever given back: somebody earns money with them.
 */
final class SmsBudget {
    /** Of "+919876543210" the prefix is "+919876". */
    private static final int PREFIX = 7;

    private static final int SUBNET_FACTOR = 10;
    private static final int RETRY_SECONDS = 3_600;
    private static final String SPEND =
            """
            INSERT INTO sms_budget AS budget (scope, day, sent) VALUES ($1, (now() AT TIME ZONE 'UTC')::date, 1)
            ON CONFLICT ON CONSTRAINT sms_budget_scope_day_pkey DO UPDATE SET sent = budget.sent + 1
            WHERE budget.sent < $2 AND NOT (budget.sent >= $3 AND budget.verified * 5 < budget.sent)
            """;
    /** The day a code was sent, which may be yesterday. */
    private static final String VERIFIED =
            """
            UPDATE sms_budget SET verified = verified + 1
            WHERE scope = $1 AND verified < sent AND day = (
                SELECT max(day) FROM sms_budget WHERE scope = $1)
            """;

    private final IdentityConfig.SmsLimits limits;

    SmsBudget(IdentityConfig.SmsLimits limits) {
        this.limits = limits;
    }

    /** Counts a code that is about to be sent; fails when it must not be. The widest budget is taken last and locked least. */
    Future<Void> spend(Tx tx, String phone) {
        Network network = Network.current();
        Future<Void> done = Future.succeededFuture();
        if (!network.host().isEmpty()) {
            done = spend(tx, "client " + network.host(), limits.perClient(), Integer.MAX_VALUE)
                    .compose(ignored -> spend(
                            tx, "subnet " + network.subnet(), limits.perClient() * SUBNET_FACTOR, Integer.MAX_VALUE));
        }
        return done.compose(ignored -> spend(tx, prefix(phone), limits.perPrefix(), limits.haltAfter()))
                .compose(ignored -> spend(tx, "all", limits.perDay(), Integer.MAX_VALUE));
    }

    private static Future<Void> spend(Tx tx, String scope, int limit, int haltAfter) {
        return tx.query(SPEND, scope, limit, haltAfter).map(rows -> {
            if (rows.rowCount() == 0) {
                throw new RpcException(
                        GrpcStatus.RESOURCE_EXHAUSTED,
                        "otp.halted",
                        "No more codes are sent for the time being. Sign in by e-mail and password.",
                        List.of(),
                        RETRY_SECONDS);
            }
            return null;
        });
    }

    /** Remembers that a code came back. */
    Future<Void> verified(Tx tx, String phone) {
        return tx.query(VERIFIED, prefix(phone)).mapEmpty();
    }

    private static String prefix(String phone) {
        return "prefix " + phone.substring(0, Math.min(PREFIX, phone.length()));
    }
}
