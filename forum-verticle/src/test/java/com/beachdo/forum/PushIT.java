package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.chat.v1.MessagesWaiting;
import com.beachdo.chat.v1.UnreadMessagesDue;
import com.beachdo.embedded.CaughtMessage;
import com.beachdo.embedded.TestServices;
import com.beachdo.forum.push.PushConfig;
import com.beachdo.forum.v1.DeletePushDeviceRequest;
import com.beachdo.forum.v1.GetPushSettingsRequest;
import com.beachdo.forum.v1.ListPushDevicesRequest;
import com.beachdo.forum.v1.MailMode;
import com.beachdo.forum.v1.MarkNotificationsReadRequest;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.NotificationPreference;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.PushChannel;
import com.beachdo.forum.v1.PushDevice;
import com.beachdo.forum.v1.PushDevices;
import com.beachdo.forum.v1.PushLanguage;
import com.beachdo.forum.v1.PushSettings;
import com.beachdo.forum.v1.PutPushDeviceRequest;
import com.beachdo.forum.v1.QuietHours;
import com.beachdo.forum.v1.SetNotificationPreferencesRequest;
import com.beachdo.forum.v1.WebPushKeys;
import com.beachdo.forum.v1.WebPushSubscription;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.SessionsEnded;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes, against a stand-in for both kinds of service that verifies tokens and reads what is encrypted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushIT {
    private static final NotificationKind APPROVED = NotificationKind.NOTIFICATION_KIND_LISTING_APPROVED;
    private static final NotificationKind UNREAD = NotificationKind.NOTIFICATION_KIND_UNREAD_MESSAGES;
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private final Map<String, String> services = TestServices.environment();
    private final String standIn = Objects.requireNonNull(services.get("BEACHDO_FCM_URL"));
    private final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1), config(services));
    private final HttpClient http = HttpClient.newHttpClient();

    @NullUnmarked // javac 17 does not read @Nullable of a type argument from class files
    private static PushConfig config(Map<String, String> services) {
        return PushConfig.from(new Env(services::get));
    }

    @AfterAll
    void stop() {
        forum.close();
    }

    @CanIgnoreReturnValue
    private <T> T devices(Person person, Function<PushDevices, Future<T>> call) {
        PushDevices client = forum.client(PushDevices.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    private Person person() {
        return forum.person(Transport.BUS);
    }

    private static String newToken() {
        return "fcm-token:" + Ids.next();
    }

    @CanIgnoreReturnValue
    private PushDevice put(Person person, String token) {
        return devices(
                person,
                all -> all.putPushDevice(
                        PutPushDeviceRequest.newBuilder().setFcmToken(token).build()));
    }

    /** What a browser would answer to {@code PushManager.subscribe}. */
    private WebPushSubscription subscribe(String mark) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(standIn + "/subscriptions?" + mark))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonObject subscription = new JsonObject(answer.body());
            JsonObject keys = subscription.getJsonObject("keys");
            return WebPushSubscription.newBuilder()
                    .setEndpoint(subscription.getString("endpoint"))
                    .setKeys(WebPushKeys.newBuilder()
                            .setP256Dh(keys.getString("p256dh"))
                            .setAuth(keys.getString("auth")))
                    .build();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @CanIgnoreReturnValue
    private PushDevice put(Person person, WebPushSubscription subscription, PushLanguage language) {
        return devices(
                person,
                all -> all.putPushDevice(PutPushDeviceRequest.newBuilder()
                        .setWebPush(subscription)
                        .setLanguage(language)
                        .build()));
    }

    private List<PushDevice> list(Person person) {
        return devices(person, all -> all.listPushDevices(ListPushDevicesRequest.getDefaultInstance()))
                .getItemsList();
    }

    private static List<CaughtMessage> pushes(String to) {
        return TestServices.all().messages(to);
    }

    private static void awaitPushes(String to, int count) {
        Eventually.within(60, TimeUnit.SECONDS, () -> assertThat(pushes(to)).hasSize(count));
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

    private void write(Person to, String title, int count) {
        forum.deliver(
                Ids.next().toString(),
                MessagesWaiting.newBuilder()
                        .setUserId(to.id())
                        .setChatId(Ids.next().toString())
                        .setTitle(title)
                        .setCount(count)
                        .build());
    }

    private void set(Person person, SetNotificationPreferencesRequest.Builder request) {
        Notifications client = forum.client(Notifications.class, person.transport());
        Object unused = forum.system.as(person.context(), () -> client.setNotificationPreferences(request.build()));
    }

    private static SetNotificationPreferencesRequest.Builder noPush(NotificationKind kind) {
        return SetNotificationPreferencesRequest.newBuilder()
                .addItems(NotificationPreference.newBuilder()
                        .setKind(kind)
                        .setInApp(true)
                        .setMail(MailMode.MAIL_MODE_OFF)
                        .setPush(false));
    }

    private long waiting(Person person) {
        return forum.sql(
                        "SELECT FROM push_delivery JOIN push_device USING (device_id) WHERE user_id = $1",
                        UUID.fromString(person.id()))
                .size();
    }

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

    @ParameterizedTest
    @EnumSource
    void devicesAreListedAndDeletedByTheirOwnerAlone(Transport transport) {
        Person owner = forum.person(transport);
        Person stranger = forum.person(transport);
        PushDevice app = put(owner, newToken());
        PushDevice page = put(owner, subscribe("x"), PushLanguage.PUSH_LANGUAGE_EN);
        assertThat(app.getChannel()).isEqualTo(PushChannel.PUSH_CHANNEL_FCM);
        assertThat(page.getChannel()).isEqualTo(PushChannel.PUSH_CHANNEL_WEB_PUSH);
        assertThat(page.getService()).isEqualTo(standIn);
        assertThat(list(owner)).extracting(PushDevice::getId).containsExactly(page.getId(), app.getId());
        assertThat(list(stranger)).isEmpty();

        for (Person person : List.of(stranger, owner, owner)) {
            devices(
                    person,
                    all -> all.deletePushDevice(DeletePushDeviceRequest.newBuilder()
                            .setDeviceId(app.getId())
                            .build()));
            assertThat(list(owner)).hasSize(person == stranger ? 2 : 1);
        }
    }

    @Test
    void browsersLearnTheKeyWithoutSigningIn() {
        PushSettings settings = devices(
                forum.anonymous(Transport.GRPC),
                all -> all.getPushSettings(GetPushSettingsRequest.getDefaultInstance()));
        assertThat(settings.getFcm()).isTrue();
        assertThat(settings.getWebPushKey()).isEqualTo(services.get("BEACHDO_VAPID_PUBLIC_KEY"));
    }

    @Test
    void aDeviceIsWhoseSessionRegisteredItLast() {
        Person before = person();
        Person after = person();
        String token = newToken();
        PushDevice first = put(before, token);
        assertThat(put(before, token).getId()).isEqualTo(first.getId());

        put(after, token);

        assertThat(list(before)).isEmpty();
        assertThat(list(after)).hasSize(1);
        approve(before);
        approve(after);
        awaitPushes(token, 1);
    }

    @Test
    void theEleventhTakesThePlaceOfTheOldestEvenAllAtOnce() {
        Person owner = person();
        PushDevice oldest = put(owner, newToken());
        PushDevices client = forum.client(PushDevices.class, Transport.BUS);
        ForumSystem.atOnce(14, i -> owner.context()
                .run(
                        forum.system.vertx(),
                        () -> client.putPushDevice(PutPushDeviceRequest.newBuilder()
                                .setFcmToken(newToken())
                                .build())));
        assertThat(list(owner))
                .hasSize(PushDeviceStore.MOST)
                .extracting(PushDevice::getId)
                .doesNotContain(oldest.getId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/push",
                "http://127.0.0.1:1/push",
                "https://evil.example/push",
                "https://push.apple.com.evil.example/x",
                "not a url"
            })
    void refusesEndpointsOfNobodyKnown(String endpoint) {
        WebPushSubscription good = subscribe("x");
        ForumSystem.assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> put(person(), good.toBuilder().setEndpoint(endpoint).build(), PushLanguage.PUSH_LANGUAGE_EN));
    }

    @Test
    void refusesKeysThatAreNone() {
        WebPushSubscription good = subscribe("x");
        String key = good.getKeys().getP256Dh();
        // a point beside the curve
        String beside = key.substring(0, key.length() - 3) + (key.endsWith("AAA") ? "BBB" : "AAA");
        for (WebPushKeys bad : List.of(
                good.getKeys().toBuilder().setP256Dh(beside).build(),
                good.getKeys().toBuilder().setP256Dh("AAAA").build(),
                good.getKeys().toBuilder().setAuth("AAAA").build(),
                WebPushKeys.getDefaultInstance())) {
            ForumSystem.assertRefused(
                    GrpcStatus.INVALID_ARGUMENT,
                    "request.invalid",
                    () -> put(person(), good.toBuilder().setKeys(bad).build(), PushLanguage.PUSH_LANGUAGE_EN));
        }
        ForumSystem.assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> put(person(), "short"));
        ForumSystem.assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> devices(person(), all -> all.putPushDevice(PutPushDeviceRequest.getDefaultInstance())));
    }

    @Test
    void isNotOfferedWithoutSettings() {
        try (ForumSystem off = new ForumSystem(Duration.ofMinutes(1))) {
            Person person = off.person(Transport.BUS);
            PushDevices client = off.client(PushDevices.class, Transport.BUS);
            ForumSystem.assertRefused(
                    GrpcStatus.FAILED_PRECONDITION,
                    "push.not_offered",
                    () -> off.system.as(
                            person.context(),
                            () -> client.putPushDevice(PutPushDeviceRequest.newBuilder()
                                    .setFcmToken(newToken())
                                    .build())));
            PushSettings settings = off.system.as(
                    person.context(), () -> client.getPushSettings(GetPushSettingsRequest.getDefaultInstance()));
            assertThat(settings.getFcm()).isFalse();
            assertThat(settings.hasWebPushKey()).isFalse();
        }
    }

    @Test
    void aDeviceThatIsGoneIsForgottenAndOthersAreTold() {
        Person seller = person();
        String token = newToken();
        put(seller, "gone-for-good:" + Ids.next());
        put(seller, subscribe("gone"), PushLanguage.PUSH_LANGUAGE_EN);
        PushDevice stays = put(seller, token);

        approve(seller);

        awaitPushes(token, 1);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(list(seller))
                .extracting(PushDevice::getId)
                .containsExactly(stays.getId()));
    }

    @Test
    void theEndOfASessionEndsItsDevices() {
        Person owner = person();
        PushDevice device = put(owner, newToken());
        assertThat(device.getCurrent()).isTrue();
        forum.deliver(
                Ids.next().toString(),
                SessionsEnded.newBuilder()
                        .setUserId(owner.id())
                        .addSessionIds(Ids.next().toString())
                        .build());
        assertThat(list(owner)).hasSize(1);
        forum.deliver(
                Ids.next().toString(),
                SessionsEnded.newBuilder()
                        .setUserId(owner.id())
                        .addSessionIds(String.valueOf(owner.context().sessionId()))
                        .build());
        assertThat(list(owner)).isEmpty();
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

    @Test
    void anErasedAccountLeavesNoDevice() {
        Person owner = person();
        put(owner, newToken());
        forum.deliver(
                Ids.next().toString(),
                AccountErased.newBuilder().setUserId(owner.id()).build());
        assertThat(list(owner)).isEmpty();
    }
}
