package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.MessageSuspected;
import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.GetCaseRequest;
import com.beachdo.moderation.v1.ListCasesRequest;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
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

    private static void tell(ModerationSystem moderation, Content message) {
        MessageSuspected event = MessageSuspected.newBuilder()
                .setChatId(Ids.next().toString())
                .setMessageId(message.id())
                .setSenderId(message.ownerId())
                .setReceiverId(Ids.next().toString())
                .addSignals("UPI_ID")
                .addSignals("ADVANCE_PAYMENT")
                .build();
        TestSystem.await(EventTransport.of(moderation.system.vertx(), moderation.system.config(), "test")
                .deliver(
                        "moderation",
                        EventEnvelope.newBuilder()
                                .setEventId(Ids.next().toString())
                                .setSource("chat")
                                .setAggregateId(event.getChatId())
                                .setType(event.getDescriptorForType().getFullName())
                                .setPayload(event.toByteString())
                                .build()));
    }
}
