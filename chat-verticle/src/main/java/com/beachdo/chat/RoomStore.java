package com.beachdo.chat;

import com.beachdo.chat.v1.Counterpart;
import com.beachdo.chat.v1.ListingCard;
import com.beachdo.chat.v1.Room;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rooms as their members see them; counterparts have no names here. */
final class RoomStore {
    /**
     * How many places after read_seq hold nothing that is to be read: what was deleted, and what only its sender sees. All
     * of them are the counterpart's, as one's own messages move read_seq.
     */
    private static String unreadable(String member) {
        return """
                (SELECT count(*) FROM message deleted
                    WHERE deleted.room_id = %1$s.room_id AND deleted.seq > %1$s.read_seq
                        AND deleted.seq <= %1$s.last_seq AND deleted.deleted_at IS NOT NULL)
                - (SELECT count(*) FROM message unseen
                    WHERE unseen.room_id = %1$s.room_id AND unseen.seq > %1$s.read_seq
                        AND unseen.seq <= %1$s.last_seq AND unseen.hidden AND unseen.deleted_at IS NULL)
                """
                .formatted(member);
    }

    /** The last message is the last one that this member was told of. */
    private static final String ROOM =
            """
            SELECT room.room_id, room.listing_id, listing_card.title, listing_card.status,
                room.buyer_id, room.seller_id, room.last_seq, room.change_seq, room.created_at AS opened_at,
                mine.active_at, mine.read_seq, mine.delivered_seq, mine.muted,
                theirs.user_id AS counterpart_id, presence.seen_at,
                coalesce(presence.visible, true)
                    AND NOT EXISTS (SELECT FROM block WHERE blocker_id = room.buyer_id AND blocked_id = room.seller_id)
                    AND NOT EXISTS (SELECT FROM block WHERE blocker_id = room.seller_id AND blocked_id = room.buyer_id)
                    AS shows_presence,
                theirs.read_seq AS counterpart_read_seq, theirs.delivered_seq AS counterpart_delivered_seq,
                mine.last_seq - mine.read_seq - %1$s AS unread_count,
                message.message_id, message.seq, message.client_message_id, message.sender_id, message.text,
                message.offer, message.created_at, message.edited_at, message.deleted_at,
                message.image_id, message.image_blurhash, message.hidden
            FROM member mine
            JOIN room ON room.room_id = mine.room_id
            JOIN listing_card ON listing_card.listing_id = room.listing_id
            JOIN member theirs ON theirs.room_id = mine.room_id AND theirs.user_id <> mine.user_id
            LEFT JOIN presence ON presence.user_id = theirs.user_id
            LEFT JOIN message ON message.room_id = room.room_id AND message.seq = mine.last_seq
            WHERE mine.user_id = $1
            """
                    .formatted(unreadable("mine"));

    private final Db db;

    RoomStore(Db db) {
        this.db = db;
    }

    /** A room in the inbox, with what its place there depends on. */
    record Listed(Room room, OffsetDateTime activeAt, UUID id) {}

    /** The two of a room, after whoever is writing in it has ended. */
    Future<Optional<Members>> settled(UUID chatId) {
        return db.query("SELECT buyer_id, seller_id FROM room WHERE room_id = $1 FOR SHARE", chatId)
                .map(rows -> rows.stream().findFirst().map(Members::of));
    }

