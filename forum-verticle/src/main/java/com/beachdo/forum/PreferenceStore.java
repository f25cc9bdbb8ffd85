package com.beachdo.forum;

import com.beachdo.forum.v1.MailMode;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.NotificationPreference;
import com.beachdo.forum.v1.NotificationPreferences;
import com.beachdo.forum.v1.QuietHours;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How people want to be told, and when not. */
final class PreferenceStore {
    private static final String SETTINGS =
            "SELECT kind, in_app, mail, push FROM notification_setting WHERE user_id = $1";
    private static final String QUIET = "SELECT begins, ends, zone FROM quiet_hours WHERE user_id = $1";

    private final Db db;

    PreferenceStore(Db db) {
        this.db = db;
    }

    /** Of every kind. */
    Future<NotificationPreferences> of(UUID user) {
        return db.query(SETTINGS, user)
                .compose(settings -> db.query(QUIET, user).map(quiet -> {
                    NotificationPreferences.Builder preferences = NotificationPreferences.newBuilder();
                    Map<NotificationKind, NotificationPreference> set = new EnumMap<>(NotificationKind.class);
                    settings.forEach(row -> {
                        NotificationPreference one = preference(row);
                        NotificationPreference unused = set.put(one.getKind(), one);
                    });
                    for (NotificationKind kind : Preferences.KINDS) {
                        preferences.addItems(set.getOrDefault(kind, Preferences.usual(kind)));
                    }
                    Row hours = Rows.first(quiet);
                    return (hours == null ? preferences : preferences.setQuietHours(hours(hours))).build();
                }));
    }

    private static NotificationPreference preference(Row row) {
        return NotificationPreference.newBuilder()
                .setKind(NotificationKind.valueOf("NOTIFICATION_KIND_" + row.getString("kind")))
                .setInApp(row.getBoolean("in_app"))
                .setMail(MailMode.valueOf("MAIL_MODE_" + row.getString("mail")))
                .setPush(row.getBoolean("push"))
                .build();
    }

    private static QuietHours hours(Row row) {
        return QuietHours.newBuilder()
                .setFrom(row.getLocalTime("begins").toString())
                .setTo(row.getLocalTime("ends").toString())
                .setZone(row.getString("zone"))
                .build();
    }

    private static final String FORGET = "DELETE FROM notification_setting WHERE user_id = $1";
    private static final String FORGET_QUIET = "DELETE FROM quiet_hours WHERE user_id = $1";
    private static final String PUT =
            """
            INSERT INTO notification_setting (user_id, kind, in_app, mail, push) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT ON CONSTRAINT notification_setting_user_id_kind_pkey
            DO UPDATE SET in_app = excluded.in_app, mail = excluded.mail, push = excluded.push
            """;
    private static final String PUT_QUIET =
            """
            INSERT INTO quiet_hours (user_id, begins, ends, zone) VALUES ($1, $2, $3, $4)
            ON CONFLICT ON CONSTRAINT quiet_hours_user_id_pkey
            DO UPDATE SET begins = excluded.begins, ends = excluded.ends, zone = excluded.zone
            """;

    /** In place of what there was. */
    static Future<Void> replace(Tx tx, UUID user, Preferences preferences) {
        List<Tuple> rows = preferences.items().stream()
                .map(one -> Tuple.of(
                        user,
                        one.getKind().name().substring("NOTIFICATION_KIND_".length()),
                        one.getInApp(),
                        one.getMail().name().substring("MAIL_MODE_".length()),
                        !one.hasPush() || one.getPush()))
                .toList();
        Preferences.Quiet quiet = preferences.quiet();
        return tx.query(FORGET, user)
                .compose(done -> tx.batch(PUT, rows))
                .compose(done -> quiet == null
                        ? tx.query(FORGET_QUIET, user)
                        : tx.query(PUT_QUIET, user, quiet.begins(), quiet.ends(), quiet.zone()))
                .mapEmpty();
    }

    /** The one kind that is mailed unless somebody says otherwise. */
    private static final String NO_USUAL_MAILS =
            """
            INSERT INTO notification_setting (user_id, kind, in_app, mail) VALUES ($1, 'UNREAD_MESSAGES', true, 'OFF')
            ON CONFLICT ON CONSTRAINT notification_setting_user_id_kind_pkey DO NOTHING
            """;

    private static final String NO_MAILS = "UPDATE notification_setting SET mail = 'OFF' WHERE user_id = $1";
    private static final String NO_MAILS_DUE =
            "UPDATE notification SET mail_due_at = NULL WHERE user_id = $1 AND mail_due_at IS NOT NULL";

    /** No mails of any kind any more, those that wait included. */
    static Future<Void> stopMails(Tx tx, UUID user) {
        return tx.query(NO_MAILS, user)
                .compose(done -> tx.query(NO_USUAL_MAILS, user))
                .compose(done -> tx.query(NO_MAILS_DUE, user))
                .mapEmpty();
    }
}
