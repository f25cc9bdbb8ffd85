package com.beachdo.moderation;

import com.beachdo.moderation.v1.ReportReason;

/** How grave a reason is; so many reporters of something harmless weigh the same. */
final class Severity {
    private Severity() {}

    static int of(ReportReason reason) {
        return switch (reason) {
            case REPORT_REASON_PROHIBITED_ITEM -> 80;
            case REPORT_REASON_FRAUD, REPORT_REASON_HARASSMENT -> 60;
            case REPORT_REASON_OFFENSIVE -> 40;
            case REPORT_REASON_SPAM -> 20;
            case REPORT_REASON_DUPLICATE, REPORT_REASON_OTHER -> 10;
            case REPORT_REASON_WRONG_CATEGORY -> 5;
            case REPORT_REASON_UNSPECIFIED, UNRECOGNIZED -> 0;
        };
    }

    /** Whether reviewers should see the content only when they ask for it. */
    static boolean isHardToLookAt(ReportReason reason) {
        return switch (reason) {
            case REPORT_REASON_PROHIBITED_ITEM, REPORT_REASON_HARASSMENT, REPORT_REASON_OFFENSIVE -> true;
            case REPORT_REASON_FRAUD,
                    REPORT_REASON_SPAM,
                    REPORT_REASON_DUPLICATE,
                    REPORT_REASON_OTHER,
                    REPORT_REASON_WRONG_CATEGORY,
                    REPORT_REASON_UNSPECIFIED,
                    UNRECOGNIZED -> false;
        };
    }
}