    /** The room of a buyer about a listing. */
    Future<Optional<UUID>> find(Sql on, UUID listingId, UUID buyerId) {
        return on.query("SELECT room_id FROM room WHERE listing_id = $1 AND buyer_id = $2", listingId, buyerId)
                .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("room_id")));
    }

    /** Makes a room; empty when somebody else just did. */
    Future<Optional<UUID>> create(Sql on, UUID listingId, UUID buyerId, UUID sellerId) {
        String sql =
                """
                WITH opened AS (
                    INSERT INTO room (room_id, listing_id, buyer_id, seller_id) VALUES ($1, $2, $3, $4)
                    ON CONFLICT ON CONSTRAINT room_listing_id_buyer_id_seller_id_key DO NOTHING
                    RETURNING room_id, active_at
                ), members AS (
                    INSERT INTO member (room_id, user_id, active_at)
                    SELECT room_id, unnest(ARRAY[$3::uuid, $4::uuid]), active_at FROM opened
                )
                SELECT room_id FROM opened
                """;
        return on.query(sql, Ids.next(), listingId, buyerId, sellerId)
                .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("room_id")));
    }

    /** Remembers what a listing looks like, unless a later version of it is known. */
    Future<Void> putCard(Sql on, UUID listingId, String title, String status, long version) {
        String sql =
                """
                INSERT INTO listing_card (listing_id, title, status, version) VALUES ($1, $2, $3, $4)
                ON CONFLICT ON CONSTRAINT listing_card_listing_id_pkey
                DO UPDATE SET title = EXCLUDED.title, status = EXCLUDED.status, version = EXCLUDED.version
                WHERE listing_card.version < EXCLUDED.version
                """;
        return on.query(sql, listingId, title, status, version).mapEmpty();
    }

    Future<Room> get(Sql on, UUID userId, UUID chatId) {
        return on.query(ROOM + "AND mine.room_id = $2", userId, chatId)
                .map(rows -> room(userId, rows.stream().findFirst().orElseThrow(Refusals::noChat)));
    }

    /** Rooms of a user, last active first; not those in which nobody but the other has seen anything. */
    Future<List<Listed>> list(UUID userId, OffsetDateTime before, UUID beforeId, int limit) {
        String sql = ROOM
                + """
                AND (mine.active_at, mine.room_id) < ($2, $3)
                AND (mine.last_seq > 0 OR room.last_seq = 0 AND NOT EXISTS (
                    SELECT FROM unseen_sender WHERE user_id = theirs.user_id AND unseen_until > now()))
                ORDER BY mine.active_at DESC, mine.room_id DESC
                LIMIT $4
                """;
        return db.query(sql, userId, before, beforeId, (long) limit).map(rows -> rows.stream()
                .map(row -> new Listed(room(userId, row), row.getOffsetDateTime("active_at"), row.getUUID("room_id")))
                .toList());
    }

    /** How many rooms a buyer opened within a day. */
    Future<Long> openedToday(UUID buyerId) {
        String sql =
                """
                SELECT count(*) AS opened FROM member JOIN room ON room.room_id = member.room_id
                WHERE member.user_id = $1 AND room.buyer_id = $1 AND room.created_at > now() - interval '1 day'
                """;
        return db.query(sql, buyerId).map(rows -> rows.iterator().next().getLong("opened"));
    }

    /** Whether both of a room wrote in it themselves. */
    Future<Boolean> bothWrote(UUID listingId, UUID buyerId) {
        String sql =
                """
                SELECT FROM room WHERE listing_id = $1 AND buyer_id = $2
                    AND EXISTS (SELECT FROM message m
                        WHERE m.room_id = room.room_id AND m.sender_id = room.buyer_id AND m.offer IS NULL AND NOT m.hidden)
                    AND EXISTS (SELECT FROM message m
                        WHERE m.room_id = room.room_id AND m.sender_id = room.seller_id AND m.offer IS NULL AND NOT m.hidden)
                """;
        return db.query(sql, listingId, buyerId).map(rows -> rows.size() > 0);
    }

    Future<Void> setMuted(UUID userId, UUID chatId, boolean muted) {
        return db.query("UPDATE member SET muted = $3 WHERE room_id = $1 AND user_id = $2", chatId, userId, muted)
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw Refusals.noChat();
                    }
                    return null;
                });
    }

    /** Unread messages in all rooms of a user that are not muted. */
    Future<Long> unreadTotal(UUID userId) {
        String sql =
                """
                SELECT coalesce(sum(last_seq - read_seq - %s), 0)::bigint AS unread_total
                FROM member WHERE user_id = $1 AND read_seq < last_seq AND NOT muted
                """
                        .formatted(unreadable("member"));
        return db.query(sql, userId).map(rows -> rows.iterator().next().getLong("unread_total"));
    }

    /** Whoever shows their presence counts as away until the registry says otherwise. */
    private static Counterpart.Builder counterpart(Row row) {
        Counterpart.Builder counterpart =
                Counterpart.newBuilder().setId(row.getUUID("counterpart_id").toString());
        if (row.getBoolean("shows_presence")) {
            counterpart.setOnline(false);
            @Nullable OffsetDateTime seenAt = row.getOffsetDateTime("seen_at");
            if (seenAt != null) {
                counterpart.setSeenAt(MessageRows.timestamp(seenAt));
            }
        }
        return counterpart;
    }

    private static Room room(UUID userId, Row row) {
        Room.Builder room = Room.newBuilder()
                .setId(row.getUUID("room_id").toString())
                .setListing(ListingCard.newBuilder()
                        .setId(row.getUUID("listing_id").toString())
                        .setTitle(row.getString("title"))
                        .setStatus(row.getString("status")))
                .setCounterpart(counterpart(row))
                .setBuyerId(row.getUUID("buyer_id").toString())
                .setSellerId(row.getUUID("seller_id").toString())
                .setLastSeq(row.getLong("last_seq"))
                .setUnreadCount(row.getLong("unread_count"))
                .setReadSeq(row.getLong("read_seq"))
                .setDeliveredSeq(row.getLong("delivered_seq"))
                .setCounterpartReadSeq(row.getLong("counterpart_read_seq"))
                .setCounterpartDeliveredSeq(row.getLong("counterpart_delivered_seq"))
                .setChangeSeq(row.getLong("change_seq"))
                .setMuted(row.getBoolean("muted"))
                .setCreatedAt(MessageRows.timestamp(row.getOffsetDateTime("opened_at")));
        if (MessageRows.hasMessage(row)) {
            room.setLastMessage(MessageRows.shownTo(userId, row));
        }
        return room.build();
    }
}
