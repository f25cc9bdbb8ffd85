package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.chat.v1.UnreadMessagesDue;
import com.beachdo.embedded.CaughtMessage;
import com.beachdo.forum.v1.MarkNotificationsReadRequest;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.PushDevice;
import com.beachdo.forum.v1.PushLanguage;
import com.beachdo.forum.v1.QuietHours;
import com.beachdo.forum.v1.SetNotificationPreferencesRequest;
import com.beachdo.forum.v1.WebPushSubscription;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is pushed, when, and what is not. */
class PushIT extends PushSystem {
    @ParameterizedTest
    @EnumSource
    void anAppAndABrowserAreToldInTheirLanguages(Transport transport) {
        Person seller = forum.person(transport);
        String token = newToken();
        WebPushSubscription browser = subscribe("x");
        put(seller, token);
        put(seller, browser, PushLanguage.PUSH_LANGUAGE_HI);

        approve(seller);

        awaitPushes(token, 1);
        awaitPushes(browser.getEndpoint(), 1);
        CaughtMessage app = pushes(token).get(0);
        assertThat(app.channel()).isEqualTo("push");
        assertThat(app.subject()).isEqualTo("Your listing is on sale");
        assertThat(app.text()).startsWith("Harmonium\n").contains("\"kind\":\"LISTING_APPROVED\"", "notificationId");
        CaughtMessage page = pushes(browser.getEndpoint()).get(0);
        assertThat(page.subject()).isEqualTo("आपका विज्ञापन अब दिख रहा है");
        assertThat(page.text()).startsWith("Harmonium\n").contains("\"count\":1");
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(waiting(seller)).isZero());
    }

    @Test
    void kindsThatAreSwitchedOffAndWhatWasReadAreNotPushed() {
        Person off = person();
        Person reader = person();
        Person told = person();
        String last = newToken();
        for (Person person : List.of(off, reader)) {
            put(person, newToken());
        }
        put(told, last);
        set(off, noPush(APPROVED));
        set(reader, quiet());

        approve(off);
        approve(reader);
        assertThat(due(reader)).isEqualTo(1);
        Notifications client = forum.client(Notifications.class, Transport.BUS);
        Object unused = forum.system.as(
                reader.context(),
                () -> client.markNotificationsRead(
                        MarkNotificationsReadRequest.newBuilder().setAll(true).build()));
        approve(told);

        awaitPushes(last, 1);
        assertThat(due(off)).isZero();
        assertThat(due(reader)).isZero();
        assertThat(waiting(off) + waiting(reader)).isZero();
    }

    private int due(Person person) {
        return forum.sql(
                        "SELECT FROM notification WHERE user_id = $1 AND push_due_at IS NOT NULL",
                        UUID.fromString(person.id()))
                .size();
    }

    private static SetNotificationPreferencesRequest.Builder quiet() {
        LocalTime now = LocalTime.now(INDIA);
        return SetNotificationPreferencesRequest.newBuilder()
                .setQuietHours(QuietHours.newBuilder()
                        .setFrom(now.minusHours(1)
                                .truncatedTo(ChronoUnit.MINUTES)
                                .toString())
                        .setTo(now.plusHours(2).truncatedTo(ChronoUnit.MINUTES).toString())
                        .setZone(INDIA.getId()));
    }

    @Test
    void messagesArePushedWithoutTheirTextAndNotAgainstTheWishOfWhomTheyWaitFor() {
        Person told = person();
        Person off = person();
        Person asleep = person();
        String token = newToken();
        put(told, token);
        put(off, newToken());
        put(asleep, newToken());
        set(off, noPush(UNREAD));
        set(asleep, quiet());

        for (Person person : List.of(off, asleep, told)) {
            write(person, "Bajaj Chetak", 3);
        }

        awaitPushes(token, 1);
        CaughtMessage push = pushes(token).get(0);
        assertThat(push.subject()).isEqualTo("New messages");
        assertThat(push.text()).startsWith("Bajaj Chetak (3)\n").contains("chatId");
        assertThat(waiting(off) + waiting(asleep)).isZero();
    }

    @Test
    void theDigestOfUnreadMessagesIsPushedOnlyWhereQuietHoursKeptThemBack() {
        Person awake = person();
        Person asleep = person();
        put(awake, newToken());
        put(asleep, newToken());
        set(asleep, quiet());
        for (Person person : List.of(awake, asleep)) {
            forum.deliver(
                    Ids.next().toString(),
                    UnreadMessagesDue.newBuilder()
                            .setUserId(person.id())
                            .setCount(2)
                            .setTitle("Bajaj Chetak")
                            .build());
        }
        assertThat(due(awake)).isZero();
        assertThat(due(asleep)).isEqualTo(1);
    }

    @Test
    void aServiceThatDoesNotAnswerHoldsUpNobodyAndIsAskedAgainLater() {
        Person seller = person();
        String token = newToken();
        PushDevice page = put(seller, subscribe("x"), PushLanguage.PUSH_LANGUAGE_EN);
        put(seller, token);
        // nobody listens there
        forum.sql(
                "UPDATE push_device SET address = 'http://127.0.0.1:1/push' WHERE device_id = $1",
                UUID.fromString(page.getId()));

        approve(seller);

        awaitPushes(token, 1);
        Eventually.within(60, TimeUnit.SECONDS, () -> assertThat(forum.sql(
                        "SELECT FROM push_delivery WHERE device_id = $1 AND tries >= 1 AND due_at > now()",
                        UUID.fromString(page.getId())))
                .hasSize(1));
    }

    @Test
    void somethingThatGrowsIsNotPushedEveryTime() {
        Person buyer = person();
        String token = newToken();
        put(buyer, token);
        String listing = Ids.next().toString();
        for (int i = 0; i < 2; i++) {
            forum.deliver(
                    Ids.next().toString(),
                    ListingChanged.newBuilder()
                            .setListingId(listing)
                            .setSellerId(buyer.id())
                            .setTitle("Harmonium")
                            .setStatus("ACTIVE")
                            .setTransition("APPROVE")
                            .build());
            awaitPushes(token, 1);
        }
        assertThat(forum.sql(
                        "SELECT FROM notification WHERE user_id = $1 AND count = 2"
                                + " AND push_due_at > now() + interval '8 minutes'",
                        UUID.fromString(buyer.id())))
                .hasSize(1);
    }
}
