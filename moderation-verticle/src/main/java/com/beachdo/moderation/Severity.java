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
}
