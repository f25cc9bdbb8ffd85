package com.beachdo.forum;

import com.beachdo.common.v1.Empty;
import com.beachdo.forum.push.PushAddress;
import com.beachdo.forum.push.PushConfig;
import com.beachdo.forum.v1.DeletePushDeviceRequest;
import com.beachdo.forum.v1.GetPushSettingsRequest;
import com.beachdo.forum.v1.ListPushDevicesReply;
import com.beachdo.forum.v1.ListPushDevicesRequest;
import com.beachdo.forum.v1.PushDevice;
import com.beachdo.forum.v1.PushDevices;
import com.beachdo.forum.v1.PushLanguage;
import com.beachdo.forum.v1.PushSettings;
import com.beachdo.forum.v1.PutPushDeviceRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The push devices contract. */
final class PushDevicesRpc implements PushDevices {
    private final PushDeviceStore devices;
    private final PushConfig config;

    PushDevicesRpc(PushDeviceStore devices, PushConfig config) {
        this.devices = devices;
        this.config = config;
    }

    @Override
    public Future<PushSettings> getPushSettings(GetPushSettingsRequest request) {
        PushSettings.Builder settings = PushSettings.newBuilder().setFcm(config.fcm() != null);
        PushConfig.Vapid vapid = config.vapid();
        return Future.succeededFuture((vapid == null ? settings : settings.setWebPushKey(vapid.publicKey())).build());
    }

    @Override
    public Future<PushDevice> putPushDevice(PutPushDeviceRequest request) {
        UUID user = Caller.signedIn();
        PushAddress address = PushAddress.of(request, config);
        return devices.put(user, session(), address, language(request));
    }

    private static PushLanguage language(PutPushDeviceRequest request) {
        if (!request.hasLanguage()) {
            return PushLanguage.PUSH_LANGUAGE_EN;
        }
        if (request.getLanguage() == PushLanguage.PUSH_LANGUAGE_UNSPECIFIED
                || request.getLanguage() == PushLanguage.UNRECOGNIZED) {
            throw RpcException.invalid("request.invalid", "/language", "must be EN or HI");
        }
        return request.getLanguage();
    }

    @Override
    public Future<ListPushDevicesReply> listPushDevices(ListPushDevicesRequest request) {
        return devices.list(Caller.signedIn(), session())
                .map(items ->
                        ListPushDevicesReply.newBuilder().addAllItems(items).build());
    }

    @Override
    public Future<Empty> deletePushDevice(DeletePushDeviceRequest request) {
        return devices.delete(Caller.signedIn(), Ids.parse("deviceId", request.getDeviceId()))
                .map(Empty.getDefaultInstance());
    }

    private static @Nullable String session() {
        return CallContext.current().sessionId();
    }
}
