package com.beachdo.chat;

import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.PrivatePictures;
import com.beachdo.chat.v1.GetReportedImageRequest;
import com.beachdo.chat.v1.LookUpMessageRequest;
import com.beachdo.chat.v1.MessageImage;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.Room;
import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.TestServices;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The chat domain on a real database; catalog and identity are stood in for. */
final class ChatSystem implements AutoCloseable {
    final TestSystem system;
    final Db db;
    final FakeCatalog catalog = new FakeCatalog();
    final FakePictures pictures = new FakePictures();
    final FakeIdentity identity = new FakeIdentity();
    final FakeCases cases = new FakeCases();
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    /** An event on its way to an address. */
    record Told(String address, JsonObject event) {
        String type() {
            return event.getString("type");
        }
    }

    ChatSystem() {
        system = TestSystem.create(TestServices.postgres(), "redis://127.0.0.1", "chat");
        db = Db.open(system.vertx(), system.config(), "chat");
        system.fake(Listings.class, catalog);
        system.fake(PrivatePictures.class, pictures);
        system.fake(Accounts.class, identity);
        system.fake(Cases.class, cases);
        system.deploy(new ChatVerticle(
                system.config(),
                new ChatConfig(Duration.ofMinutes(15), Duration.ofMinutes(60), Duration.ZERO, 0, false)));
        system.vertx().eventBus().addOutboundInterceptor(delivery -> {
            if (delivery.message().address().startsWith("me.")) {
                told.add(new Told(delivery.message().address(), (JsonObject) delivery.body()));
            }
            delivery.next();
        });
    }

    Person person(String name, Transport transport) {
        String id = Ids.next().toString();
        identity.put(id, name);
        return new Person(this, id, transport);
    }

    /** A room of two people who have nothing else to do with each other. */
    Pair pair(Transport transport) {
        Person buyer = person("Asha", transport);
        Person seller = person("Ravi", transport);
        Room room = buyer.open(catalog.put(seller.id(), ListingStatus.LISTING_STATUS_ACTIVE))
                .getRoom();
        return new Pair(buyer, seller, room.getId());
    }

    record Pair(Person buyer, Person seller, String chatId) {}

    /** Pictures that are kept for staff. */
    KeptImages keptImages() {
        return new KeptImages(system.vertx(), db, system.serviceClient(Cases.class, Transport.BUS));
    }

    /** Its picture may be looked at by staff from now on. */
    void report(com.beachdo.chat.v1.Message message, Person reporter) {
        Messages messages = system.client(Messages.class, Transport.BUS);
        Object unused = system.as(
                TestSystem.service(),
                () -> messages.lookUpMessage(LookUpMessageRequest.newBuilder()
                        .setMessageId(message.getId())
                        .setMemberId(reporter.id())
                        .build()));
    }

    /** The picture of a reported message, as one of the staff gets it. */
    MessageImage reportedImage(com.beachdo.chat.v1.Message message) {
        Messages messages = system.client(Messages.class, Transport.BUS);
        return system.as(
                TestSystem.caller(Ids.next().toString(), "MODERATOR"),
                () -> messages.getReportedImage(GetReportedImageRequest.newBuilder()
                        .setMessageId(message.getId())
                        .build()));
    }

    /** What sockets were told since the last time. */
    @CanIgnoreReturnValue
    List<Told> told() {
        List<Told> all = new ArrayList<>();
        int unused = told.drainTo(all);
        return all;
    }

    /** Waits for the next thing that sockets are told. */
    Told nextTold() {
        try {
            Told next = told.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nobody was told anything");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Delivers an event as a relay does, and waits until it is taken. */
    void deliver(String aggregateId, Message event) {
        EventEnvelope envelope = EventEnvelope.newBuilder()
                .setEventId(Ids.next().toString())
                .setSource("test")
                .setAggregateId(aggregateId)
                .setType(event.getDescriptorForType().getFullName())
                .setPayload(event.toByteString())
                .build();
        Void unused = TestSystem.await(
                EventTransport.of(system.vertx(), system.config(), "test").deliver("chat", envelope));
    }

    /** Events of a type that wait to be told, by what they are about. */
    <M extends Message> List<M> emitted(M type, String aggregateId) {
        List<M> emitted = new ArrayList<>();
        TestSystem.await(db.query(
                        "SELECT payload FROM outbox WHERE type = $1 AND aggregate_id = $2 ORDER BY outbox_id",
                        type.getDescriptorForType().getFullName(),
                        aggregateId))
                .forEach(
                        row -> emitted.add(parsed(type, row.getBuffer("payload").getBytes())));
        return emitted;
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> M parsed(M type, byte[] payload) {
        try {
            return (M) type.getParserForType().parseFrom(payload);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    void sql(String statement, Object... arguments) {
        Object unused = TestSystem.await(db.query(statement, arguments));
    }

    @Override
    public void close() {
        Void unused = TestSystem.await(db.close());
        system.close();
    }
}
