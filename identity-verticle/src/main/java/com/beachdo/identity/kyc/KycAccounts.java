package com.beachdo.identity.kyc;

import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** What the proof of identity needs of accounts. */
public interface KycAccounts {
    /** Holds the account until the transaction ends: its name, if it is in use. */
    Future<Optional<String>> hold(Tx tx, UUID accountId);

    /** Shows everybody that the identity behind this name is proven, until then. */
    Future<Void> verified(Tx tx, UUID accountId, String name, OffsetDateTime until);

    /** Shows it no longer. */
    Future<Void> unverified(Tx tx, UUID accountId);
}
