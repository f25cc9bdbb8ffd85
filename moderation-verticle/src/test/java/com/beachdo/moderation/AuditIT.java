package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static com.beachdo.moderation.ModerationSystem.atOnce;
import static com.beachdo.moderation.ModerationSystem.instant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.beachdo.moderation.v1.AuditEntry;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ClaimCaseRequest;
import com.beachdo.moderation.v1.ListAuditReply;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.moderation.v1.VerifyAuditReply;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditIT {
    private static ModerationSystem moderation;
    private static Person admin;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
        admin = moderation.admin(Transport.BUS);
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    @ParameterizedTest
    @EnumSource
    void listsWhatStaffDidNewestFirst(Transport transport) {
        Person asha = moderation.moderator(transport);
        String caseId = moderation.caseAbout(moderation.listing());
        asha.claim(caseId);
        asha.release(caseId);
        asha.decide(caseId, CaseAction.CASE_ACTION_WARN);

        List<AuditEntry> entries = moderation
                .admin(transport)
                .audit(ListAuditRequest.newBuilder().setActor(asha.id()))
                .getItemsList();

        assertThat(entries)
                .extracting(AuditEntry::getAction)
                .containsExactly("case.decide", "case.release", "case.claim");
        assertThat(entries).extracting(AuditEntry::getSeq).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.getActor()).isEqualTo(asha.id());
            assertThat(entry.getTarget()).isEqualTo(caseId);
            assertThat(entry.getHash()).matches("[0-9a-f]{64}");
            assertThat(instant(entry.getAt())).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        });
    }

    @Test
    void hasNothingOfWhatWasRefused() {
        Person asha = moderation.moderator(Transport.BUS);
        String caseId = moderation.closedCase(moderation.moderator(Transport.BUS));

        assertRefused(GrpcStatus.FAILED_PRECONDITION, "case.closed", () -> asha.claim(caseId));

        assertThat(admin.audit(ListAuditRequest.newBuilder().setActor(asha.id()))
                        .getItemsList())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void pagesWithoutGaps(int limit) {
        String caseId = moderation.busyCase(5);

        List<AuditEntry> entries =
                pages(ListAuditRequest.newBuilder().setTarget(caseId).setLimit(limit));

        assertThat(entries).hasSize(5);
        assertThat(entries).extracting(AuditEntry::getSeq).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(entries).extracting(AuditEntry::getSeq).doesNotHaveDuplicates();
    }

    @Test
    void filtersByActorTargetAndTime() {
        Person asha = moderation.moderator(Transport.BUS);
        Person ravi = moderation.moderator(Transport.BUS);
        String one = moderation.caseAbout(moderation.listing());
        String two = moderation.caseAbout(moderation.listing());
        asha.claim(one);
        asha.release(one);
        ravi.claim(one);
        asha.claim(two);
        List<AuditEntry> all =
                new ArrayList<>(pages(ListAuditRequest.newBuilder().setActor(asha.id())));
        Collections.reverse(all);

        assertThat(all).extracting(AuditEntry::getTarget).containsExactly(one, one, two);
        assertThat(pages(ListAuditRequest.newBuilder().setTarget(one)))
                .extracting(AuditEntry::getActor)
                .containsExactly(ravi.id(), asha.id(), asha.id());
        assertThat(pages(ListAuditRequest.newBuilder().setActor(asha.id()).setTarget(two)))
                .containsExactly(all.get(2));
        assertThat(pages(ListAuditRequest.newBuilder()
                        .setActor(asha.id())
                        .setFrom(all.get(1).getAt())))
                .containsExactly(all.get(2), all.get(1));
        assertThat(pages(ListAuditRequest.newBuilder()
                        .setActor(asha.id())
                        .setTo(all.get(1).getAt())))
                .containsExactly(all.get(0));
        assertThat(pages(ListAuditRequest.newBuilder()
                        .setActor(asha.id())
                        .setFrom(all.get(1).getAt())
                        .setTo(all.get(2).getAt())))
                .containsExactly(all.get(1));
    }

    private static List<AuditEntry> pages(ListAuditRequest.Builder request) {
        List<AuditEntry> all = new ArrayList<>();
        ListAuditReply page = admin.audit(request);
        all.addAll(page.getItemsList());
        while (page.hasNextCursor()) {
            assertThat(all).hasSizeLessThan(1_000);
            page = admin.audit(request.clone().setCursor(page.getNextCursor()));
            all.addAll(page.getItemsList());
        }
        return all;
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        String caseId = moderation.busyCase(2);
        ListAuditRequest.Builder list =
                ListAuditRequest.newBuilder().setTarget(caseId).setLimit(1);
        String cursor = admin.audit(list).getNextCursor();
        List<ListAuditRequest.Builder> others = List.of(
                ListAuditRequest.newBuilder(),
                ListAuditRequest.newBuilder().setActor(caseId),
                list.clone().setFrom(OtherDomains.LONG_AGO),
                list.clone().setTo(OtherDomains.LONG_AGO));

        assertThat(cursor).isNotEmpty();
        for (ListAuditRequest.Builder other : others) {
            assertRefused(
                    GrpcStatus.INVALID_ARGUMENT, "request.cursor_invalid", () -> admin.audit(other.setCursor(cursor)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatItCannotRead(Transport transport) {
        Person asker = moderation.admin(transport);
        Timestamp never = Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build();
        Timestamp before = Timestamp.newBuilder().setSeconds(Long.MIN_VALUE).build();

        assertInvalid("actor", () -> asker.audit(ListAuditRequest.newBuilder().setActor("me")));
        assertInvalid("target", () -> asker.audit(ListAuditRequest.newBuilder().setTarget("")));
        assertInvalid("from", () -> asker.audit(ListAuditRequest.newBuilder().setFrom(never)));
        assertInvalid("to", () -> asker.audit(ListAuditRequest.newBuilder().setTo(never)));
        assertInvalid("to", () -> asker.audit(ListAuditRequest.newBuilder().setTo(before)));
        assertInvalid("limit", () -> asker.audit(ListAuditRequest.newBuilder().setLimit(101)));
        assertInvalid("fromSeq", () -> asker.verifyAudit(-1));
    }

    @Test
    void staysOneChainWhenManyWorkAtOnce() {
        List<ClaimCaseRequest> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(ClaimCaseRequest.newBuilder()
                    .setCaseId(moderation.caseAbout(moderation.listing()))
                    .build());
        }
        long before = moderation.auditEnd();

        List<Future<Case>> claims =
                atOnce(20, i -> moderation.moderator(Transport.BUS).working(cases -> cases.claimCase(requests.get(i))));

        assertThat(claims).allSatisfy(claim -> assertThat(claim.succeeded()).isTrue());
        assertThat(moderation.auditEnd()).isEqualTo(before + 20);
        assertThat(admin.verifyAudit(0)).isEqualTo(right(moderation.auditEnd()));
    }

    @ParameterizedTest
    @EnumSource
    void isVerifiedFromAnywhere(Transport transport) {
        String unused = moderation.busyCase(3);
        Person service = moderation.service(transport);
        long head = moderation.auditEnd();

        assertThat(service.verifyAudit(0)).isEqualTo(right(head));
        assertThat(service.verifyAudit(1)).isEqualTo(right(head));
        assertThat(service.verifyAudit(2)).isEqualTo(right(head - 1));
        assertThat(service.verifyAudit(head)).isEqualTo(right(1));
        assertThat(service.verifyAudit(head + 1)).isEqualTo(right(0));
        assertThat(service.verifyAudit(Long.MAX_VALUE)).isEqualTo(right(0));
    }

    private static VerifyAuditReply right(long checked) {
        return VerifyAuditReply.newBuilder().setChecked(checked).build();
    }
}
