package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.forum.v1.DeletePushDeviceRequest;
import com.beachdo.forum.v1.GetPushSettingsRequest;
import com.beachdo.forum.v1.PushChannel;
import com.beachdo.forum.v1.PushDevice;
import com.beachdo.forum.v1.PushDevices;
import com.beachdo.forum.v1.PushLanguage;
import com.beachdo.forum.v1.PushSettings;
import com.beachdo.forum.v1.PutPushDeviceRequest;
import com.beachdo.forum.v1.WebPushKeys;
import com.beachdo.forum.v1.WebPushSubscription;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.SessionsEnded;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that are pushed to: who may register them, and when they go. */
class PushDevicesIT extends PushSystem {
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
    void anErasedAccountLeavesNoDevice() {
        Person owner = person();
        put(owner, newToken());
        forum.deliver(
                Ids.next().toString(),
                AccountErased.newBuilder().setUserId(owner.id()).build());
        assertThat(list(owner)).isEmpty();
    }
}
