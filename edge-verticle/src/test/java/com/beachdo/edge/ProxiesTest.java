package com.beachdo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.ListingsService;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    /** Answers with the address of the client, as the domain is told it. */
    private static final class FakeListings extends ListingsService {
        @Override
        public Future<Listing> getListing(GetListingRequest request) {
            return Future.succeededFuture(Listing.newBuilder()
                    .setTitle(String.valueOf(CallContext.current().clientAddress()))
                    .build());
        }
    }

    @Test
    void trustedProxiesSayWhoTheClientIs() {
        assertThat(client(Map.of("BEACHDO_TRUSTED_PROXIES", "127.0.0.0/8"))).isEqualTo("203.0.113.9");
    }

    @Test
    void othersDoNot() {
        assertThat(client(Map.of("BEACHDO_TRUSTED_PROXIES", "10.0.0.0/8"))).isEqualTo("127.0.0.1");
    }

    private static String client(Map<String, String> environment) {
        try (TestEdge edge = new TestEdge(environment)) {
            edge.fake(Listings.class, new FakeListings());
            return edge.send(edge.to("/v1/listings/" + UUID.randomUUID())
                            .header("X-Forwarded-For", "198.51.100.1, 203.0.113.9")
                            .GET())
                    .json()
                    .getString("title");
        }
    }
}
