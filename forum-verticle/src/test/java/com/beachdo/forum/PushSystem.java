package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.chat.v1.MessagesWaiting;
import com.beachdo.embedded.CaughtMessage;
import com.beachdo.embedded.TestServices;
import com.beachdo.forum.push.PushConfig;
import com.beachdo.forum.v1.ListPushDevicesRequest;
import com.beachdo.forum.v1.MailMode;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.NotificationPreference;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.PushDevice;
import com.beachdo.forum.v1.PushDevices;
import com.beachdo.forum.v1.PushLanguage;
import com.beachdo.forum.v1.PutPushDeviceRequest;
import com.beachdo.forum.v1.SetNotificationPreferencesRequest;
import com.beachdo.forum.v1.WebPushKeys;
import com.beachdo.forum.v1.WebPushSubscription;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** A forum that pushes to a stand-in for both kinds of service, which verifies tokens and reads what is encrypted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PushSystem {
    static final NotificationKind APPROVED = NotificationKind.NOTIFICATION_KIND_LISTING_APPROVED;
    static final NotificationKind UNREAD = NotificationKind.NOTIFICATION_KIND_UNREAD_MESSAGES;
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    final Map<String, String> services = TestServices.environment();
    final String standIn = Objects.requireNonNull(services.get("BEACHDO_FCM_URL"));
    final ForumSystem forum = new ForumSystem(Duration.ofMinutes(1), config(services));
    final HttpClient http = HttpClient.newHttpClient();

    @NullUnmarked // javac 17 does not read @Nullable of a type argument from class files
    private static PushConfig config(Map<String, String> services) {
        return PushConfig.from(new Env(services::get));
    }

    @AfterAll
    void stop() {
        forum.close();
    }

    @CanIgnoreReturnValue
    <T> T devices(Person person, Function<PushDevices, Future<T>> call) {
        PushDevices client = forum.client(PushDevices.class, person.transport());
        return forum.system.as(person.context(), () -> call.apply(client));
    }

    Person person() {
        return forum.person(Transport.BUS);
    }

    static String newToken() {
        return "fcm-token:" + Ids.next();
    }

    @CanIgnoreReturnValue
    PushDevice put(Person person, String token) {
        return devices(
                person,
                all -> all.putPushDevice(
                        PutPushDeviceRequest.newBuilder().setFcmToken(token).build()));
    }

    /** What a browser would answer to {@code PushManager.subscribe}. */
    WebPushSubscription subscribe(String mark) {
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
    PushDevice put(Person person, WebPushSubscription subscription, PushLanguage language) {
        return devices(
                person,
                all -> all.putPushDevice(PutPushDeviceRequest.newBuilder()
                        .setWebPush(subscription)
                        .setLanguage(language)
                        .build()));
    }

    List<PushDevice> list(Person person) {
        return devices(person, all -> all.listPushDevices(ListPushDevicesRequest.getDefaultInstance()))
                .getItemsList();
    }

    static List<CaughtMessage> pushes(String to) {
        return TestServices.all().messages(to);
    }

    static void awaitPushes(String to, int count) {
        Eventually.within(60, TimeUnit.SECONDS, () -> assertThat(pushes(to)).hasSize(count));
    }

    void approve(Person seller) {
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

    void write(Person to, String title, int count) {
        forum.deliver(
                Ids.next().toString(),
                MessagesWaiting.newBuilder()
                        .setUserId(to.id())
                        .setChatId(Ids.next().toString())
                        .setTitle(title)
                        .setCount(count)
                        .build());
    }

    void set(Person person, SetNotificationPreferencesRequest.Builder request) {
        Notifications client = forum.client(Notifications.class, person.transport());
        Object unused = forum.system.as(person.context(), () -> client.setNotificationPreferences(request.build()));
    }

    static SetNotificationPreferencesRequest.Builder noPush(NotificationKind kind) {
        return SetNotificationPreferencesRequest.newBuilder()
                .addItems(NotificationPreference.newBuilder()
                        .setKind(kind)
                        .setInApp(true)
                        .setMail(MailMode.MAIL_MODE_OFF)
                        .setPush(false));
    }

    long waiting(Person person) {
        return forum.sql(
                        "SELECT FROM push_delivery JOIN push_device USING (device_id) WHERE user_id = $1",
                        UUID.fromString(person.id()))
                .size();
    }
}
