package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.MessageSuspected;
import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.forum.v1.PostSuspected;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ClaimCaseRequest;
import com.beachdo.moderation.v1.DecideCaseRequest;
import com.beachdo.moderation.v1.GetCaseRequest;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.moderation.v1.ListCasesRequest;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspicionsIT {
    @Test
    void aSuspectedMessageIsACaseMarkedAsAutomatic() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            String sender = Ids.next().toString();
            Content message =
                    moderation.others.add(TargetType.TARGET_TYPE_MESSAGE, sender, "pay in advance to me@okaxis");
            tell(moderation, message);
            tell(
                    moderation,
                    new Content(TargetType.TARGET_TYPE_MESSAGE, Ids.next().toString(), sender));

            List<Case> cases = moderation
                    .admin(Transport.BUS)
                    .cases(contract -> contract.listCases(ListCasesRequest.getDefaultInstance()))
                    .getItemsList();

            assertThat(cases).hasSize(1);
            assertThat(cases.get(0).getTargetId()).isEqualTo(message.id());
            Case one = moderation
                    .admin(Transport.BUS)
                    .cases(contract -> contract.getCase(GetCaseRequest.newBuilder()
                            .setCaseId(cases.get(0).getId())
                            .build()));
            assertThat(one.getEvidence()).contains("pay in advance");
            assertThat(one.getReportsList()).hasSize(1);
            assertThat(one.getReports(0).getDetails()).isEqualTo("Automatic: UPI_ID, ADVANCE_PAYMENT");
            assertThat(one.getReports(0).getReporterId()).isEqualTo(Suspicions.AUTOMATIC.toString());
            assertThat(one.getReports(0).getReason()).isEqualTo(ReportReason.REPORT_REASON_FRAUD);
        }
    }

    @Test
    void aHeldPostIsACaseWhoseDismissalLetsItThrough() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            Content thread = moderation.others.add(
                    TargetType.TARGET_TYPE_THREAD, Ids.next().toString(), "Call 98765 43210");
            deliver(
                    moderation,
                    "forum",
                    PostSuspected.newBuilder()
                            .setThreadId(thread.id())
                            .setAuthorId(thread.ownerId())
                            .addSignals("PHONE")
                            .build());
            Person admin = moderation.admin(Transport.BUS);
            Case one = admin.cases(contract -> contract.listCases(ListCasesRequest.getDefaultInstance()))
                    .getItems(0);
            assertThat(one.getTargetType()).isEqualTo(TargetType.TARGET_TYPE_THREAD);

            Case claimed = admin.cases(contract -> contract.claimCase(
                    ClaimCaseRequest.newBuilder().setCaseId(one.getId()).build()));
            assertThat(claimed.getReports(0).getDetails()).isEqualTo("Automatic: PHONE");
            Case unused = admin.cases(contract -> contract.decideCase(DecideCaseRequest.newBuilder()
                    .setCaseId(one.getId())
                    .setAction(CaseAction.CASE_ACTION_DISMISS)
                    .setReason("A shop's number.")
                    .build()));

            assertThat(moderation
                            .sql(
                                    "SELECT FROM outbox WHERE type = 'beachdo.moderation.v1.ContentCleared'"
                                            + " AND aggregate_id = $1 AND pending = '{forum}'",
                                    thread.id())
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatStaffDidInTheForumIsInTheAudit() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            Person admin = moderation.admin(Transport.BUS);
            String thread = Ids.next().toString();
            deliver(
                    moderation,
                    "forum",
                    com.beachdo.forum.v1.StaffActed.newBuilder()
                            .setActorId(Ids.next().toString())
                            .setTargetType("THREAD")
                            .setTargetId(thread)
                            .setAction("thread.lock")
                            .setDetail("{\"until\": \"2027-01-01T00:00Z\"}")
                            .build());

            assertThat(admin.cases(contract -> contract.listAudit(ListAuditRequest.getDefaultInstance()))
                            .getItemsList())
                    .anySatisfy(entry -> {
                        assertThat(entry.getAction()).isEqualTo("thread.lock");
                        assertThat(entry.getTarget()).isEqualTo(thread);
                    });
        }
    }

    private static void tell(ModerationSystem moderation, Content message) {
        MessageSuspected event = MessageSuspected.newBuilder()
                .setChatId(Ids.next().toString())
                .setMessageId(message.id())
                .setSenderId(message.ownerId())
                .setReceiverId(Ids.next().toString())
                .addSignals("UPI_ID")
                .addSignals("ADVANCE_PAYMENT")
                .build();
        deliver(moderation, "chat", event);
    }

    private static void deliver(ModerationSystem moderation, String source, Message event) {
        TestSystem.await(EventTransport.of(moderation.system.vertx(), moderation.system.config(), "test")
                .deliver(
                        "moderation",
                        EventEnvelope.newBuilder()
                                .setEventId(Ids.next().toString())
                                .setSource(source)
                                .setAggregateId("aggregate")
                                .setType(event.getDescriptorForType().getFullName())
                                .setPayload(event.toByteString())
                                .build()));
    }
}
