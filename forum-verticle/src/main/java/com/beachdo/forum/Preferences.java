package com.beachdo.forum;

import com.beachdo.forum.v1.MailMode;
import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.NotificationPreference;
import com.beachdo.forum.v1.QuietHours;
import com.beachdo.forum.v1.SetNotificationPreferencesRequest;
import com.beachdo.platform.rpc.RpcException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How somebody wants to be told, and when not, checked. */
record Preferences(List<NotificationPreference> items, @Nullable Quiet quiet) {
    static final List<NotificationKind> KINDS = Arrays.stream(NotificationKind.values())
            .filter(kind ->
                    kind != NotificationKind.NOTIFICATION_KIND_UNSPECIFIED && kind != NotificationKind.UNRECOGNIZED)
            .toList();
    /** What staff did against somebody they have to learn. */
    private static final Set<NotificationKind> ALWAYS = EnumSet.of(
            NotificationKind.NOTIFICATION_KIND_LISTING_REJECTED,
            NotificationKind.NOTIFICATION_KIND_LISTING_CHANGES_REQUESTED,
            NotificationKind.NOTIFICATION_KIND_LISTING_REMOVED,
            NotificationKind.NOTIFICATION_KIND_POST_REMOVED,
            NotificationKind.NOTIFICATION_KIND_WARNED,
            NotificationKind.NOTIFICATION_KIND_CONTENT_REMOVED,
            NotificationKind.NOTIFICATION_KIND_RESTRICTED,
            NotificationKind.NOTIFICATION_KIND_SUSPENDED,
            NotificationKind.NOTIFICATION_KIND_BANNED,
            NotificationKind.NOTIFICATION_KIND_LET_IN,
            NotificationKind.NOTIFICATION_KIND_APPEAL_UPHELD,
            NotificationKind.NOTIFICATION_KIND_APPEAL_OVERTURNED);
    /** The catalog mails some of these itself; decisions are mailed whatever one wants. */
    private static final Set<NotificationKind> MAILED_ELSEWHERE = EnumSet.of(
            NotificationKind.NOTIFICATION_KIND_SAVED_SEARCH,
            NotificationKind.NOTIFICATION_KIND_LISTING_EXPIRING,
            NotificationKind.NOTIFICATION_KIND_WARNED,
            NotificationKind.NOTIFICATION_KIND_CONTENT_REMOVED,
            NotificationKind.NOTIFICATION_KIND_RESTRICTED,
            NotificationKind.NOTIFICATION_KIND_SUSPENDED,
            NotificationKind.NOTIFICATION_KIND_BANNED,
            NotificationKind.NOTIFICATION_KIND_LET_IN,
            NotificationKind.NOTIFICATION_KIND_APPEAL_UPHELD,
            NotificationKind.NOTIFICATION_KIND_APPEAL_OVERTURNED);

    /** A daily time without mails, pushes and live events. */
    record Quiet(LocalTime begins, LocalTime ends, String zone) {}

    static NotificationPreference usual(NotificationKind kind) {
        return NotificationPreference.newBuilder()
                .setKind(kind)
                .setInApp(true)
                .setMail(
                        kind == NotificationKind.NOTIFICATION_KIND_UNREAD_MESSAGES
                                ? MailMode.MAIL_MODE_INSTANT
                                : MailMode.MAIL_MODE_OFF)
                .setPush(true)
                .build();
    }

    static Preferences of(SetNotificationPreferencesRequest request) {
        Set<NotificationKind> seen = EnumSet.noneOf(NotificationKind.class);
        for (int i = 0; i < request.getItemsCount(); i++) {
            NotificationPreference one = request.getItems(i);
            String at = "/items/" + i;
            require(
                    KINDS.contains(one.getKind()) && seen.add(one.getKind()),
                    at + "/kind",
                    "must be a kind, each once");
            require(
                    one.getMail() == MailMode.MAIL_MODE_OFF
                            || one.getMail() == MailMode.MAIL_MODE_INSTANT
                            || one.getMail() == MailMode.MAIL_MODE_DAILY,
                    at + "/mail",
                    "must be OFF, INSTANT or DAILY");
            require(
                    one.getMail() == MailMode.MAIL_MODE_OFF || !MAILED_ELSEWHERE.contains(one.getKind()),
                    at + "/mail",
                    "must be OFF: these mails are set at the saved search or the listing, or always go out");
            require(
                    one.getInApp() || !ALWAYS.contains(one.getKind()),
                    at + "/inApp",
                    "must be true: what staff decided has to be told");
        }
        return new Preferences(request.getItemsList(), request.hasQuietHours() ? quiet(request.getQuietHours()) : null);
    }

    private static Quiet quiet(QuietHours hours) {
        LocalTime begins = time("/quietHours/from", hours.getFrom());
        LocalTime ends = time("/quietHours/to", hours.getTo());
        require(!begins.equals(ends), "/quietHours/to", "must be another time than from");
        return new Quiet(begins, ends, zone(hours.getZone()));
    }

    private static LocalTime time(String pointer, String text) {
        try {
            require(text.length() == 5, pointer, "must be a time such as 22:00");
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw RpcException.invalid("request.invalid", pointer, "must be a time such as 22:00");
        }
    }

    /** Names of regions only: the database reads signs of offsets the other way round. */
    private static String zone(String name) {
        require(
                name.contains("/") && ZoneId.getAvailableZoneIds().contains(name),
                "/quietHours/zone",
                "must be a time zone such as Asia/Kolkata");
        return name;
    }

    private static void require(boolean right, String pointer, String detail) {
        if (!right) {
            throw RpcException.invalid("request.invalid", pointer, detail);
        }
    }
}
