package com.beachdo.chat;

import com.beachdo.chat.v1.ChangePresenceSettingsRequest;
import com.beachdo.chat.v1.GetPresenceSettingsRequest;
import com.beachdo.chat.v1.Presence;
import com.beachdo.chat.v1.PresenceSettings;
import com.beachdo.chat.v1.RecordPresenceRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.live.PresenceRegistry;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The presence contract. */
final class PresenceRpc implements Presence {
    /** Somebody with thousands of chats comes and goes at no greater cost than others. */
    private static final int ACQUAINTANCES = 50;

    private final PresenceStore presence;
    private final PresenceRegistry registry;
    private final LiveChat live;

    PresenceRpc(PresenceStore presence, PresenceRegistry registry, LiveChat live) {
        this.presence = presence;
        this.registry = registry;
        this.live = live;
    }

    @Override
    public Future<PresenceSettings> getPresenceSettings(GetPresenceSettingsRequest request) {
        return presence.isVisible(Caller.id()).map(PresenceRpc::settings);
    }

    @Override
    public Future<PresenceSettings> changePresenceSettings(ChangePresenceSettingsRequest request) {
        UUID userId = Caller.id();
        boolean visible = request.getVisible();
        return presence.isVisible(userId)
                .compose(before -> before == visible
                        ? Future.succeededFuture(settings(visible))
                        : presence.setVisible(userId, visible)
                                .compose(ignored -> registry.online(List.of(userId.toString()))
                                        .otherwise(List.of(false)))
                                .compose(online ->
                                        online.get(0) ? tell(userId, visible, null) : Future.succeededFuture())
                                .map(ignored -> settings(visible)));
    }

    @Override
    public Future<Empty> recordPresence(RecordPresenceRequest request) {
        UUID userId = Ids.parse("userId", request.getUserId());
        return presence.seen(userId)
                .compose(seen ->
                        seen.visible() ? tell(userId, request.getOnline(), seen.at()) : Future.<Void>succeededFuture())
                .map(Empty.getDefaultInstance());
    }

    private Future<Void> tell(UUID userId, boolean online, @Nullable OffsetDateTime seenAt) {
        return presence.acquaintances(userId, ACQUAINTANCES).map(others -> {
            others.forEach(other -> live.presence(other, userId, online, seenAt));
            return null;
        });
    }

    private static PresenceSettings settings(boolean visible) {
        return PresenceSettings.newBuilder().setVisible(visible).build();
    }
}
