package com.beachdo.chat;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.chat.v1.Blocks;
import com.beachdo.chat.v1.MessageTakenDown;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.Privacy;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.config.PlatformConfig;
import io.vertx.core.Future;

/** Wires the chat domain. */
public final class ChatVerticle extends DomainVerticle {
    private final ChatConfig config;

    public ChatVerticle(PlatformConfig platform, ChatConfig config) {
        super("chat", platform);
        this.config = config;
    }

    @Override
    protected Future<?> start(Domain domain) {
        LiveChat live = new LiveChat(domain.live());
        People people = new People(domain.serviceClient(Accounts.class));
        RoomStore rooms = new RoomStore(domain.db());
        BlockStore blocks = new BlockStore(domain.db());
        MessageStore messages = new MessageStore(domain.db());
        CorrectionStore corrections = new CorrectionStore(domain.db(), config);
        ChangeStore changes = new ChangeStore(domain.db());
        ReceiptStore receipts = new ReceiptStore(domain.db());

        domain.serve(
                Rooms.class, new RoomsRpc(domain.db(), rooms, blocks, people, domain.serviceClient(Listings.class)));
        domain.serve(Messages.class, new MessagesRpc(messages, corrections, changes, receipts, blocks, live));
        domain.serve(Blocks.class, new BlocksRpc(blocks, people));

        Effects effects = new Effects(rooms, corrections, live);
        domain.on(ListingChanged.getDefaultInstance(), effects::listingChanged);
        domain.on(ContentRemoved.getDefaultInstance(), effects::contentRemoved);
        domain.on(MessageTakenDown.getDefaultInstance(), effects::messageTakenDown);
        PersonalDataStore data = new PersonalDataStore(domain.db());
        domain.serve(Privacy.class, new PrivacyRpc(data));
        domain.on(AccountErased.getDefaultInstance(), data::forget);
        return Future.succeededFuture();
    }
}
