package com.beachdo.launcher.demo;

import com.beachdo.catalog.v1.Category;
import com.beachdo.catalog.v1.ImportListingsRequest;
import com.beachdo.catalog.v1.ImportPictureRequest;
import com.beachdo.catalog.v1.ListCategoriesRequest;
import com.beachdo.catalog.v1.PictureImport;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.Seller;
import com.beachdo.identity.v1.ImportUsersRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Channel;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings people and listings in through the import contracts, over whichever channel it is given. Blocks. */
final class DemoLoader {
    private static final int BATCH = 1_000;
    private static final int PEOPLE = 120;
    private static final int MAX_TRIES = 5;
    private static final Set<GrpcStatus> LATE = Set.of(GrpcStatus.UNAVAILABLE, GrpcStatus.DEADLINE_EXCEEDED);

    private final Vertx vertx;
    private final com.beachdo.identity.v1.Import people;
    private final com.beachdo.catalog.v1.Import listings;
    private final PictureImport pictureImport;
    private final Search search;
    private final DemoText text = new DemoText();
    private final long today = Instant.now().truncatedTo(ChronoUnit.DAYS).getEpochSecond();

    DemoLoader(Vertx vertx, Channel channel) {
        this.vertx = vertx;
        this.people = Rpc.of(com.beachdo.identity.v1.Import.class).serviceClient(channel);
        this.listings = Rpc.of(com.beachdo.catalog.v1.Import.class).serviceClient(channel);
        this.pictureImport = Rpc.of(PictureImport.class).serviceClient(channel);
        this.search = Rpc.of(Search.class).serviceClient(channel);
    }

    List<Seller> loadPeople() {
        DemoPeople demo = new DemoPeople(text, PEOPLE, today);
        Object unused = await(() -> people.importUsers(
                ImportUsersRequest.newBuilder().addAllUsers(demo.users()).build()));
        return demo.sellers();
    }

    /** Category to picture. */
    Map<String, String> loadPictures() {
        return text.goods().stream()
                .map(DemoText.Goods::category)
                .collect(Collectors.toMap(category -> category, this::picture));
    }

    private String picture(String category) {
        ImportPictureRequest request = ImportPictureRequest.newBuilder()
                .setData(ByteString.copyFrom(DemoPicture.of(category)))
                .build();
        return await(() -> pictureImport.importPicture(request)).getPictureId();
    }

    /** @param done told the number of listings so far */
    void loadListings(int from, int count, List<Seller> sellers, Map<String, String> pictures, IntConsumer done) {
        List<Category> categories = await(() -> search.listCategories(ListCategoriesRequest.getDefaultInstance()))
                .getItemsList();
        DemoListings made = new DemoListings(text, categories, pictures, today);
        for (int number = from; number < from + count; ) {
            ImportListingsRequest.Builder batch = ImportListingsRequest.newBuilder();
            for (; batch.getListingsCount() < BATCH && number < from + count; number++) {
                batch.addListings(made.listing(number, sellers));
            }
            load(batch.build());
            done.accept(number - from);
        }
    }

    /** Brought in twice they are there once, so what came too late on a busy machine is tried again. */
    private void load(ImportListingsRequest batch) {
        for (int tries = 1; ; tries++) {
            try {
                Object unused = await(() -> listings.importListings(batch));
                return;
            } catch (IllegalStateException e) {
                if (tries == MAX_TRIES
                        || !(e.getCause() instanceof RpcException late)
                        || !LATE.contains(late.status())) {
                    throw e;
                }
            }
        }
    }

    private <T> T await(Supplier<Future<T>> call) {
        return await(vertx, CallContext.ANONYMOUS, call);
    }

    static <T> T await(Vertx vertx, CallContext caller, Supplier<Future<T>> call) {
        try {
            return caller.run(vertx, call)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("demo data: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("demo data: no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
