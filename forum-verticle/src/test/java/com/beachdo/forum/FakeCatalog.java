package com.beachdo.forum;

import com.beachdo.catalog.v1.BatchGetCardsReply;
import com.beachdo.catalog.v1.BatchGetCardsRequest;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageVariants;
import com.beachdo.catalog.v1.ListingCard;
import com.beachdo.catalog.v1.ListingsService;
import com.beachdo.catalog.v1.Seller;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Catalog as the forum needs it: what is visible. */
final class FakeCatalog extends ListingsService {
    private final Map<String, ListingCard> visible = new ConcurrentHashMap<>();
    final List<List<String>> asked = new CopyOnWriteArrayList<>();
    volatile boolean down;

    String put(String title) {
        String id = Ids.next().toString();
        ListingCard unused = visible.put(
                id,
                ListingCard.newBuilder()
                        .setId(id)
                        .setTitle(title)
                        .setPrice(Money.newBuilder().setAmount(4_999_900).setCurrency("INR"))
                        .setCover(Image.newBuilder()
                                .setId(Ids.next().toString())
                                .setVariants(ImageVariants.newBuilder().setThumb("https://media.example/thumb.jpg"))
                                .setBlurhash("LEHV6nWB2yk8"))
                        .setSeller(Seller.newBuilder()
                                .setId(Ids.next().toString())
                                .setName("Ravi")
                                .setVerified(true))
                        .build());
        return id;
    }

    void hide(String id) {
        ListingCard unused = visible.remove(id);
    }

    @Override
    public Future<BatchGetCardsReply> batchGetCards(BatchGetCardsRequest request) {
        asked.add(List.copyOf(request.getListingIdsList()));
        return down
                ? Future.failedFuture(RpcException.unavailable("service.unavailable", "Not now."))
                : Future.succeededFuture(BatchGetCardsReply.newBuilder()
                        .addAllItems(request.getListingIdsList().stream()
                                .map(visible::get)
                                .filter(Objects::nonNull)
                                .toList())
                        .build());
    }
}
