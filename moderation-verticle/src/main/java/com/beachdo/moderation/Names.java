package com.beachdo.moderation;

import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.ProtocolMessageEnum;

/** Constants of the contracts as the database has them: without the prefix of their type. */
final class Names {
    private Names() {}

    static String of(TargetType type) {
        return type.name().substring("TARGET_TYPE_".length());
    }

    static TargetType targetType(String name) {
        return TargetType.valueOf("TARGET_TYPE_" + name);
    }

    static String of(ReportReason reason) {
        return reason.name().substring("REPORT_REASON_".length());
    }

    static ReportReason reason(String name) {
        return ReportReason.valueOf("REPORT_REASON_" + name);
    }

    static String of(CaseAction action) {
        return action.name().substring("CASE_ACTION_".length());
    }

    static CaseAction action(String name) {
        return CaseAction.valueOf("CASE_ACTION_" + name);
    }

    static String of(Activity activity) {
        return activity.name().substring("ACTIVITY_".length());
    }

    static Activity activity(String name) {
        return Activity.valueOf("ACTIVITY_" + name);
    }

    static CaseStatus status(String name) {
        return CaseStatus.valueOf("CASE_STATUS_" + name);
    }

    /** Refuses what is not said, or is not known to this build. */
    static <E extends Enum<E> & ProtocolMessageEnum> E required(String field, E value) {
        if (value.name().equals("UNRECOGNIZED")) {
            throw unknown(field);
        }
        if (value.getNumber() == 0) {
            throw RpcException.invalid("request.invalid", "/" + field, "must be given");
        }
        return value;
    }

    static RpcException unknown(String field) {
        return RpcException.invalid("request.invalid", "/" + field, "must be one of the known values");
    }
}
