package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.chat.v1.BlockChanged;
import com.beachdo.chat.v1.MessagesWaiting;
import com.beachdo.chat.v1.UnreadMessagesDue;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.CommentAdded;
import com.beachdo.forum.v1.MentionsAdded;
import com.beachdo.forum.v1.Notification;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.Thread;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.AccountRestrictedByHand;
import com.beachdo.identity.v1.SessionsEnded;
import com.beachdo.identity.v1.SuspensionOver;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.moderation.v1.AppealAnswered;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentCleared;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each event that the forum takes comes twice, and its person is told once or not at all; a new event needs a case here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryEventTwiceIT {
    private static final Path CONTRACTS = Path.of("../proto/src/main/proto");
    private static final Pattern EVENT =
            Pattern.compile("message (\\w+) \\{\\s+option \\(common\\.v1\\.event\\) = \\{consumers: \\[([^\\]]*)]");

    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    /** An event about a person, and as what they are told of it; unspecified for not at all. */
    private record Case(Person person, Message event, NotificationKind told) {}

    @Test
    void tellsOnce() throws IOException {
        Map<String, Case> cases = cases();
        assertThat(cases.keySet()).containsExactlyInAnyOrderElementsOf(taken());
        forum.awaitTold();
        forum.sql("DELETE FROM notification");

        cases.values().forEach(one -> forum.deliverTwice(one.event()));

        cases.forEach((event, one) -> {
            List<Notification> inbox = forum.inbox(one.person());
            assertThat(inbox.stream().map(Notification::getKind).toList())
                    .as(event)
                    .isEqualTo(
                            one.told() == NotificationKind.NOTIFICATION_KIND_UNSPECIFIED
                                    ? List.of()
                                    : List.of(one.told()));
            assertThat(inbox).as(event).allSatisfy(told -> assertThat(told.getCount())
                    .isEqualTo(1));
        });
    }

    private static Set<String> taken() throws IOException {
        Set<String> taken = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CONTRACTS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher event = EVENT.matcher(Files.readString(file));
                while (event.find()) {
                    if (event.group(2).contains("\"forum\"")) {
                        taken.add(event.group(1));
                    }
                }
            }
        }
        return taken;
    }

    private static String id() {
        return Ids.next().toString();
    }

    private Map<String, Case> cases() {
        return Stream.of(ofOthers(), ofStaff(), ofTheForum())
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        one -> one.event().getDescriptorForType().getName(),
                        one -> one,
                        (one, other) -> {
                            throw new IllegalStateException("twice: " + one);
                        },
                        LinkedHashMap::new));
    }

    private List<Case> ofOthers() {
        Person seller = forum.person(Transport.BUS);
        Person saver = forum.person(Transport.BUS);
        Person blocker = forum.person(Transport.BUS);
        Person away = forum.person(Transport.BUS);
        Person writtenTo = forum.person(Transport.BUS);
        Person erased = forum.person(Transport.BUS);
        Person signedOut = forum.person(Transport.BUS);
        return List.of(
                told(
                        seller,
                        ListingChanged.newBuilder()
                                .setListingId(id())
                                .setSellerId(seller.id())
                                .setTitle("Harmonium")
                                .setTransition("APPROVE")
                                .build(),
                        NotificationKind.NOTIFICATION_KIND_LISTING_APPROVED),
                told(
                        saver,
                        NoticeDue.newBuilder()
                                .setUserId(saver.id())
                                .setKind(NoticeKind.NOTICE_KIND_PRICE_DROP)
                                .setMatterId(id())
                                .setTitle("Sitar")
                                .setCount(1)
                                .addListings(NoticeListing.newBuilder().setListingId(id()))
                                .build(),
                        NotificationKind.NOTIFICATION_KIND_PRICE_DROP),
                untold(
                        blocker,
                        BlockChanged.newBuilder()
                                .setBlockerId(blocker.id())
                                .setBlockedId(id())
                                .setBlocked(true)
                                .build()),
                told(
                        away,
                        UnreadMessagesDue.newBuilder()
                                .setUserId(away.id())
                                .setTitle("Tabla")
                                .setCount(1)
                                .build(),
                        NotificationKind.NOTIFICATION_KIND_UNREAD_MESSAGES),
                untold(
                        writtenTo,
                        MessagesWaiting.newBuilder()
                                .setUserId(writtenTo.id())
                                .setChatId(id())
                                .setTitle("Tabla")
                                .setCount(1)
                                .build()),
                untold(erased, AccountErased.newBuilder().setUserId(erased.id()).build()),
                untold(
                        signedOut,
                        SessionsEnded.newBuilder()
                                .setUserId(signedOut.id())
                                .addSessionIds(id())
                                .build()));
    }

    private List<Case> ofStaff() {
        Person letIn = forum.person(Transport.BUS);
        Person back = forum.person(Transport.BUS);
        Person advertiser = forum.person(Transport.BUS);
        Person cleared = forum.person(Transport.BUS);
        Person warned = forum.person(Transport.BUS);
        Person appellant = forum.person(Transport.BUS);
        Person right = forum.person(Transport.BUS);
        Person restricted = forum.person(Transport.BUS);
        return List.of(
                told(
                        letIn,
                        AccountRestrictedByHand.newBuilder()
                                .setUserId(letIn.id())
                                .setStatus(UserStatus.USER_STATUS_ACTIVE)
                                .setReason("A mistake.")
                                .build(),
                        NotificationKind.NOTIFICATION_KIND_LET_IN),
                told(
                        back,
                        SuspensionOver.newBuilder().setUserId(back.id()).build(),
                        NotificationKind.NOTIFICATION_KIND_LET_IN),
                untold(
                        advertiser,
                        ContentRemoved.newBuilder()
                                .setTargetType(TargetType.TARGET_TYPE_THREAD)
                                .setTargetId(advertiser.open().getId())
                                .setReason("Advertising.")
                                .setDecisionId(id())
                                .build()),
                untold(
                        cleared,
                        ContentCleared.newBuilder()
                                .setTargetType(TargetType.TARGET_TYPE_THREAD)
                                .setTargetId(cleared.open().getId())
                                .build()),
                told(
                        warned,
                        DecisionMade.newBuilder()
                                .setDecisionId(id())
                                .setUserId(warned.id())
                                .setAction(CaseAction.CASE_ACTION_WARN)
                                .setGround(ReportReason.REPORT_REASON_SPAM)
                                .setReason("Once too often.")
                                .setTargetType(TargetType.TARGET_TYPE_USER)
                                .setTargetId(warned.id())
                                .setAppealBy(Rows.timestamp(
                                        OffsetDateTime.now(ZoneOffset.UTC).plusDays(30)))
                                .build(),
                        NotificationKind.NOTIFICATION_KIND_WARNED),
                told(
                        appellant,
                        AppealAnswered.newBuilder()
                                .setAppealId(id())
                                .setDecisionId(id())
                                .setUserId(appellant.id())
                                .setOutcome(AppealStatus.APPEAL_STATUS_UPHELD)
                                .setAnswer("It stands.")
                                .build(),
                        NotificationKind.NOTIFICATION_KIND_APPEAL_UPHELD),
                untold(
                        right,
                        DecisionOverturned.newBuilder()
                                .setDecisionId(id())
                                .setTargetType(TargetType.TARGET_TYPE_THREAD)
                                .setTargetId(right.open().getId())
                                .setOwnerId(right.id())
                                .build()),
                untold(
                        restricted,
                        RestrictionsChanged.newBuilder()
                                .setUserId(restricted.id())
                                .setDecisionId(id())
                                .setPostUntil(Rows.timestamp(
                                        OffsetDateTime.now(ZoneOffset.UTC).plusDays(1)))
                                .build()));
    }

    private List<Case> ofTheForum() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        Person other = forum.person(Transport.BUS);
        Comment comment = other.comment(thread.getId(), "First.");
        Person named = forum.person(Transport.BUS);
        Thread theirs = named.open();
        Comment naming = other.comment(theirs.getId(), "Second.");
        return List.of(
                told(
                        author,
                        CommentAdded.newBuilder()
                                .setThreadId(thread.getId())
                                .setCommentId(comment.getId())
                                .setAuthorId(other.id())
                                .addMentionIds(author.id())
                                .build(),
                        NotificationKind.NOTIFICATION_KIND_MENTION),
                told(
                        named,
                        MentionsAdded.newBuilder()
                                .setThreadId(theirs.getId())
                                .setCommentId(naming.getId())
                                .setAuthorId(other.id())
                                .addMentionIds(named.id())
                                .build(),
                        NotificationKind.NOTIFICATION_KIND_MENTION));
    }

    private static Case told(Person person, Message event, NotificationKind kind) {
        return new Case(person, event, kind);
    }

    private static Case untold(Person person, Message event) {
        return new Case(person, event, NotificationKind.NOTIFICATION_KIND_UNSPECIFIED);
    }
}
