package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.moderation.v1.ReportReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeverityTest {
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REPORT_REASON_UNSPECIFIED", "UNRECOGNIZED"})
    void everyReasonWeighsSomething(ReportReason reason) {
        assertThat(Severity.of(reason)).isBetween(1, 100);
    }

    @Test
    void noReasonWeighsNothing() {
        assertThat(Severity.of(ReportReason.REPORT_REASON_UNSPECIFIED)).isZero();
        assertThat(Severity.of(ReportReason.UNRECOGNIZED)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"REPORT_REASON_FRAUD", "REPORT_REASON_HARASSMENT", "REPORT_REASON_OFFENSIVE"})
    void whatHarmsPeopleIsGraverThanWhatAnnoysThem(ReportReason harm) {
        assertThat(Severity.of(harm))
                .isLessThan(Severity.of(ReportReason.REPORT_REASON_PROHIBITED_ITEM))
                .isGreaterThan(Severity.of(ReportReason.REPORT_REASON_SPAM))
                .isGreaterThan(Severity.of(ReportReason.REPORT_REASON_WRONG_CATEGORY));
    }
}
