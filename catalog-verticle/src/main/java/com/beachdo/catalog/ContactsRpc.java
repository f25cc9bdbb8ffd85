package com.beachdo.catalog;

import com.beachdo.catalog.v1.Contact;
import com.beachdo.catalog.v1.Contacts;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.RevealContactRequest;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.RevealPhoneRequest;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.UUID;

/** The contract of reaching sellers off the platform. */
final class ContactsRpc implements Contacts {
    private final Db db;
    private final ListingStore listings;
    private final Accounts accounts;

    ContactsRpc(Db db, ListingStore listings, Accounts accounts) {
        this.db = db;
        this.listings = listings;
        this.accounts = accounts;
    }

    @Override
    public Future<Contact> revealContact(RevealContactRequest request) {
        UUID listingId = Ids.parse("listingId", request.getListingId());
        UUID caller = UUID.fromString(CallContext.current().requireSubject());
        return listings.get(listingId, null, false)
                .compose(listing -> phone(listing, caller))
                .compose(phone -> note(listingId, caller)
                        .map(Contact.newBuilder().setPhone(phone).build()));
    }

    private Future<String> phone(Listing listing, UUID caller) {
        if (listing.getSeller().getId().equals(caller.toString())) {
            throw RpcException.conflict("contact.own_listing", "The listing is yours.");
        }
        return accounts.revealPhone(RevealPhoneRequest.newBuilder()
                        .setUserId(listing.getSeller().getId())
                        .build())
                .map(reply -> {
                    if (!reply.hasPhone()) {
                        throw RpcException.conflict(
                                "contact.not_allowed", "The seller shows no phone; write in a chat instead.");
                    }
                    return reply.getPhone();
                });
    }

    private static final String NOTE =
            """
            WITH added AS (
                INSERT INTO contact_reveal (listing_id, user_id, day) VALUES ($1, $2, indian_day(now()))
                ON CONFLICT ON CONSTRAINT contact_reveal_listing_id_user_id_day_pkey DO NOTHING RETURNING listing_id)
            SELECT note_interest(listing_id, 0, 1, 0) FROM added
            """;

    private Future<Void> note(UUID listing, UUID caller) {
        return db.query(NOTE, listing, caller).mapEmpty();
    }
}
