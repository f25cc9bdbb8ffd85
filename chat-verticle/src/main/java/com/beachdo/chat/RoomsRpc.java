package com.beachdo.chat;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.LookUpListingRequest;
import com.beachdo.chat.v1.GetRoomRequest;
import com.beachdo.chat.v1.ListRoomsReply;
import com.beachdo.chat.v1.ListRoomsRequest;
import com.beachdo.chat.v1.OpenRoomReply;
import com.beachdo.chat.v1.OpenRoomRequest;
import com.beachdo.chat.v1.Room;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rooms contract. */
final class RoomsRpc implements Rooms {
    private static final String STATUS_PREFIX = "LISTING_STATUS_";
    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final UUID LAST_ID = new UUID(-1, -1);

    private final Db db;
    private final RoomStore rooms;
    private final BlockStore blocks;
    private final People people;
    private final Listings listings;

    RoomsRpc(Db db, RoomStore rooms, BlockStore blocks, People people, Listings listings) {
        this.db = db;
        this.rooms = rooms;
        this.blocks = blocks;
        this.people = people;
        this.listings = listings;
    }

    @Override
    public Future<OpenRoomReply> openRoom(OpenRoomRequest request) {
        UUID buyerId = Caller.id();
        UUID listingId = Ids.parse("listingId", request.getListingId());
        return rooms.find(db::query, listingId, buyerId)
                .compose(found -> found.isPresent()
                        ? open(request, buyerId, listingId, Future.failedFuture(Refusals.noListing()))
                        : open(request, buyerId, listingId, lookUp(buyerId, listingId)))
                .compose(reply -> named(List.of(reply.getRoom()))
                        .map(named -> reply.toBuilder().setRoom(named.get(0)).build()));
    }

    /** The catalog answers before the transaction begins; what it says counts only when there is no room yet. */
    private Future<OpenRoomReply> open(OpenRoomRequest request, UUID buyerId, UUID listingId, Future<Listing> listing) {
        return listing.transform((ignored, failure) ->
                db.once(request, OpenRoomReply.getDefaultInstance(), tx -> rooms.find(tx::query, listingId, buyerId)
                        .compose(found -> found.isPresent()
                                ? reply(tx, buyerId, found.get(), false)
                                : listing.compose(known -> create(tx, buyerId, known)))));
    }

    private Future<Listing> lookUp(UUID buyerId, UUID listingId) {
        return listings.lookUpListing(LookUpListingRequest.newBuilder()
                        .setListingId(listingId.toString())
                        .build())
                .map(listing -> {
                    if (listing.getSeller().getId().equals(buyerId.toString())) {
                        throw Refusals.ownListing();
                    }
                    if (!isVisible(listing)) {
                        throw Refusals.noListing();
                    }
                    return listing;
                });
    }

    private static boolean isVisible(Listing listing) {
        return listing.getStatus() == ListingStatus.LISTING_STATUS_ACTIVE
                && (!listing.hasExpiresAt()
                        || listing.getExpiresAt().getSeconds() > Instant.now().getEpochSecond());
    }

    private Future<OpenRoomReply> create(Tx tx, UUID buyerId, Listing listing) {
        UUID listingId = UUID.fromString(listing.getId());
        UUID sellerId = UUID.fromString(listing.getSeller().getId());
        String status = listing.getStatus().name().substring(STATUS_PREFIX.length());
        return blocks.between(tx::query, buyerId, sellerId)
                .compose(blocked -> blocked
                        ? Future.failedFuture(Refusals.blocked())
                        : rooms.putCard(tx::query, listingId, listing.getTitle(), status, listing.getVersion()))
                .compose(ignored -> rooms.create(tx::query, listingId, buyerId, sellerId))
                .compose(created -> created.isPresent()
                        ? tell(tx, created.get(), listingId).compose(ignored -> reply(tx, buyerId, created.get(), true))
                        : rooms.find(tx::query, listingId, buyerId)
                                .compose(found -> reply(tx, buyerId, found.orElseThrow(), false)));
    }

    private static Future<Void> tell(Tx tx, UUID chatId, UUID listingId) {
        return tx.emit(
                chatId.toString(),
                RoomOpened.newBuilder()
                        .setChatId(chatId.toString())
                        .setListingId(listingId.toString())
                        .build());
    }

    private Future<OpenRoomReply> reply(Tx tx, UUID userId, UUID chatId, boolean created) {
        return rooms.get(tx::query, userId, chatId).map(room -> OpenRoomReply.newBuilder()
                .setRoom(room)
                .setCreated(created)
                .build());
    }

    @Override
    public Future<ListRoomsReply> listRooms(ListRoomsRequest request) {
        UUID userId = Caller.id();
        int limit = Caller.limit(request.getLimit());
        @Nullable List<String> place = db.cursor().decode(listName(userId), request.getCursor(), 2);
        Future<List<RoomStore.Listed>> page = place == null
                ? rooms.list(userId, END_OF_TIME, LAST_ID, limit + 1)
                : rooms.list(userId, OffsetDateTime.parse(place.get(0)), UUID.fromString(place.get(1)), limit + 1);
        Future<Long> unreadTotal = rooms.unreadTotal(userId);
        return Future.all(page, unreadTotal)
                .compose(ignored -> listed(userId, page.result(), limit, unreadTotal.result()));
    }

    private Future<ListRoomsReply> listed(UUID userId, List<RoomStore.Listed> found, int limit, long unreadTotal) {
        boolean more = found.size() > limit;
        List<RoomStore.Listed> page = more ? found.subList(0, limit) : found;
        ListRoomsReply.Builder reply = ListRoomsReply.newBuilder().setUnreadTotal(unreadTotal);
        if (more) {
            RoomStore.Listed last = page.get(limit - 1);
            reply.setNextCursor(db.cursor()
                    .encode(
                            listName(userId),
                            List.of(last.activeAt().toString(), last.id().toString())));
        }
        return named(page.stream().map(RoomStore.Listed::room).toList())
                .map(named -> reply.addAllItems(named).build());
    }

    private static String listName(UUID userId) {
        return "rooms of " + userId;
    }

    @Override
    public Future<Room> getRoom(GetRoomRequest request) {
        return rooms.get(db::query, Caller.id(), Ids.parse("chatId", request.getChatId()))
                .compose(room -> named(List.of(room)))
                .map(named -> named.get(0));
    }

    private Future<List<Room>> named(List<Room> nameless) {
        List<String> ids =
                nameless.stream().map(room -> room.getCounterpart().getId()).toList();
        return people.find(ids).map(known -> nameless.stream()
                .map(room -> named(room, known.get(room.getCounterpart().getId())))
                .toList());
    }

    private static Room named(Room room, @Nullable PublicUser counterpart) {
        if (counterpart == null) {
            return room;
        }
        Room.Builder named = room.toBuilder();
        named.getCounterpartBuilder().setName(counterpart.getName()).setVerified(counterpart.getVerified());
        return named.build();
    }
}
