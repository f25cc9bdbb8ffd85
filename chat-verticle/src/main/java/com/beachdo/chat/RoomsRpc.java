package com.beachdo.chat;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.LookUpListingRequest;
import com.beachdo.chat.v1.GetRoomRequest;
import com.beachdo.chat.v1.ListRoomsReply;
import com.beachdo.chat.v1.ListRoomsRequest;
import com.beachdo.chat.v1.LookUpConversationReply;
import com.beachdo.chat.v1.LookUpConversationRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.MuteRoomRequest;
import com.beachdo.chat.v1.OpenRoomReply;
import com.beachdo.chat.v1.OpenRoomRequest;
import com.beachdo.chat.v1.Room;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.chat.v1.UnmuteRoomRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.live.PresenceRegistry;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rooms contract. */
final class RoomsRpc implements Rooms {
    private static final String STATUS_PREFIX = "LISTING_STATUS_";
    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final UUID LAST_ID = new UUID(-1, -1);

    private static final long NEW_SECONDS = 86_400;
    private static final int ROOMS_OF_THE_NEW = 10;

    private final Db db;
    private final RoomStore rooms;
    private final BlockStore blocks;
    private final People people;
    private final Listings listings;
    private final PresenceRegistry presence;
    private final MessageImages images;

    RoomsRpc(
            Db db,
            RoomStore rooms,
            BlockStore blocks,
            People people,
            Listings listings,
            PresenceRegistry presence,
            MessageImages images) {
        this.db = db;
        this.rooms = rooms;
        this.blocks = blocks;
        this.people = people;
        this.listings = listings;
        this.presence = presence;
        this.images = images;
    }

    @Override
    public Future<OpenRoomReply> openRoom(OpenRoomRequest request) {
        UUID buyerId = Caller.id();
        UUID listingId = Ids.parse("listingId", request.getListingId());
        return rooms.find(db::query, listingId, buyerId)
                .compose(found -> found.isPresent()
                        ? open(request, buyerId, listingId, Future.failedFuture(Refusals.noListing()))
                        : open(
                                request,
                                buyerId,
                                listingId,
                                mayOpen(buyerId).compose(ignored -> lookUp(buyerId, listingId))))
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

    /** Accounts of less than a day open few; whoever wants to reach many at once does it with those. */
    private Future<Void> mayOpen(UUID buyerId) {
        return rooms.openedToday(buyerId)
                .compose(opened -> opened < ROOMS_OF_THE_NEW ? Future.succeededFuture(false) : isNew(buyerId))
                .map(refused -> {
                    if (refused) {
                        throw Refusals.newAccountLimit();
                    }
                    return null;
                });
    }

    private Future<Boolean> isNew(UUID userId) {
        return people.find(List.of(userId.toString())).map(known -> {
            PublicUser user = known.get(userId.toString());
            return user != null && user.getSince().getSeconds() > Instant.now().getEpochSecond() - NEW_SECONDS;
        });
    }

    @Override
    public Future<Empty> muteRoom(MuteRoomRequest request) {
        return rooms.setMuted(Caller.id(), Ids.parse("chatId", request.getChatId()), true)
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> unmuteRoom(UnmuteRoomRequest request) {
        return rooms.setMuted(Caller.id(), Ids.parse("chatId", request.getChatId()), false)
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<LookUpConversationReply> lookUpConversation(LookUpConversationRequest request) {
        return rooms.bothWrote(
                        Ids.parse("listingId", request.getListingId()), Ids.parse("buyerId", request.getBuyerId()))
                .map(both ->
                        LookUpConversationReply.newBuilder().setBothWrote(both).build());
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
        return Restrictions.requireFree(tx, buyerId)
                .compose(free -> blocks.between(tx::query, buyerId, sellerId))
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
        return illustrated(nameless).compose(this::introduced);
    }

    /** With the URLs of the last messages' pictures. */
    private Future<List<Room>> illustrated(List<Room> rooms) {
        List<Message> last = rooms.stream()
                .filter(Room::hasLastMessage)
                .map(Room::getLastMessage)
                .toList();
        return last.stream().noneMatch(Message::hasImage)
                ? Future.succeededFuture(rooms)
                : images.shown(last).map(shown -> {
                    Iterator<Message> next = shown.iterator();
                    return rooms.stream()
                            .map(room -> room.hasLastMessage()
                                    ? room.toBuilder()
                                            .setLastMessage(next.next())
                                            .build()
                                    : room)
                            .toList();
                });
    }

    /** With their counterparts' names. */
    private Future<List<Room>> introduced(List<Room> nameless) {
        List<String> ids =
                nameless.stream().map(room -> room.getCounterpart().getId()).toList();
        Future<List<Boolean>> online = presence.online(ids).otherwise(List.of());
        return people.find(ids)
                .compose(known -> online.map(there -> IntStream.range(0, ids.size())
                        .mapToObj(place -> present(
                                named(nameless.get(place), known.get(ids.get(place))),
                                there.isEmpty() ? null : there.get(place)))
                        .toList()));
    }

    /** @param online null when the registry does not say */
    private static Room present(Room room, @Nullable Boolean online) {
        if (!room.getCounterpart().hasOnline()) {
            return room;
        }
        Room.Builder present = room.toBuilder();
        if (online == null) {
            present.getCounterpartBuilder().clearOnline();
        } else {
            present.getCounterpartBuilder().setOnline(online);
        }
        return present.build();
    }

    private static UUID viewer(Room room) {
        return UUID.fromString(
                room.getCounterpart().getId().equals(room.getBuyerId()) ? room.getSellerId() : room.getBuyerId());
    }

    private static Room named(Room room, @Nullable PublicUser counterpart) {
        Room.Builder named = room.toBuilder();
        if (room.hasLastMessage()) {
            named.setLastMessage(ScamSignals.shownTo(viewer(room), room.getLastMessage()));
        }
        if (counterpart == null) {
            return named.build();
        }
        named.getCounterpartBuilder().setName(counterpart.getName()).setVerified(counterpart.getVerified());
        return named.build();
    }
}
