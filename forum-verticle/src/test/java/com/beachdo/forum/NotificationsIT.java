package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.CommentAdded;
import com.beachdo.forum.v1.ListNotificationsReply;
import com.beachdo.forum.v1.ListNotificationsRequest;
import com.beachdo.forum.v1.MarkNotificationsReadRequest;
import com.beachdo.forum.v1.Notification;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.UnwatchThreadRequest;
import com.beachdo.forum.v1.WatchThreadRequest;
import com.beachdo.identity.v1.AccountRestrictedByHand;
import com.beachdo.identity.v1.SuspensionOver;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.AppealAnswered;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationsIT {
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    @CanIgnoreReturnValue
    private <T> T call(Person person, Function<Notifications, Future<T>> call) {
        Notifications client = forum.client(Notifications.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    private ListNotificationsReply inbox(Person person) {
        return call(
                person,
                notifications -> notifications.listNotifications(ListNotificationsRequest.getDefaultInstance()));
    }

    private List<Notification> awaitInbox(Person person, int count) {
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(inbox(person).getItemsList())
                .hasSize(count));
        return inbox(person).getItemsList();
    }

    private void watch(Person person, Thread thread) {
        person.threads(threads -> threads.watchThread(
                WatchThreadRequest.newBuilder().setThreadId(thread.getId()).build()));
    }

    /** Everything that happened before this has been told to whom it concerns. */
    private void awaitTold() {
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(forum.sql("SELECT FROM outbox WHERE 'forum' = ANY (pending)")
                                .size())
                        .isZero());
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void commentsOnAThreadThatOneOpenedAreOneNotificationThatCounts(Transport transport) {
        Person author = forum.person(transport);
        Thread thread = author.open();
        Person reader = forum.person("Ravi", transport);
        reader.comment(thread.getId(), "First.");
        reader.comment(thread.getId(), "Second.");
        awaitTold();
        Notification told = awaitInbox(author, 1).get(0);
        assertThat(told.getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_COMMENT);
        assertThat(told.getCount()).isEqualTo(2);
        assertThat(told.getTitle()).isEqualTo(thread.getTitle());
        assertThat(told.getThreadId()).isEqualTo(thread.getId());
        assertThat(inbox(reader).getItemsList()).as("of one's own comments").isEmpty();

        int left = call(
                        author,
                        notifications -> notifications.markNotificationsRead(MarkNotificationsReadRequest.newBuilder()
                                .addIds(told.getId())
                                .build()))
                .getUnreadCount();
        assertThat(left).isZero();
        reader.comment(thread.getId(), "Third.");
        assertThat(awaitInbox(author, 2).get(0).getCount()).as("after reading").isEqualTo(1);
        assertThat(inbox(author).getUnreadCount()).isEqualTo(1);
    }

    @Test
    void whoIsAnsweredIsNotToldOfACommentToo() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        Person reader = forum.person(Transport.BUS);
        watch(reader, thread);
        Comment comment = reader.comment(thread.getId(), "Why?");
        Comment unused = author.reply(comment, "Because.");
        awaitTold();
        assertThat(awaitInbox(reader, 1).get(0).getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_REPLY);
    }

    @Test
    void whoUnwatchesIsLeftAlone() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        assertThat(thread.getWatching()).isTrue();
        for (int times = 0; times < 2; times++) {
            author.threads(threads -> threads.unwatchThread(UnwatchThreadRequest.newBuilder()
                    .setThreadId(thread.getId())
                    .build()));
        }
        assertThat(author.read(thread.getId()).getWatching()).isFalse();
        forum.person(Transport.BUS).comment(thread.getId(), "Nobody hears.");
        awaitTold();
        assertThat(inbox(author).getItemsList()).isEmpty();
    }

    @Test
    void nobodyIsToldOfACommentThatIsGone() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        Person reader = forum.person(Transport.BUS);
        Comment comment = reader.comment(thread.getId(), "Never mind.");
        awaitTold();
        forum.sql("DELETE FROM notification WHERE thread_id = $1", java.util.UUID.fromString(thread.getId()));
        reader.deleteComment(comment.getId());
        forum.deliver(
                Ids.next().toString(),
                CommentAdded.newBuilder()
                        .setThreadId(thread.getId())
                        .setCommentId(comment.getId())
                        .setAuthorId(reader.id())
                        .build());
        assertThat(inbox(author).getItemsList()).isEmpty();
    }

    @Test
    void anEventThatComesTwiceTellsOnce() {
        Person seller = forum.person(Transport.BUS);
        ListingChanged rejected =
                listing(seller, "REJECT").setNote("No phone numbers.").build();
        String event = Ids.next().toString();
        forum.deliver(event, rejected);
        forum.deliver(event, rejected);
        Notification told = awaitInbox(seller, 1).get(0);
        assertThat(told.getCount()).isEqualTo(1);
        assertThat(told.getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_LISTING_REJECTED);
        assertThat(told.getNote()).isEqualTo("No phone numbers.");
        assertThat(told.getListingId()).isEqualTo(rejected.getListingId());
    }

    @Test
    void alertsOfASavedSearchAreOneNotificationThatCountsListings() {
        Person person = forum.person(Transport.BUS);
        NoticeDue.Builder notice = NoticeDue.newBuilder()
                .setUserId(person.id())
                .setKind(NoticeKind.NOTICE_KIND_SAVED_SEARCH)
                .setMatterId(Ids.next().toString())
                .setTitle("Harmoniums");
        String latest = Ids.next().toString();
        forum.deliver(
                Ids.next().toString(),
                notice.setCount(3).addListings(of(Ids.next().toString())).build());
        forum.deliver(
                Ids.next().toString(),
                notice.setCount(2).clearListings().addListings(of(latest)).build());
        Notification told = awaitInbox(person, 1).get(0);
        assertThat(told.getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_SAVED_SEARCH);
        assertThat(told.getCount()).isEqualTo(5);
        assertThat(told.getTitle()).isEqualTo("Harmoniums");
        assertThat(told.getSearchId()).isEqualTo(notice.getMatterId());
        assertThat(told.getListingId()).isEqualTo(latest);
    }

    @Test
    void sellersAreToldOfRenewalsAndReviews() {
        Person seller = forum.person(Transport.BUS);
        String listing = Ids.next().toString();
        NoticeDue.Builder notice = NoticeDue.newBuilder()
                .setUserId(seller.id())
                .setTitle("Harmonium")
                .setCount(1)
                .addListings(of(listing));
        forum.deliver(
                Ids.next().toString(),
                notice.setKind(NoticeKind.NOTICE_KIND_LISTING_RENEWED)
                        .setMatterId(listing)
                        .build());
        forum.deliver(
                Ids.next().toString(),
                notice.setKind(NoticeKind.NOTICE_KIND_REVIEW_RECEIVED)
                        .setMatterId(Ids.next().toString())
                        .build());
        assertThat(awaitInbox(seller, 2))
                .allMatch(told -> told.getListingId().equals(listing))
                .extracting(Notification::getKind)
                .containsExactlyInAnyOrder(
                        NotificationKind.NOTIFICATION_KIND_LISTING_RENEWED,
                        NotificationKind.NOTIFICATION_KIND_REVIEW_RECEIVED);
    }

    private static NoticeListing of(String listingId) {
        return NoticeListing.newBuilder().setListingId(listingId).build();
    }

    private static ListingChanged.Builder listing(Person seller, String transition) {
        return ListingChanged.newBuilder()
                .setListingId(Ids.next().toString())
                .setSellerId(seller.id())
                .setTitle("Harmonium")
                .setStatus("ACTIVE")
                .setTransition(transition);
    }

    @Test
    void whatASellerDidItselfIsNoNews() {
        Person seller = forum.person(Transport.BUS);
        for (String own : List.of("EDIT", "SELL", "RENEW", "WITHDRAW", "SUBMIT", "DELETE", "")) {
            forum.deliver(Ids.next().toString(), listing(seller, own).build());
        }
        assertThat(inbox(seller).getItemsList()).isEmpty();
    }

    @Test
    void theAuthorOfARemovedPostIsToldWhyOnce() {
        Person author = forum.person(Transport.BUS);
        Thread thread = author.open();
        String decision = Ids.next().toString();
        forum.deliver(
                Ids.next().toString(),
                ContentRemoved.newBuilder()
                        .setTargetType(TargetType.TARGET_TYPE_THREAD)
                        .setTargetId(thread.getId())
                        .setReason("Advertising.")
                        .setDecisionId(decision)
                        .build());
        forum.deliver(
                Ids.next().toString(),
                DecisionMade.newBuilder()
                        .setDecisionId(decision)
                        .setUserId(author.id())
                        .setAction(CaseAction.CASE_ACTION_REMOVE)
                        .setGround(ReportReason.REPORT_REASON_SPAM)
                        .setReason("Advertising.")
                        .setTargetType(TargetType.TARGET_TYPE_THREAD)
                        .setTargetId(thread.getId())
                        .setAppealBy(Timestamp.newBuilder().setSeconds(1_800_000_000))
                        .build());
        Notification told = awaitInbox(author, 1).get(0);
        assertThat(told.getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_CONTENT_REMOVED);
        assertThat(told.getNote()).isEqualTo("Advertising.");
        assertThat(told.getTitle()).isEqualTo(thread.getTitle());
        assertThat(told.getThreadId()).isEqualTo(thread.getId());
        assertThat(told.getDecisionId()).isEqualTo(decision);
    }

    @Test
    void aListingThatACaseRemovedIsToldByTheDecisionOnly() {
        Person seller = forum.person(Transport.BUS);
        ListingChanged gone = listing(seller, "TAKE_DOWN").build();
        forum.deliver(Ids.next().toString(), gone);
        forum.deliver(
                Ids.next().toString(),
                DecisionMade.newBuilder()
                        .setDecisionId(Ids.next().toString())
                        .setUserId(seller.id())
                        .setAction(CaseAction.CASE_ACTION_REMOVE)
                        .setGround(ReportReason.REPORT_REASON_FRAUD)
                        .setReason("Not theirs to sell.")
                        .setTargetType(TargetType.TARGET_TYPE_LISTING)
                        .setTargetId(gone.getListingId())
                        .setAppealBy(Timestamp.newBuilder().setSeconds(1_800_000_000))
                        .build());
        assertThat(awaitInbox(seller, 1)).singleElement().satisfies(one -> {
            assertThat(one.getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_CONTENT_REMOVED);
            assertThat(one.getListingId()).isEqualTo(gone.getListingId());
        });
    }

    @Test
    void theAnswerToAnAppealIsToldWhateverOneWants() {
        Person person = forum.person(Transport.BUS);
        String decision = Ids.next().toString();
        AppealAnswered answer = AppealAnswered.newBuilder()
                .setAppealId(Ids.next().toString())
                .setDecisionId(decision)
                .setUserId(person.id())
                .setOutcome(AppealStatus.APPEAL_STATUS_OVERTURNED)
                .setAnswer("It was yours to sell.")
                .build();
        String event = Ids.next().toString();
        forum.deliver(event, answer);
        forum.deliver(event, answer);
        Notification told = awaitInbox(person, 1).get(0);
        assertThat(told.getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_APPEAL_OVERTURNED);
        assertThat(told.getDecisionId()).isEqualTo(decision);
        assertThat(told.getNote()).isEqualTo("It was yours to sell.");
        assertThat(told.hasAppealBy()).isFalse();
    }

    @Test
    void whoIsLetInAgainIsToldByHandOrWhenTheTimeIsOver() {
        Person byHand = forum.person(Transport.BUS);
        for (UserStatus status : List.of(
                UserStatus.USER_STATUS_SUSPENDED, UserStatus.USER_STATUS_BANNED, UserStatus.USER_STATUS_ACTIVE)) {
            forum.deliver(
                    Ids.next().toString(),
                    AccountRestrictedByHand.newBuilder()
                            .setUserId(byHand.id())
                            .setStatus(status)
                            .setReason("Asked to by the police.")
                            .build());
        }
        assertThat(awaitInbox(byHand, 1)).singleElement().satisfies(one -> {
            assertThat(one.getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_LET_IN);
            assertThat(one.getNote()).isEqualTo("Asked to by the police.");
            assertThat(one.hasDecisionId()).isFalse();
        });
        Person waited = forum.person(Transport.BUS);
        String event = Ids.next().toString();
        SuspensionOver over = SuspensionOver.newBuilder().setUserId(waited.id()).build();
        forum.deliver(event, over);
        forum.deliver(event, over);
        assertThat(awaitInbox(waited, 1)).singleElement().satisfies(one -> {
            assertThat(one.getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_LET_IN);
            assertThat(one.getCount()).isEqualTo(1);
        });
    }

    @Test
    void whatWasDecidedAgainstSomebodyIsToldWithItsGroundAndHowToAppeal() {
        Person person = forum.person(Transport.BUS);
        DecisionMade decision = DecisionMade.newBuilder()
                .setDecisionId(Ids.next().toString())
                .setUserId(person.id())
                .setAction(CaseAction.CASE_ACTION_RESTRICT)
                .setGround(ReportReason.REPORT_REASON_HARASSMENT)
                .setReason("Insults.")
                .addActivities(Activity.ACTIVITY_CHAT)
                .setUntil(Timestamp.newBuilder().setSeconds(1_900_000_000))
                .setAppealBy(Timestamp.newBuilder().setSeconds(1_800_000_000))
                .build();
        String event = Ids.next().toString();
        forum.deliver(event, decision);
        forum.deliver(event, decision);
        Notification told = awaitInbox(person, 1).get(0);
        assertThat(told.getKind()).isEqualTo(NotificationKind.NOTIFICATION_KIND_RESTRICTED);
        assertThat(told.getNote()).isEqualTo("Insults.");
        assertThat(told.getGround()).isEqualTo("HARASSMENT");
        assertThat(told.getActivitiesList()).containsExactly("CHAT");
        assertThat(told.getDecisionId()).isEqualTo(decision.getDecisionId());
        assertThat(told.getUntil()).isEqualTo(decision.getUntil());
        assertThat(told.getAppealBy()).isEqualTo(decision.getAppealBy());
    }

    @Test
    void openSocketsHearOfItOnceItIsCommitted() {
        Person seller = forum.person(Transport.BUS);
        List<JsonObject> heard = new CopyOnWriteArrayList<>();
        Object unused = forum.system
                .vertx()
                .eventBus()
                .<JsonObject>consumer(LiveEvents.address(seller.id()), message -> heard.add(message.body()));
        forum.deliver(Ids.next().toString(), listing(seller, "APPROVE").build());
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(heard).hasSize(1));
        assertThat(heard.get(0).getString("type")).isEqualTo("notification");
        assertThat(heard.get(0).getJsonObject("notification").getString("kind")).isEqualTo("LISTING_APPROVED");
        assertThat(heard.get(0).getJsonObject("notification").getString("id"))
                .isEqualTo(inbox(seller).getItems(0).getId());
    }

    @Test
    void pagesWithoutGapAndMarksAllAsRead() {
        Person seller = forum.person(Transport.BUS);
        for (int count = 0; count < 5; count++) {
            forum.deliver(Ids.next().toString(), listing(seller, "APPROVE").build());
        }
        ListNotificationsRequest.Builder request =
                ListNotificationsRequest.newBuilder().setLimit(2).setUnread(true);
        ListNotificationsReply first = call(seller, notifications -> notifications.listNotifications(request.build()));
        assertThat(first.getUnreadCount()).isEqualTo(5);
        ListNotificationsReply second = call(
                seller,
                notifications -> notifications.listNotifications(
                        request.setCursor(first.getNextCursor()).build()));
        ListNotificationsReply third = call(
                seller,
                notifications -> notifications.listNotifications(
                        request.setCursor(second.getNextCursor()).build()));
        assertThat(third.hasNextCursor()).isFalse();
        assertThat(List.of(first, second, third).stream()
                        .flatMap(page -> page.getItemsList().stream())
                        .map(Notification::getId))
                .hasSize(5)
                .doesNotHaveDuplicates();
        int left = call(
                        seller,
                        notifications -> notifications.markNotificationsRead(MarkNotificationsReadRequest.newBuilder()
                                .setAll(true)
                                .build()))
                .getUnreadCount();
        assertThat(left).isZero();
        assertThat(inbox(seller).getItemsList()).allMatch(Notification::getRead);
    }

    @Test
    void markingNothingIsRefusedAndWhatIsAnothersStaysUnread() {
        Person seller = forum.person(Transport.BUS);
        forum.deliver(Ids.next().toString(), listing(seller, "APPROVE").build());
        String id = awaitInbox(seller, 1).get(0).getId();
        Person other = forum.person(Transport.BUS);
        call(
                other,
                notifications -> notifications.markNotificationsRead(
                        MarkNotificationsReadRequest.newBuilder().addIds(id).build()));
        assertThat(inbox(seller).getUnreadCount()).isEqualTo(1);
        ForumSystem.assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> call(
                        other,
                        notifications -> notifications.markNotificationsRead(
                                MarkNotificationsReadRequest.getDefaultInstance())));
    }
}
