package com.beachdo.moderation;

import com.beachdo.moderation.v1.CaseSort;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.ListCasesRequest;
import com.beachdo.moderation.v1.TargetType;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are listed, and in what order.
 *
 * @param queue the type of target; null for all
 */
record CaseFilter(@Nullable TargetType queue, Status status, Order order) {
    /** States, as conditions. */
    enum Status {
        NOT_CLOSED("c.closed_at IS NULL"),
        OPEN("c.closed_at IS NULL AND (c.claimed_until IS NULL OR c.claimed_until <= now())"),
        CLAIMED("c.closed_at IS NULL AND c.claimed_until > now()"),
        CLOSED("c.closed_at IS NOT NULL");

        private final String condition;

        Status(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }
    }

    /** Orders, as expressions that rise. */
    enum Order {
        SCORE("(-c.score)"),
        DEADLINE("c.dispose_by");

        private final String expression;

        Order(String expression) {
            this.expression = expression;
        }

        String expression() {
            return expression;
        }

        String write(Row row) {
            return switch (this) {
                case SCORE -> Integer.toString(-row.getInteger("score"));
                case DEADLINE -> row.getOffsetDateTime("dispose_by").toString();
            };
        }

        Object read(String value) {
            return switch (this) {
                case SCORE -> Integer.valueOf(value);
                case DEADLINE -> OffsetDateTime.parse(value);
            };
        }
    }

    static CaseFilter of(ListCasesRequest request) {
        return new CaseFilter(queue(request.getQueue()), status(request.getStatus()), order(request.getSort()));
    }

    private static @Nullable TargetType queue(TargetType queue) {
        return queue == TargetType.TARGET_TYPE_UNSPECIFIED ? null : Names.required("queue", queue);
    }

    private static Status status(CaseStatus status) {
        return switch (status) {
            case CASE_STATUS_OPEN -> Status.OPEN;
            case CASE_STATUS_CLAIMED -> Status.CLAIMED;
            case CASE_STATUS_CLOSED -> Status.CLOSED;
            case CASE_STATUS_UNSPECIFIED -> Status.NOT_CLOSED;
            case UNRECOGNIZED -> throw Names.unknown("status");
        };
    }

    private static Order order(CaseSort sort) {
        return switch (sort) {
            case CASE_SORT_DEADLINE -> Order.DEADLINE;
            case CASE_SORT_SCORE, CASE_SORT_UNSPECIFIED -> Order.SCORE;
            case UNRECOGNIZED -> throw Names.unknown("sort");
        };
    }

    /** Names the list for its cursors. */
    String name() {
        return String.join("|", "cases", queue == null ? "" : queue.name(), status.name(), order.name());
    }
}
