package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.chat.v1.UnreadMessagesDue;
import com.beachdo.common.v1.Empty;
import com.beachdo.forum.v1.GetNotificationPreferencesRequest;
import com.beachdo.forum.v1.ListNotificationsRequest;
import com.beachdo.forum.v1.MailMode;
import com.beachdo.forum.v1.MarkNotificationsReadRequest;
import com.beachdo.forum.v1.Notification;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.NotificationMailDue;
import com.beachdo.forum.v1.NotificationPreference;
import com.beachdo.forum.v1.NotificationPreferences;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.QuietHours;
import com.beachdo.forum.v1.SetNotificationPreferencesRequest;
import com.beachdo.forum.v1.UnsubscribeNotificationsRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreferencesIT {
    private static final NotificationKind APPROVED = NotificationKind.NOTIFICATION_KIND_LISTING_APPROVED;
    private static final NotificationKind UNREAD = NotificationKind.NOTIFICATION_KIND_UNREAD_MESSAGES;
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private final ForumSystem forum = new ForumSystem(java.time.Duration.ofMinutes(1));

    @AfterAll
    void stop() {
        forum.close();
    }

    @CanIgnoreReturnValue
    private <T> T call(Person person, Function<Notifications, Future<T>> call) {
        Notifications client = forum.client(Notifications.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    private NotificationPreferences preferences(Person person) {
        return call(
                person, all -> all.getNotificationPreferences(GetNotificationPreferencesRequest.getDefaultInstance()));
    }

    @CanIgnoreReturnValue
    private NotificationPreferences set(Person person, SetNotificationPreferencesRequest.Builder request) {
        return call(person, all -> all.setNotificationPreferences(request.build()));
    }

    private static SetNotificationPreferencesRequest.Builder prefer(
            NotificationKind kind, boolean inApp, MailMode mail) {
        return SetNotificationPreferencesRequest.newBuilder()
                .addItems(NotificationPreference.newBuilder()
                        .setKind(kind)
                        .setInApp(inApp)
                        .setMail(mail));
    }

    private List<Notification> inbox(Person person) {
        return call(person, all -> all.listNotifications(ListNotificationsRequest.getDefaultInstance()))
                .getItemsList();
    }

    private void approve(Person seller) {
        forum.deliver(
                Ids.next().toString(),
                ListingChanged.newBuilder()
                        .setListingId(Ids.next().toString())
                        .setSellerId(seller.id())
                        .setTitle("Harmonium")
                        .setStatus("ACTIVE")
                        .setTransition("APPROVE")
                        .build());
    }

    /** Nobody takes the mails here, so they wait in the outbox. */
    private List<NotificationMailDue> mails(Person person) {
        List<NotificationMailDue> mails = new ArrayList<>();
        for (Row row : forum.sql(
                "SELECT payload FROM outbox WHERE type = $1 AND aggregate_id = $2 ORDER BY outbox_id",
                NotificationMailDue.getDescriptor().getFullName(),
                person.id())) {
            try {
                mails.add(NotificationMailDue.parseFrom(row.getBuffer("payload").getBytes()));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
        return mails;
    }

    private static QuietHours.Builder around(LocalTime now) {
        return QuietHours.newBuilder()
                .setFrom(now.minusHours(1).truncatedTo(ChronoUnit.MINUTES).toString())
                .setTo(now.plusHours(2).truncatedTo(ChronoUnit.MINUTES).toString())
                .setZone(INDIA.getId());
    }

    @ParameterizedTest
    @EnumSource
    void areThoseOfEveryKindAndAreReplacedAsAWhole(Transport transport) {
        Person person = forum.person(transport);
        assertThat(preferences(person).getItemsList())
                .hasSize(NotificationKind.values().length - 2)
                .allMatch(one ->
                        one.getInApp() && (one.getMail() == MailMode.MAIL_MODE_OFF) == (one.getKind() != UNREAD));

        NotificationPreferences changed = set(
                person,
                prefer(APPROVED, false, MailMode.MAIL_MODE_DAILY)
                        .setQuietHours(QuietHours.newBuilder()
                                .setFrom("22:00")
                                .setTo("07:30")
                                .setZone("Asia/Kolkata")));

        assertThat(changed).isEqualTo(preferences(person));
        assertThat(changed.getItemsList())
                .filteredOn(one -> !one.getInApp())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getKind()).isEqualTo(APPROVED);
                    assertThat(one.getMail()).isEqualTo(MailMode.MAIL_MODE_DAILY);
                });
        assertThat(changed.getQuietHours().getTo()).isEqualTo("07:30");
        NotificationPreferences again = set(person, SetNotificationPreferencesRequest.newBuilder());
        assertThat(again.getItemsList()).allMatch(NotificationPreference::getInApp);
        assertThat(again.hasQuietHours()).isFalse();
    }

    @Test
    void whatMakesNoSenseIsRefusedAtItsField() {
        Person person = forum.person(Transport.BUS);
        MailMode off = MailMode.MAIL_MODE_OFF;
        refused("/items/0/kind", person, prefer(NotificationKind.NOTIFICATION_KIND_UNSPECIFIED, true, off));
        refused(
                "/items/1/kind",
                person,
                prefer(APPROVED, true, off).addItems(prefer(APPROVED, true, off).getItems(0)));
        refused("/items/0/mail", person, prefer(APPROVED, true, MailMode.MAIL_MODE_UNSPECIFIED));
        refused(
                "/items/0/mail",
                person,
                prefer(NotificationKind.NOTIFICATION_KIND_SAVED_SEARCH, true, MailMode.MAIL_MODE_DAILY));
        refused("/items/0/inApp", person, prefer(NotificationKind.NOTIFICATION_KIND_POST_REMOVED, false, off));
        QuietHours right = around(LocalTime.NOON).build();
        refused("/quietHours/from", person, quiet(right.toBuilder().setFrom("25:00")));
        refused("/quietHours/from", person, quiet(right.toBuilder().setFrom("10")));
        refused("/quietHours/to", person, quiet(right.toBuilder().setTo(right.getFrom())));
        refused("/quietHours/zone", person, quiet(right.toBuilder().setZone("+05:30")));
        refused("/quietHours/zone", person, quiet(right.toBuilder().setZone("Asia/Nowhere")));
    }

    private static SetNotificationPreferencesRequest.Builder quiet(QuietHours.Builder hours) {
        return SetNotificationPreferencesRequest.newBuilder().setQuietHours(hours);
    }

    private void refused(String pointer, Person person, SetNotificationPreferencesRequest.Builder request) {
        assertThatThrownBy(() -> set(person, request))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.fields())
                        .singleElement()
                        .satisfies(at -> assertThat(at.pointer()).isEqualTo(pointer)));
    }

    @Test
    void whoDoesNotWantAKindIsNotToldOfIt() {
        Person seller = forum.person(Transport.BUS);
        set(seller, prefer(APPROVED, false, MailMode.MAIL_MODE_OFF));

        approve(seller);

        assertThat(inbox(seller)).isEmpty();
        assertThat(mails(seller)).isEmpty();
    }

    private void unread(Person person, int count) {
        forum.deliver(
                Ids.next().toString(),
                UnreadMessagesDue.newBuilder()
                        .setUserId(person.id())
                        .setTitle("Harmonium")
                        .setCount(count)
                        .build());
    }

    @Test
    void unreadMessagesAreMailedUnlessSomebodySaysOtherwise() {
        Person usual = forum.person(Transport.BUS);
        Person none = forum.person(Transport.BUS);
        Person asleep = forum.person(Transport.BUS);
        set(none, prefer(UNREAD, true, MailMode.MAIL_MODE_OFF));
        set(asleep, quiet(around(LocalTime.now(INDIA))));

        for (Person person : List.of(none, asleep, usual)) {
            unread(person, 3);
        }

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(mails(usual)).hasSize(1));
        assertThat(mails(usual).get(0).getItems(0).getKind()).isEqualTo("UNREAD_MESSAGES");
        assertThat(mails(usual).get(0).getItems(0).getCount()).isEqualTo(3);
        assertThat(mails(none)).isEmpty();
        assertThat(mails(asleep)).isEmpty();
        unread(none, 5);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(inbox(none))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getKind()).isEqualTo(UNREAD);
                    assertThat(one.getCount()).isEqualTo(5);
                }));

        String token = mails(usual).get(0).getUnsubscribeToken();
        Empty unused = call(
                usual,
                all -> all.unsubscribeNotifications(UnsubscribeNotificationsRequest.newBuilder()
                        .setToken(token)
                        .build()));
        assertThat(preferences(usual).getItemsList())
                .filteredOn(one -> one.getKind() == UNREAD)
                .singleElement()
                .satisfies(one -> assertThat(one.getMail()).isEqualTo(MailMode.MAIL_MODE_OFF));
    }

    @Test
    void whatIsNotReadIsMailedOnceAndWhatIsReadIsNot() {
        Person seller = forum.person(Transport.BUS);
        Person reader = forum.person(Transport.BUS);
        set(seller, prefer(APPROVED, true, MailMode.MAIL_MODE_INSTANT));
        set(reader, prefer(APPROVED, true, MailMode.MAIL_MODE_DAILY));
        approve(seller);
        approve(reader);
        approve(reader);

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(mails(seller)).hasSize(1));

        assertThat(mails(seller).get(0).getItemsList()).singleElement().satisfies(one -> {
            assertThat(one.getKind()).isEqualTo("LISTING_APPROVED");
            assertThat(one.getTitle()).isEqualTo("Harmonium");
        });
        assertThat(mails(reader)).as("before nine").isEmpty();
        String latest = inbox(reader).get(0).getId();
        call(
                reader,
                all -> all.markNotificationsRead(
                        MarkNotificationsReadRequest.newBuilder().addIds(latest).build()));
        forum.sql(
                "UPDATE notification SET mail_due_at = now() WHERE user_id = $1 AND mail_due_at IS NOT NULL",
                UUID.fromString(reader.id()));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(mails(reader)).hasSize(1));
        assertThat(mails(reader).get(0).getCount()).isEqualTo(1);
        assertThat(mails(seller)).hasSize(1);
    }

    @Test
    void inQuietHoursNothingIsLiveAndMailsWait() {
        Person seller = forum.person(Transport.BUS);
        Person awake = forum.person(Transport.BUS);
        LocalTime now = LocalTime.now(INDIA);
        set(seller, prefer(APPROVED, true, MailMode.MAIL_MODE_INSTANT).setQuietHours(around(now)));
        set(awake, prefer(APPROVED, true, MailMode.MAIL_MODE_INSTANT).setQuietHours(around(now.plusHours(6))));
        List<JsonObject> heard = new CopyOnWriteArrayList<>();
        for (Person person : List.of(seller, awake)) {
            Object unused = forum.system
                    .vertx()
                    .eventBus()
                    .<JsonObject>consumer(LiveEvents.address(person.id()), message -> heard.add(message.body()));
        }

        approve(seller);
        approve(awake);

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(mails(awake)).hasSize(1));
        assertThat(heard).hasSize(1);
        assertThat(inbox(seller)).hasSize(1);
        assertThat(mails(seller)).isEmpty();
        assertThat(forum.sql(
                                "SELECT mail_due_at > now() + interval '1 hour' AND mail_due_at < now() + interval '3 hours'"
                                        + " AS waits FROM notification WHERE user_id = $1",
                                UUID.fromString(seller.id()))
                        .iterator()
                        .next()
                        .getBoolean("waits"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theLinkOfAMailStopsMailsWithoutSigningIn(Transport transport) {
        Person seller = forum.person(transport);
        set(seller, prefer(APPROVED, true, MailMode.MAIL_MODE_INSTANT));
        approve(seller);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(mails(seller)).hasSize(1));
        String token = mails(seller).get(0).getUnsubscribeToken();
        Person anyone = forum.anonymous(transport);

        for (int times = 0; times < 2; times++) {
            Empty unused = stop(anyone, token);
        }

        assertThat(preferences(seller).getItemsList()).allMatch(one -> one.getMail() == MailMode.MAIL_MODE_OFF);
        approve(seller);
        assertThat(inbox(seller)).hasSize(2);
        assertThat(forum.sql(
                        "SELECT FROM notification WHERE user_id = $1 AND mail_due_at IS NOT NULL",
                        UUID.fromString(seller.id())))
                .isEmpty();
        ForumSystem.assertRefused(
                GrpcStatus.INVALID_ARGUMENT, "notification.token_invalid", () -> stop(anyone, token + "A"));
        ForumSystem.assertRefused(GrpcStatus.INVALID_ARGUMENT, "notification.token_invalid", () -> stop(anyone, ""));
    }

    private Empty stop(Person person, String token) {
        return call(
                person,
                all -> all.unsubscribeNotifications(UnsubscribeNotificationsRequest.newBuilder()
                        .setToken(token)
                        .build()));
    }
}
