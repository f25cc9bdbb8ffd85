package com.beachdo.moderation;

import com.beachdo.moderation.v1.CreateReportRequest;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody says is wrong with something. */
record Complaint(UUID reporterId, TargetType targetType, UUID targetId, ReportReason reason, @Nullable String details) {
    private static final int MAX_DETAILS = 2_000;

    static Complaint of(CreateReportRequest request, UUID reporter) {
        return new Complaint(
                reporter,
                Names.required("targetType", request.getTargetType()),
                Ids.parse("targetId", request.getTargetId()),
                Names.required("reason", request.getReason()),
                request.getDetails().isBlank() ? null : Text.of("details", request.getDetails(), 1, MAX_DETAILS));
    }
}
