package com.beachdo.forum;

import com.beachdo.common.v1.Empty;
import com.beachdo.forum.v1.GetNotificationPreferencesRequest;
import com.beachdo.forum.v1.ListNotificationsReply;
import com.beachdo.forum.v1.ListNotificationsRequest;
import com.beachdo.forum.v1.MarkNotificationsReadReply;
import com.beachdo.forum.v1.MarkNotificationsReadRequest;
import com.beachdo.forum.v1.Notification;
import com.beachdo.forum.v1.NotificationPreferences;
import com.beachdo.forum.v1.Notifications;
import com.beachdo.forum.v1.SetNotificationPreferencesRequest;
import com.beachdo.forum.v1.UnsubscribeNotificationsRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The notifications contract. */
final class NotificationsRpc implements Notifications {
    private static final int MAX_IDS = 100;

    private final Db db;
    private final NotificationStore notifications;
    private final PreferenceStore preferences;

    NotificationsRpc(Db db, NotificationStore notifications, PreferenceStore preferences) {
        this.db = db;
        this.notifications = notifications;
        this.preferences = preferences;
    }

    @Override
    public Future<NotificationPreferences> getNotificationPreferences(GetNotificationPreferencesRequest request) {
        return preferences.of(Caller.signedIn());
    }

    @Override
    public Future<NotificationPreferences> setNotificationPreferences(SetNotificationPreferencesRequest request) {
        UUID user = Caller.signedIn();
        Preferences wanted = Preferences.of(request);
        return db.transaction(tx -> PreferenceStore.replace(tx, user, wanted)).compose(done -> preferences.of(user));
    }

    @Override
    public Future<Empty> unsubscribeNotifications(UnsubscribeNotificationsRequest request) {
        UUID user = owner(request.getToken());
        return db.transaction(tx -> PreferenceStore.stopMails(tx, user)).map(Empty.getDefaultInstance());
    }

    private UUID owner(String token) {
        List<String> values;
        try {
            values = db.cursor().decode(NotificationMails.UNSUBSCRIBE, token, 1);
        } catch (RpcException e) {
            values = null;
        }
        if (values == null) {
            throw RpcException.invalid("notification.token_invalid", "/token", "is not the token of a mail");
        }
        return UUID.fromString(values.get(0));
    }

    @Override
    public Future<ListNotificationsReply> listNotifications(ListNotificationsRequest request) {
        UUID user = Caller.signedIn();
        int size = Page.size(request.getLimit());
        return notifications
                .page(user, request.getUnread(), size, request.getCursor())
                .compose(page -> notifications.unread(user).map(unread -> reply(page, unread)));
    }

    private static ListNotificationsReply reply(Page<Notification> page, int unread) {
        ListNotificationsReply.Builder reply =
                ListNotificationsReply.newBuilder().addAllItems(page.items()).setUnreadCount(unread);
        if (page.next() != null) {
            reply.setNextCursor(page.next());
        }
        return reply.build();
    }

    @Override
    public Future<MarkNotificationsReadReply> markNotificationsRead(MarkNotificationsReadRequest request) {
        UUID user = Caller.signedIn();
        if (request.getAll() == request.getIdsCount() > 0 || request.getIdsCount() > MAX_IDS) {
            throw RpcException.invalid("request.invalid", "/ids", "must be 1 to " + MAX_IDS + ", or else all be true");
        }
        List<UUID> ids =
                request.getIdsList().stream().map(id -> Ids.parse("ids", id)).toList();
        return notifications
                .read(user, request.getAll(), ids)
                .compose(ignored -> notifications.unread(user))
                .map(unread -> MarkNotificationsReadReply.newBuilder()
                        .setUnreadCount(unread)
                        .build());
    }
}
