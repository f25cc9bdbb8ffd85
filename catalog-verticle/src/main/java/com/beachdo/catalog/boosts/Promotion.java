package com.beachdo.catalog.boosts;

import com.beachdo.platform.db.Cursor;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One showing of a boosted listing. Its token proves to us that we showed it, so that nobody can invent clicks. */
public record Promotion(UUID id, UUID boostId, UUID listingId, Instant until) {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String LIST = "promotion";

    static Promotion now(UUID boostId, UUID listingId) {
        return new Promotion(Ids.next(), boostId, listingId, Instant.now().plus(LIFE));
    }

    String token(Cursor signer) {
        return signer.encode(
                LIST,
                List.of(
                        id.toString(),
                        boostId.toString(),
                        listingId.toString(),
                        Long.toString(until.getEpochSecond())));
    }

    /** @param pointer to the field that the token stands in */
    public static Promotion of(Cursor signer, String token, String pointer) {
        try {
            List<String> values = signer.decode(LIST, token, 4);
            if (values != null) {
                return new Promotion(
                        UUID.fromString(values.get(0)),
                        UUID.fromString(values.get(1)),
                        UUID.fromString(values.get(2)),
                        Instant.ofEpochSecond(Long.parseLong(values.get(3))));
            }
        } catch (RpcException notOurs) {
            // told below, as what it is to the caller
        }
        throw RpcException.invalid("promotion.token_invalid", pointer, "is not the token of a promoted listing");
    }

    public boolean isOver() {
        return Instant.now().isAfter(until);
    }
}
