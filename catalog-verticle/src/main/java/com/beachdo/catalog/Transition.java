package com.beachdo.catalog;

import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_ACTIVE;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_CHANGES_REQUESTED;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_DRAFT;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_EXPIRED;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_PENDING_REVIEW;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_REJECTED;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_REMOVED;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_SOLD;
import static com.beachdo.catalog.v1.ListingStatus.LISTING_STATUS_WITHDRAWN;

import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.platform.rpc.RpcException;
import java.util.Set;
import java.util.stream.Collectors;

/** The moves of a listing from state to state, and who makes them. What is not here does not happen. */
enum Transition {
    SUBMIT(By.OWNER, LISTING_STATUS_PENDING_REVIEW, LISTING_STATUS_DRAFT, LISTING_STATUS_CHANGES_REQUESTED),
    /** Handed in where no review is wanted. */
    PUBLISH(By.OWNER, LISTING_STATUS_ACTIVE, LISTING_STATUS_DRAFT),
    SELL(By.OWNER, LISTING_STATUS_SOLD, LISTING_STATUS_ACTIVE),
    RENEW(By.OWNER, LISTING_STATUS_ACTIVE, LISTING_STATUS_ACTIVE, LISTING_STATUS_EXPIRED),
    WITHDRAW(
            By.OWNER,
            LISTING_STATUS_WITHDRAWN,
            LISTING_STATUS_PENDING_REVIEW,
            LISTING_STATUS_ACTIVE,
            LISTING_STATUS_EXPIRED),
    APPROVE(By.STAFF, LISTING_STATUS_ACTIVE, LISTING_STATUS_PENDING_REVIEW),
    REJECT(By.STAFF, LISTING_STATUS_REJECTED, LISTING_STATUS_PENDING_REVIEW),
    REQUEST_CHANGES(By.STAFF, LISTING_STATUS_CHANGES_REQUESTED, LISTING_STATUS_PENDING_REVIEW),
    REMOVE(By.STAFF, LISTING_STATUS_REMOVED, LISTING_STATUS_ACTIVE),
    RESTORE(By.STAFF, LISTING_STATUS_ACTIVE, LISTING_STATUS_REMOVED),
    /** Moderation decided a case: whatever it was, it goes. */
    TAKE_DOWN(
            By.MODERATION,
            LISTING_STATUS_REMOVED,
            LISTING_STATUS_DRAFT,
            LISTING_STATUS_PENDING_REVIEW,
            LISTING_STATUS_ACTIVE,
            LISTING_STATUS_SOLD,
            LISTING_STATUS_EXPIRED,
            LISTING_STATUS_WITHDRAWN,
            LISTING_STATUS_REJECTED,
            LISTING_STATUS_CHANGES_REQUESTED);

    /** Who makes a move. */
    enum By {
        OWNER,
        STAFF,
        MODERATION
    }

    private static final Set<ListingStatus> EDITABLE = Set.of(
            LISTING_STATUS_DRAFT,
            LISTING_STATUS_PENDING_REVIEW,
            LISTING_STATUS_CHANGES_REQUESTED,
            LISTING_STATUS_ACTIVE);

    private static final Set<ListingStatus> ENDS_OFFERS =
            Set.of(LISTING_STATUS_SOLD, LISTING_STATUS_WITHDRAWN, LISTING_STATUS_REJECTED, LISTING_STATUS_REMOVED);

    private final By by;
    private final ListingStatus to;
    private final Set<ListingStatus> from;

    Transition(By by, ListingStatus to, ListingStatus... from) {
        this.by = by;
        this.to = to;
        this.from = Set.of(from);
    }

    By by() {
        return by;
    }

    ListingStatus to() {
        return to;
    }

    Set<ListingStatus> from() {
        return from;
    }

    /** Whether staff's note of the listing is replaced; the moves of the owner leave it. */
    boolean setsNote() {
        return by != By.OWNER;
    }

    /** Whether the listing's life begins anew even if the present one is not over. */
    boolean renews() {
        return this == RENEW;
    }

    /** Whether nobody can buy the listing any more, whatever they offered. */
    boolean endsOffers() {
        return ENDS_OFFERS.contains(to);
    }

    void requireFrom(ListingStatus current) {
        if (!from.contains(current)) {
            String states = from.stream().map(Transition::name).sorted().collect(Collectors.joining(", "));
            throw RpcException.conflict(
                    "listing.illegal_transition",
                    "The listing is " + name(current) + "; this needs it to be " + states + ".");
        }
    }

    /** The state after the owner changed what the listing says. */
    static ListingStatus edit(ListingStatus current) {
        if (!EDITABLE.contains(current)) {
            throw RpcException.conflict(
                    "listing.not_editable", "The listing is " + name(current) + " and cannot be changed.");
        }
        return current == LISTING_STATUS_ACTIVE ? LISTING_STATUS_PENDING_REVIEW : current;
    }

    /** A state as it is stored and told to others. */
    static String name(ListingStatus status) {
        return status.name().substring("LISTING_STATUS_".length());
    }
}
