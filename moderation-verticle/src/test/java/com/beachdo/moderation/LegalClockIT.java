package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.instant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.testing.Transport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LegalClockIT {
    private static final ReportReason SPAM = ReportReason.REPORT_REASON_SPAM;
    private static final ReportReason HARASSMENT = ReportReason.REPORT_REASON_HARASSMENT;
    private static ModerationSystem moderation;
    private static Person staff;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
        staff = moderation.moderator(Transport.BUS);
        moderation.sql(
                """
                INSERT INTO legal_clock (jurisdiction, ground, acknowledge, dispose, source)
                VALUES ('IN', 'HARASSMENT', interval '1 hour', interval '2 hours', 'a test'),
                    ('ZZ', 'SPAM', interval '1 minute', interval '1 minute', 'another country')
                """);
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    @Test
    void startsWithTheFirstReport() {
        Case opened = staff.read(moderation.caseAbout(moderation.listing()));

        Instant createdAt = instant(opened.getCreatedAt());
        assertThat(instant(opened.getAcknowledgeBy())).isEqualTo(createdAt.plus(Duration.ofHours(24)));
        assertThat(instant(opened.getDisposeBy())).isEqualTo(createdAt.plus(Duration.ofDays(7)));
    }

    @Test
    void laterReportsGiveNoMoreTime() {
        Content listing = moderation.listing();
        Case opened = staff.read(moderation.caseAbout(listing));

        moderation.buyer(Transport.BUS).report(listing, SPAM);

        Case later = staff.read(opened.getId());
        assertThat(later.getReportCount()).isEqualTo(2);
        assertThat(later.getAcknowledgeBy()).isEqualTo(opened.getAcknowledgeBy());
        assertThat(later.getDisposeBy()).isEqualTo(opened.getDisposeBy());
    }

    @Test
    void aGroundWithShorterTimesShortensThem() {
        Content listing = moderation.listing();
        String caseId = moderation.caseAbout(listing);

        moderation.buyer(Transport.BUS).report(listing, HARASSMENT);

        Case graver = staff.read(caseId);
        assertThat(instant(graver.getAcknowledgeBy()))
                .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(1, ChronoUnit.MINUTES));
        assertThat(instant(graver.getDisposeBy()))
                .isCloseTo(Instant.now().plus(Duration.ofHours(2)), within(1, ChronoUnit.MINUTES));

        moderation.buyer(Transport.BUS).report(listing, SPAM);

        assertThat(staff.read(caseId).getDisposeBy()).isEqualTo(graver.getDisposeBy());
    }

    @Test
    void aClaimAcknowledgesOnce() {
        String caseId = moderation.caseAbout(moderation.listing());

        Case claimed = staff.claim(caseId);
        staff.release(caseId);
        Case again = moderation.admin(Transport.BUS).claim(caseId);

        assertThat(instant(claimed.getAcknowledgedAt())).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(again.getAcknowledgedAt()).isEqualTo(claimed.getAcknowledgedAt());
    }

    @Test
    void aDecisionAcknowledgesToo() {
        String caseId = moderation.caseAbout(moderation.listing());

        Case closed = staff.decide(caseId, CaseAction.CASE_ACTION_WARN);

        assertThat(closed.getAcknowledgedAt()).isEqualTo(closed.getDecision().getDecidedAt());
        assertThat(moderation.count("moderation_case WHERE case_id = $1 AND closed_at = acknowledged_at", id(caseId)))
                .isEqualTo(1);
    }

    @Test
    void startsNowhereWithoutAClockForAnyComplaint() {
        ModerationVerticle elsewhere = new ModerationVerticle(moderation.system.config(), new ModerationConfig("ZZ"));

        assertThatThrownBy(() -> moderation.system.deploy(elsewhere))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("BEACHDO_JURISDICTION")
                .hasMessageContaining("ZZ");
    }

    private static UUID id(String caseId) {
        return UUID.fromString(caseId);
    }
}
