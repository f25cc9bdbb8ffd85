package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.SellerRated;
import com.beachdo.common.v1.Rating;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.GetUserRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Transport;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RatingsIT {
    private final IdentitySystem identity = IdentitySystem.start(Map.of());

    @AfterEach
    void stop() {
        identity.close();
    }

    private void rated(SellerRated.Builder event) {
        identity.deliver(Ids.next().toString(), "catalog", event.getUserId(), event.build());
    }

    private PublicUser profile(String id) {
        return identity.anonymously(
                Accounts.class,
                Transport.BUS,
                accounts -> accounts.getUser(
                        GetUserRequest.newBuilder().setUserId(id).build()));
    }

    @Test
    void aProfileShowsWhatReviewsSay() {
        String id =
                identity.registerVerified(Transport.BUS, newEmail()).getUser().getId();
        assertThat(profile(id).hasRating()).isFalse();
        Rating four = Rating.newBuilder().setAverage(4.2).setCount(5).build();
        rated(SellerRated.newBuilder().setUserId(id).setRating(four.toBuilder().setCount(4)));
        rated(SellerRated.newBuilder().setUserId(id).setRating(four));
        assertThat(profile(id).getRating()).isEqualTo(four);
        rated(SellerRated.newBuilder().setUserId(id));
        assertThat(profile(id).hasRating()).isFalse();
    }
}
