package com.beachdo.chat;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.OfferChanged;
import com.beachdo.catalog.v1.PrivatePictures;
import com.beachdo.chat.v1.Blocks;
import com.beachdo.chat.v1.MessageTakenDown;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.OfferMessageStored;
import com.beachdo.chat.v1.Presence;
import com.beachdo.chat.v1.Privacy;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.live.PresenceRegistry;
import com.beachdo.platform.redis.RedisStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Wires the chat domain. */
public final class ChatVerticle extends DomainVerticle {
    private final ChatConfig config;
    private final List<Supplier<Future<Void>>> closing = new ArrayList<>();

    public ChatVerticle(PlatformConfig platform, ChatConfig config) {
        super("chat", platform);
        this.config = config;
    }

    @Override
    protected Future<?> start(Domain domain) {
        PresenceRegistry registry = new PresenceRegistry(
                new RedisStore(domain.vertx(), domain.config().redis()));
        MessagePushes pushes = new MessagePushes(domain.vertx(), domain.db(), registry::online);
        LiveChat live = new LiveChat(domain.live(), config.pushes() ? pushes::writtenTo : userId -> {});
        People people = new People(domain.serviceClient(Accounts.class));
        RoomStore rooms = new RoomStore(domain.db());
        BlockStore blocks = new BlockStore(domain.db());
        MessageImages images = new MessageImages(domain.serviceClient(PrivatePictures.class));
        MessageStore messages = new MessageStore(domain.vertx(), domain.db(), images);
        KeptImages kept = new KeptImages(domain.vertx(), domain.db(), domain.serviceClient(Cases.class));
        kept.start();
        closing.add(kept::stop);
        CorrectionStore corrections = new CorrectionStore(domain.db(), config);
        ChangeStore changes = new ChangeStore(domain.db());
        ReceiptStore receipts = new ReceiptStore(domain.db());

        domain.serve(
                Rooms.class,
                new RoomsRpc(
                        domain.db(), rooms, blocks, people, domain.serviceClient(Listings.class), registry, images));
        domain.serve(Presence.class, new PresenceRpc(new PresenceStore(domain.db()), registry, live));
        domain.serve(
                Messages.class,
                new MessagesRpc(
                        messages,
                        corrections,
                        changes,
                        receipts,
                        blocks,
                        live,
                        new Doubts(domain.vertx(), rooms, live),
                        images,
                        new MessageSearch(domain.db()),
                        kept));
        domain.serve(Blocks.class, new BlocksRpc(blocks, people));

        Effects effects = new Effects(rooms, corrections, live);
        domain.on(ListingChanged.getDefaultInstance(), effects::listingChanged);
        domain.on(ContentRemoved.getDefaultInstance(), effects::contentRemoved);
        OfferEffects offers = new OfferEffects(rooms, messages, corrections, live);
        domain.on(OfferChanged.getDefaultInstance(), offers::offerChanged);
        domain.on(OfferMessageStored.getDefaultInstance(), offers::stored);
        domain.on(UserStatusChanged.getDefaultInstance(), RestrictedUsers::statusChanged);
        domain.on(RestrictionsChanged.getDefaultInstance(), (tx, event) -> Restrictions.changed(tx, event, live));
        domain.on(MessageTakenDown.getDefaultInstance(), effects::messageTakenDown);
        PersonalDataStore data = new PersonalDataStore(domain.db());
        domain.serve(Privacy.class, new PrivacyRpc(data));
        domain.on(AccountErased.getDefaultInstance(), data::forget);
        keepUp(domain, registry, pushes);
        return Future.succeededFuture();
    }

    /** What happens by itself. */
    private void keepUp(Domain domain, PresenceRegistry registry, MessagePushes pushes) {
        if (config.pushes()) {
            pushes.start();
            closing.add(pushes::stop);
        }
        if (!config.digestAfter().isZero()) {
            UnreadDigests digests =
                    new UnreadDigests(domain.vertx(), domain.db(), config.digestAfter(), registry::online);
            digests.start();
            closing.add(digests::stop);
        }
        if (config.retentionDays() > 0) {
            Retention retention = new Retention(domain.vertx(), domain.db(), config.retentionDays());
            retention.start();
            closing.add(retention::stop);
        }
    }

    @Override
    protected Future<?> stop(Domain domain) {
        return Future.join(closing.stream().map(Supplier::get).toList());
    }
}
