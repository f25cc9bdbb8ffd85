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

/** Rooms as their members see them; counterparts have no names here. */
final class RoomStore {
    /** Unread is what came after read_seq: all of it is the counterpart's, as one's own messages move it. */
    private static final String ROOM =
            """
            SELECT room.room_id, room.listing_id, listing_card.title, listing_card.status,
                room.buyer_id, room.seller_id, room.last_seq, room.change_seq, room.created_at AS opened_at,
                mine.active_at, mine.read_seq, mine.delivered_seq,
                theirs.user_id AS counterpart_id,
                theirs.read_seq AS counterpart_read_seq, theirs.delivered_seq AS counterpart_delivered_seq,
                room.last_seq - mine.read_seq - (
                    SELECT count(*) FROM message deleted
                    WHERE deleted.room_id = mine.room_id AND deleted.seq > mine.read_seq
                        AND deleted.deleted_at IS NOT NULL) AS unread_count,
                message.message_id, message.seq, message.client_message_id, message.sender_id, message.text,
                message.created_at, message.edited_at, message.deleted_at
            FROM member mine
            JOIN room ON room.room_id = mine.room_id
            JOIN listing_card ON listing_card.listing_id = room.listing_id
            JOIN member theirs ON theirs.room_id = mine.room_id AND theirs.user_id <> mine.user_id
            LEFT JOIN message ON message.room_id = room.room_id AND message.seq = room.last_seq
            WHERE mine.user_id = $1
            """;

    private final Db db;

    RoomStore(Db db) {
        this.db = db;
    }

    /** A room in the inbox, with what its place there depends on. */
    record Listed(Room room, OffsetDateTime activeAt, UUID id) {}

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
                .map(rows -> room(rows.stream().findFirst().orElseThrow(Refusals::noChat)));
    }

    /** Rooms of a user, last active first. */
    Future<List<Listed>> list(UUID userId, OffsetDateTime before, UUID beforeId, int limit) {
        String sql = ROOM
                + """
                AND (mine.active_at, mine.room_id) < ($2, $3)
                ORDER BY mine.active_at DESC, mine.room_id DESC
                LIMIT $4
                """;
        return db.query(sql, userId, before, beforeId, (long) limit).map(rows -> rows.stream()
                .map(row -> new Listed(room(row), row.getOffsetDateTime("active_at"), row.getUUID("room_id")))
                .toList());
    }

    /** Unread messages in all rooms of a user. */
    Future<Long> unreadTotal(UUID userId) {
        String sql =
                """
                SELECT coalesce(sum(last_seq - read_seq - (
                    SELECT count(*) FROM message deleted
                    WHERE deleted.room_id = member.room_id AND deleted.seq > member.read_seq
                        AND deleted.deleted_at IS NOT NULL)), 0)::bigint AS unread_total
                FROM member WHERE user_id = $1 AND read_seq < last_seq
                """;
        return db.query(sql, userId).map(rows -> rows.iterator().next().getLong("unread_total"));
    }

    private static Room room(Row row) {
        Room.Builder room = Room.newBuilder()
                .setId(row.getUUID("room_id").toString())
                .setListing(ListingCard.newBuilder()
                        .setId(row.getUUID("listing_id").toString())
                        .setTitle(row.getString("title"))
                        .setStatus(row.getString("status")))
                .setCounterpart(Counterpart.newBuilder()
                        .setId(row.getUUID("counterpart_id").toString()))
                .setBuyerId(row.getUUID("buyer_id").toString())
                .setSellerId(row.getUUID("seller_id").toString())
                .setLastSeq(row.getLong("last_seq"))
                .setUnreadCount(row.getLong("unread_count"))
                .setReadSeq(row.getLong("read_seq"))
                .setDeliveredSeq(row.getLong("delivered_seq"))
                .setCounterpartReadSeq(row.getLong("counterpart_read_seq"))
                .setCounterpartDeliveredSeq(row.getLong("counterpart_delivered_seq"))
                .setChangeSeq(row.getLong("change_seq"))
                .setCreatedAt(MessageRows.timestamp(row.getOffsetDateTime("opened_at")));
        if (MessageRows.hasMessage(row)) {
            room.setLastMessage(MessageRows.message(row));
        }
        return room.build();
    }
}
