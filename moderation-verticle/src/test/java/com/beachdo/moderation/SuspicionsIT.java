package com.beachdo.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.KnownPictureLikeness;
import com.beachdo.catalog.v1.ListingLikeness;
import com.beachdo.catalog.v1.ListingSignal;
import com.beachdo.catalog.v1.ListingSignalKind;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.ListingSuspected;
import com.beachdo.catalog.v1.PriceSpread;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
    void whatRulesFindAboutAListingIsInTheEvidenceOfOneCase() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            Content listing = moderation.listing();
            moderation.others.listings.computeIfPresent(listing.id(), (id, shown) -> shown.toBuilder()
                    .setStatus(ListingStatus.LISTING_STATUS_PENDING_REVIEW)
                    .clearPublishedAt()
                    .build());
            ListingSignal price = ListingSignal.newBuilder()
                    .setKind(ListingSignalKind.LISTING_SIGNAL_KIND_UNUSUAL_PRICE)
                    .setPrices(PriceSpread.newBuilder()
                            .setPriceAmount(100)
                            .setMedianAmount(900_000)
                            .setSample(50))
                    .build();
            String original = Ids.next().toString();
            ListingSignal copied = ListingSignal.newBuilder()
                    .setKind(ListingSignalKind.LISTING_SIGNAL_KIND_COPIED_PICTURE)
                    .addLikenesses(ListingLikeness.newBuilder()
                            .setListingId(original)
                            .setPercent(98)
                            .setImageId("a"))
                    .build();
            ListingSignal contact = ListingSignal.newBuilder()
                    .setKind(ListingSignalKind.LISTING_SIGNAL_KIND_CONTACT_DATA)
                    .addWords("98765 43210")
                    .build();
            suspect(moderation, listing, price);
            suspect(moderation, listing, price);
            suspect(moderation, listing, copied, contact);
            suspect(
                    moderation,
                    new Content(TargetType.TARGET_TYPE_LISTING, Ids.next().toString(), listing.ownerId()),
                    price);

            Case one = onlyCase(moderation);

            assertThat(one.getTargetId()).isEqualTo(listing.id());
            assertThat(one.getReportCount()).isEqualTo(1);
            assertThat(one.getReportsList()).singleElement().satisfies(report -> {
                assertThat(report.getReporterId()).isEqualTo(Suspicions.AUTOMATIC.toString());
                assertThat(report.getDetails()).isEqualTo("Automatic: CONTACT_DATA, COPIED_PICTURE, UNUSUAL_PRICE");
            });
            JsonObject evidence = new JsonObject(one.getEvidence());
            assertThat(evidence.getString("description")).isEqualTo("Buy now!");
            JsonArray signals = evidence.getJsonArray("signals");
            assertThat(signals).hasSize(3);
            assertThat(signals.getJsonObject(0).getJsonObject("prices").getLong("medianAmount"))
                    .isEqualTo(900_000);
            assertThat(signals.getJsonObject(1)
                            .getJsonArray("like")
                            .getJsonObject(0)
                            .getString("listing"))
                    .isEqualTo(original);
            assertThat(signals.getJsonObject(2).getJsonArray("words")).containsExactly("98765 43210");
        }
    }

    @Test
    void aCaseThatPeopleOpenedGetsWhatRulesFind() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            Content listing = moderation.listing();
            String caseId = moderation.caseAbout(listing);
            suspect(
                    moderation,
                    listing,
                    ListingSignal.newBuilder()
                            .setKind(ListingSignalKind.LISTING_SIGNAL_KIND_CONTACT_DATA)
                            .addWords("wa.me/9876543210")
                            .build());
            Case one = onlyCase(moderation);
            assertThat(one.getId()).isEqualTo(caseId);
            assertThat(one.getReportCount()).isEqualTo(2);
            assertThat(one.getEvidence()).contains("wa.me/9876543210");
        }
    }

    @Test
    void aKnownPictureIsReportedOnItsGroundWithWhatItLooksLike() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            Content listing = moderation.listing();
            String known = Ids.next().toString();
            suspect(
                    moderation,
                    listing,
                    ListingSignal.newBuilder()
                            .setKind(ListingSignalKind.LISTING_SIGNAL_KIND_KNOWN_PICTURE)
                            .addKnownPictures(KnownPictureLikeness.newBuilder()
                                    .setKnownPictureId(known)
                                    .setImageId(Ids.next().toString())
                                    .setPercent(98)
                                    .setGround(ReportReason.REPORT_REASON_PROHIBITED_ITEM))
                            .build());
            Case one = onlyCase(moderation);
            assertThat(one.getReportsList()).singleElement().satisfies(report -> {
                assertThat(report.getReporterId()).isEqualTo(Suspicions.AUTOMATIC.toString());
                assertThat(report.getReason()).isEqualTo(ReportReason.REPORT_REASON_PROHIBITED_ITEM);
                assertThat(report.getDetails()).isEqualTo("Automatic: KNOWN_PICTURE");
            });
            JsonObject seen = new JsonObject(one.getEvidence())
                    .getJsonArray("signals")
                    .getJsonObject(0)
                    .getJsonArray("knownPictures")
                    .getJsonObject(0);
            assertThat(seen.getString("knownPicture")).isEqualTo(known);
            assertThat(seen.getInteger("percent")).isEqualTo(98);
            assertThat(seen.getString("ground")).isEqualTo("PROHIBITED_ITEM");
        }
    }

    private static Case onlyCase(ModerationSystem moderation) {
        List<Case> cases = moderation
                .admin(Transport.BUS)
                .cases(contract -> contract.listCases(ListCasesRequest.getDefaultInstance()))
                .getItemsList();
        assertThat(cases).hasSize(1);
        return moderation
                .admin(Transport.BUS)
                .cases(contract -> contract.getCase(GetCaseRequest.newBuilder()
                        .setCaseId(cases.get(0).getId())
                        .build()));
    }

    private static void suspect(ModerationSystem moderation, Content listing, ListingSignal... signals) {
        deliver(
                moderation,
                "catalog",
                listing.id(),
                ListingSuspected.newBuilder()
                        .setListingId(listing.id())
                        .setSellerId(listing.ownerId())
                        .addAllSignals(List.of(signals))
                        .build());
    }

    @Test
    void aHeldPostIsACaseWhoseDismissalLetsItThrough() {
        try (ModerationSystem moderation = new ModerationSystem()) {
            Content thread = moderation.others.add(
                    TargetType.TARGET_TYPE_THREAD, Ids.next().toString(), "Call 98765 43210");
            deliver(
                    moderation,
                    "forum",
                    thread.id(),
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
                    thread,
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
        deliver(moderation, "chat", event.getChatId(), event);
    }

    private static void deliver(ModerationSystem moderation, String source, String aggregate, Message event) {
        TestSystem.await(EventTransport.of(moderation.system.vertx(), moderation.system.config(), "test")
                .deliver(
                        "moderation",
                        EventEnvelope.newBuilder()
                                .setEventId(Ids.next().toString())
                                .setSource(source)
                                .setAggregateId(aggregate)
                                .setType(event.getDescriptorForType().getFullName())
                                .setPayload(event.toByteString())
                                .build()));
    }
}
