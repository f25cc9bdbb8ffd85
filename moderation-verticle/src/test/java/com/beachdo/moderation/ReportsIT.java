package com.beachdo.moderation;

import static com.beachdo.moderation.ModerationSystem.assertInvalid;
import static com.beachdo.moderation.ModerationSystem.assertRefused;
import static com.beachdo.moderation.ModerationSystem.instant;
import static com.beachdo.moderation.Person.complaint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.chat.v1.MessageImage;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.CaseStatus;
import com.beachdo.moderation.v1.Report;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportsIT {
    private static final String EVERYTHING = "com.beachdo.moderation.ModerationSystem#everyTypeOverEveryTransport";
    private static final ReportReason FRAUD = ReportReason.REPORT_REASON_FRAUD;
    private static ModerationSystem moderation;

    @BeforeAll
    static void start() {
        moderation = new ModerationSystem();
    }

    @AfterAll
    static void stop() {
        moderation.close();
    }

    @ParameterizedTest
    @MethodSource(EVERYTHING)
    void opensACaseAboutWhateverIsReported(TargetType type, Transport transport) {
        Content content = moderation.content(type);
        Person asha = moderation.buyer(transport);

        Report report = asha.report(complaint(content, FRAUD).setDetails("  He wants money first. "));

        assertThat(report)
                .isEqualTo(Report.newBuilder()
                        .setId(report.getId())
                        .setTargetType(type)
                        .setTargetId(content.id())
                        .setReason(FRAUD)
                        .setDetails("He wants money first.")
                        .setStatus(CaseStatus.CASE_STATUS_OPEN)
                        .setCreatedAt(report.getCreatedAt())
                        .build());
        assertThat(UUID.fromString(report.getId()).version()).isEqualTo(7);
        assertThat(instant(report.getCreatedAt())).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        Case opened = moderation.moderator(transport).read(moderation.openCase(content));
        assertThat(opened.getTargetType()).isEqualTo(type);
        assertThat(opened.getTargetId()).isEqualTo(content.id());
        assertThat(opened.getTargetOwnerId()).isEqualTo(content.ownerId());
        assertThat(opened.getStatus()).isEqualTo(CaseStatus.CASE_STATUS_OPEN);
        assertThat(opened.getReportCount()).isEqualTo(1);
        assertThat(opened.getScore()).isEqualTo(Severity.of(FRAUD) + 1);
        assertThat(opened.getVersion()).isEqualTo(1);
        assertThat(opened.hasAcknowledgedAt()).isFalse();
        assertThat(opened.getReportsList())
                .containsExactly(report.toBuilder().setReporterId(asha.id()).build());
    }

    @ParameterizedTest
    @CsvSource({
        "TARGET_TYPE_LISTING,description",
        "TARGET_TYPE_USER,name",
        "TARGET_TYPE_MESSAGE,text",
        "TARGET_TYPE_THREAD,body",
        "TARGET_TYPE_COMMENT,body",
        "TARGET_TYPE_REVIEW,text"
    })
    void keepsWhatTheContentSays(TargetType type, String field) {
        Content content = moderation.content(type);

        assertThat(evidence(content).getString(field)).isEqualTo("Buy now!");
    }

    @Test
    void keepsThePicturesThatWereShown() {
        assertThat(evidence(moderation.listing()).getJsonArray("pictures"))
                .containsExactly("https://pictures.example/1.jpg");
    }

    @Test
    void keepsWhatWasSaidAroundAMessage() {
        JsonObject evidence = evidence(moderation.content(TargetType.TARGET_TYPE_MESSAGE));

        assertThat(evidence.getLong("seq")).isEqualTo(7);
        assertThat(evidence.getJsonArray("context").getJsonObject(0).getString("text"))
                .isEqualTo("Before it");
    }

    @Test
    void saysThatAMessageHadAPictureAndNothingOfItsAddress() {
        Content content = moderation.content(TargetType.TARGET_TYPE_MESSAGE);
        MessageImage.Builder image = MessageImage.newBuilder().setId("c0ffee00-0000-7000-8000-00000000000a");
        image.getVariantsBuilder().setLarge("https://pictures.example/signed");
        moderation.others.messages.computeIfPresent(
                content.id(),
                (id, message) -> message.toBuilder().clearText().setImage(image).build());

        JsonObject evidence = evidence(content);

        assertThat(evidence.getString("picture")).isEqualTo(image.getId());
        assertThat(evidence.encode()).doesNotContain("pictures.example");
        assertThat(evidence(moderation.content(TargetType.TARGET_TYPE_MESSAGE)).containsKey("picture"))
                .isFalse();
    }

    @Test
    void whatMayBeHardToLookAtIsMarkedOnceAnybodySaysSo() {
        Content listing = moderation.listing();
        String caseId = moderation.caseAbout(listing);
        Person staff = moderation.moderator(Transport.BUS);
        assertThat(staff.read(caseId).getBlur()).isFalse();
        moderation.buyer(Transport.BUS).report(listing, ReportReason.REPORT_REASON_OFFENSIVE);
        assertThat(staff.read(caseId).getBlur()).isTrue();
        moderation.buyer(Transport.BUS).report(listing, ReportReason.REPORT_REASON_SPAM);
        assertThat(staff.read(caseId).getBlur()).isTrue();
    }

    private static JsonObject evidence(Content content) {
        return new JsonObject(moderation
                .moderator(Transport.BUS)
                .read(moderation.caseAbout(content))
                .getEvidence());
    }

    @ParameterizedTest
    @MethodSource(EVERYTHING)
    void refusesToReportWhatIsNotThere(TargetType type, Transport transport) {
        Content missing = new Content(type, Ids.next().toString(), "");

        assertNotFound(missing, moderation.buyer(transport));
    }

    @ParameterizedTest
    @MethodSource(EVERYTHING)
    void refusesToReportOnesOwn(TargetType type, Transport transport) {
        Person asha = moderation.buyer(transport);
        Content own = moderation.others.add(type, asha.id(), "Mine");

        assertRefused(GrpcStatus.INVALID_ARGUMENT, "report.own_content", () -> asha.withKey("own")
                .report(own, FRAUD));
        assertNoCase(own);
    }

    @Test
    void tellsNobodyOfAMessageAmongOthers() {
        Content message = moderation.content(TargetType.TARGET_TYPE_MESSAGE);
        Person stranger = moderation.buyer(Transport.BUS);
        moderation.others.outsiders.add(stranger.id());

        assertNotFound(message, stranger);
    }

    @ParameterizedTest
    @CsvSource({
        "LISTING_STATUS_ACTIVE,false,true",
        "LISTING_STATUS_SOLD,true,true",
        "LISTING_STATUS_EXPIRED,true,true",
        "LISTING_STATUS_WITHDRAWN,true,true",
        "LISTING_STATUS_CHANGES_REQUESTED,true,true",
        "LISTING_STATUS_DRAFT,false,false",
        "LISTING_STATUS_PENDING_REVIEW,false,false",
        "LISTING_STATUS_REJECTED,false,false",
        "LISTING_STATUS_REMOVED,true,false"
    })
    void takesReportsOfListingsThatPeopleSaw(ListingStatus status, boolean published, boolean reportable) {
        Content listing = moderation.listing();
        moderation.others.listings.computeIfPresent(listing.id(), (id, shown) -> {
            Listing.Builder now = shown.toBuilder().setStatus(status);
            return (published ? now : now.clearPublishedAt()).build();
        });

        if (reportable) {
            moderation.buyer(Transport.BUS).report(listing, FRAUD);
        } else {
            assertNotFound(listing, moderation.buyer(Transport.BUS));
        }
    }

    /** To moderation, which is staff, the forum shows what it deleted. */
    @Test
    void refusesToReportWhatTheForumDeleted() {
        Content thread = moderation.content(TargetType.TARGET_TYPE_THREAD);
        Content comment = moderation.content(TargetType.TARGET_TYPE_COMMENT);
        moderation.others.threads.computeIfPresent(thread.id(), (id, shown) -> shown.toBuilder()
                .setDeletedAt(OtherDomains.LONG_AGO)
                .build());
        moderation.others.comments.computeIfPresent(comment.id(), (id, shown) -> shown.toBuilder()
                .setDeletedAt(OtherDomains.LONG_AGO)
                .build());

        assertNotFound(thread, moderation.buyer(Transport.BUS));
        assertNotFound(comment, moderation.buyer(Transport.BUS));
    }

    private static void assertNotFound(Content content, Person reporter) {
        assertRefused(GrpcStatus.NOT_FOUND, "report.target_not_found", () -> reporter.report(content, FRAUD));
        assertNoCase(content);
    }

    private static void assertNoCase(Content content) {
        assertThat(moderation.count("moderation_case WHERE target_id = $1", UUID.fromString(content.id())))
                .isZero();
    }

    @Test
    void doesNotTakeADomainThatIsDownForOneThatHasNothing() {
        Content listing = moderation.listing();
        Person asha = moderation.buyer(Transport.BUS);
        moderation.others.down = true;
        try {
            assertRefused(GrpcStatus.UNAVAILABLE, "service.unavailable", () -> asha.report(listing, FRAUD));
        } finally {
            moderation.others.down = false;
        }
        assertNoCase(listing);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNoReport(Transport transport) {
        Content listing = moderation.listing();
        Person asha = moderation.buyer(transport);

        assertInvalid("targetType", () -> asha.report(complaint(listing, FRAUD).clearTargetType()));
        assertInvalid("targetType", () -> asha.report(complaint(listing, FRAUD).setTargetTypeValue(99)));
        assertInvalid("targetId", () -> asha.report(complaint(listing, FRAUD).setTargetId("1-1-1-1-1")));
        assertInvalid("reason", () -> asha.report(complaint(listing, FRAUD).clearReason()));
        assertInvalid("reason", () -> asha.report(complaint(listing, FRAUD).setReasonValue(99)));
        assertInvalid("details", () -> asha.report(complaint(listing, FRAUD).setDetails("🛵".repeat(2_001))));
        assertInvalid("details", () -> asha.report(complaint(listing, FRAUD).setDetails("a\u0000b")));
        assertNoCase(listing);
    }

    @ParameterizedTest
    @EnumSource
    void takesLongDetailsAndNone(Transport transport) {
        String details = "🛵".repeat(2_000);

        assertThat(moderation
                        .buyer(transport)
                        .report(complaint(moderation.listing(), FRAUD).setDetails(details))
                        .getDetails())
                .isEqualTo(details);
        assertThat(moderation
                        .buyer(transport)
                        .report(complaint(moderation.listing(), FRAUD).setDetails(" \n"))
                        .hasDetails())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void answersTheSameToTheSameKey(Transport transport) {
        Content listing = moderation.listing();
        Person asha = moderation.buyer(transport).withKey("once");
        Report report = asha.report(listing, FRAUD);
        moderation.others.remove(listing);

        assertThat(asha.report(listing, FRAUD)).isEqualTo(report);
        assertNotFoundWithoutKey(listing, asha);
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "idempotency.other_request",
                () -> asha.report(listing, ReportReason.REPORT_REASON_SPAM));
        assertThat(moderation.count("report WHERE reporter_id = $1", UUID.fromString(asha.id())))
                .isEqualTo(1);
    }

    private static void assertNotFoundWithoutKey(Content content, Person person) {
        assertRefused(GrpcStatus.NOT_FOUND, "report.target_not_found", () -> new Person(
                        moderation, person.transport(), person.context().withIdempotencyKey(null))
                .report(content, FRAUD));
    }

    @Test
    void aKeyThatWasRefusedMaySucceedLater() {
        Content listing = moderation.listing();
        Person asha = moderation.buyer(Transport.BUS).withKey("later");
        Listing shown = moderation.others.listings.remove(listing.id());
        assertNotFound(listing, asha);
        moderation.others.listings.put(listing.id(), Objects.requireNonNull(shown));

        assertThat(asha.report(listing, FRAUD).getTargetId()).isEqualTo(listing.id());
    }

    @Test
    void theKeyOfOneIsNotTheKeyOfAnother() {
        Content listing = moderation.listing();

        Report first = moderation.buyer(Transport.BUS).withKey("shared").report(listing, FRAUD);
        Report second = moderation.buyer(Transport.BUS).withKey("shared").report(listing, FRAUD);

        assertThat(second.getId()).isNotEqualTo(first.getId());
    }
}
