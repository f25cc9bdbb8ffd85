package com.beachdo.launcher.chat;

import com.beachdo.catalog.v1.ImportListingsRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.Seller;
import com.beachdo.common.v1.Money;
import com.beachdo.identity.v1.ImportUsersRequest;
import com.beachdo.identity.v1.ImportedUser;
import com.beachdo.identity.v1.Role;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.GrpcChannel;
import com.beachdo.platform.rpc.Rpc;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes rooms to talk in: people and listings come by the import contracts, rooms by the public surface. */
public final class ChatRooms {
    private static final String PASSWORD = "sunny-day-at-Juhu-9";
    private static final int BATCH = 500;
    private static final int AT_ONCE = 8;
    private static final long CALL_MILLIS = 60_000;

    private final ChatServer server;
    private final com.beachdo.identity.v1.Import people;
    private final com.beachdo.catalog.v1.Import listings;
    private final long published = Instant.now().getEpochSecond() - 60;

    /** A buyer and a seller in a room about a listing of the seller's. */
    public record Pair(Account buyer, Account seller, String chatId) {
        /** The seller talks through another server. */
        public Pair acrossTo(ChatServer other) {
            return new Pair(buyer, seller.at(other), chatId);
        }
    }

    public ChatRooms(ChatServer server, int grpcPort, String serviceToken) {
        this.server = server;
        GrpcChannel channel = new GrpcChannel(
                GrpcClient.client(server.vertx()),
                SocketAddress.inetSocketAddress(grpcPort, "127.0.0.1"),
                CALL_MILLIS,
                (caller, metadata) -> metadata.set("authorization", "Bearer " + serviceToken));
        this.people = Rpc.of(com.beachdo.identity.v1.Import.class).serviceClient(channel);
        this.listings = Rpc.of(com.beachdo.catalog.v1.Import.class).serviceClient(channel);
    }

    /** So many rooms, each of two people of its own. */
    public Future<List<Pair>> make(int count) {
        Future<List<Pair>> made = Future.succeededFuture(new ArrayList<>());
        for (int from = 0; from < count; from += BATCH) {
            int size = Math.min(BATCH, count - from);
            made = made.compose(before -> batch(size).map(more -> {
                before.addAll(more);
                return before;
            }));
        }
        return made;
    }

    private Future<List<Pair>> batch(int size) {
        ImportUsersRequest.Builder users = ImportUsersRequest.newBuilder();
        ImportListingsRequest.Builder goods = ImportListingsRequest.newBuilder();
        List<Account> accounts = new ArrayList<>();
        for (int number = 0; number < 2 * size; number++) {
            String id = Ids.next().toString();
            String email = id + "@trial.beachdo.example";
            accounts.add(new Account(server, id, email, PASSWORD));
            ImportedUser.Builder user = ImportedUser.newBuilder()
                    .setId(id)
                    .setName("Trial " + number)
                    .setEmail(email)
                    .setPassword(PASSWORD)
                    .setSince(Timestamp.newBuilder().setSeconds(published - 90 * 86_400));
            if (number % 2 == 1) {
                user.addRoles(Role.ROLE_SELLER);
                goods.addListings(listing(id));
            }
            users.addUsers(user);
        }
        Vertx vertx = server.vertx();
        return CallContext.ANONYMOUS
                .run(vertx, () -> people.importUsers(users.build()))
                .compose(ignored -> CallContext.ANONYMOUS.run(vertx, () -> listings.importListings(goods.build())))
                .compose(ignored -> open(accounts, goods.getListingsList()));
    }

    private ImportedListing listing(String sellerId) {
        return ImportedListing.newBuilder()
                .setId(Ids.next().toString())
                .setSeller(Seller.newBuilder()
                        .setId(sellerId)
                        .setName("Trial")
                        .setSince(Timestamp.newBuilder().setSeconds(published)))
                .setTitle("Steel bicycle, 21 gears")
                .setDescription("A bicycle to talk about while chat is on trial.")
                .setPrice(Money.newBuilder().setAmount(850_000).setCurrency("INR"))
                .setCategoryId("bicycles")
                .setLocation(Location.newBuilder().setCity("Pune"))
                .setAttributes(Struct.newBuilder()
                        .putFields(
                                "bicycleType",
                                Value.newBuilder().setStringValue("City").build()))
                .setCreatedAt(Timestamp.newBuilder().setSeconds(published))
                .setPublishedAt(Timestamp.newBuilder().setSeconds(published))
                .build();
    }

    private Future<List<Pair>> open(List<Account> accounts, List<ImportedListing> goods) {
        List<Pair> pairs = new ArrayList<>();
        List<Future<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < AT_ONCE; lane++) {
            Future<Void> chain = Future.succeededFuture();
            for (int number = lane; number < goods.size(); number += AT_ONCE) {
                Account buyer = accounts.get(2 * number);
                Account seller = accounts.get(2 * number + 1);
                JsonObject about =
                        new JsonObject().put("listingId", goods.get(number).getId());
                chain = chain.compose(ignored -> seller.signIn())
                        .compose(ignored -> buyer.call(HttpMethod.POST, "/v1/chats", about))
                        .map(room -> {
                            pairs.add(new Pair(buyer, seller, room.getString("id")));
                            return null;
                        });
            }
            lanes.add(chain);
        }
        return Future.all(lanes).map(pairs);
    }
}
