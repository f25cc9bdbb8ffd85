package com.beachdo.catalog.offers;

import com.beachdo.catalog.v1.OfferParty;
import com.beachdo.catalog.v1.OfferState;
import com.beachdo.platform.rpc.RpcException;

/** What can be done with an offer. What is not here does not happen. */
enum OfferMove {
    COUNTER(OfferState.OFFER_STATE_OPEN),
    ACCEPT(OfferState.OFFER_STATE_ACCEPTED),
    DECLINE(OfferState.OFFER_STATE_DECLINED),
    WITHDRAW(OfferState.OFFER_STATE_WITHDRAWN);

    private final OfferState to;

    OfferMove(OfferState to) {
        this.to = to;
    }

    OfferState to() {
        return to;
    }

    /** Refuses what an offer in this state, waiting for this party, does not allow this one. */
    void require(OfferState state, OfferParty awaits, OfferParty by) {
        if (this == WITHDRAW && state == OfferState.OFFER_STATE_ACCEPTED) {
            return;
        }
        if (state != OfferState.OFFER_STATE_OPEN) {
            throw RpcException.conflict("offer.not_open", "The offer is " + name(state) + ".");
        }
        if ((this == WITHDRAW) == (by == awaits)) {
            throw RpcException.conflict(
                    "offer.not_awaited",
                    this == WITHDRAW
                            ? "The offer is the other one's: accept, decline or counter it."
                            : "The other one is to answer.");
        }
    }

    /** A state as it is stored. */
    static String name(OfferState state) {
        return state.name().substring("OFFER_STATE_".length());
    }

    /** A party as it is stored. */
    static String name(OfferParty party) {
        return party.name().substring("OFFER_PARTY_".length());
    }

    static OfferParty other(OfferParty party) {
        return party == OfferParty.OFFER_PARTY_BUYER ? OfferParty.OFFER_PARTY_SELLER : OfferParty.OFFER_PARTY_BUYER;
    }
}
