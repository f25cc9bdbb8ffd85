package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.ListForReviewRequest;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.RemoveListingRequest;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.GrpcChannel;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.common.GrpcStatus;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The gRPC port as internal tools use it. */
class ToolsIT {
    private static final BeachdoProcess PROCESS = TestBeachdo.shared();
    private static final TestHttp HTTP = new TestHttp(PROCESS);

    @Test
    void anAdministratorsTokenOpensTheReviewQueue() throws Exception {
        ListingReview review = Rpc.of(ListingReview.class).client(channel(HTTP.adminToken()));
        assertThat(call(() -> review.listForReview(
                                ListForReviewRequest.newBuilder().setLimit(5).build()))
                        .getItemsCount())
                .isBetween(0, 5);
    }

    @Test
    void theServiceTokenIsAPartOfBeachdo() throws Exception {
        Accounts accounts = Rpc.of(Accounts.class).client(channel(PROCESS.setting("BEACHDO_SERVICE_TOKEN")));
        assertThat(call(() -> accounts.batchGetUsers(BatchGetUsersRequest.newBuilder()
                                .addUserIds(UUID.randomUUID().toString())
                                .build()))
                        .getUsersList())
                .isEmpty();
    }

    @Test
    void withoutATokenNothingAnswers() {
        ListingReview review = Rpc.of(ListingReview.class).client(channel(null));
        assertThatThrownBy(() -> call(() -> review.listForReview(ListForReviewRequest.getDefaultInstance())))
                .satisfies(refused -> refusal(refused, GrpcStatus.UNAUTHENTICATED, "auth.required"));
    }

    @Test
    void aBuyersTokenIsNotEnough() {
        String token = TestHttp.token(HTTP.register("tools-" + UUID.randomUUID() + "@example.com"));
        ListingReview review = Rpc.of(ListingReview.class).client(channel(token));
        assertThatThrownBy(() -> call(() -> review.listForReview(ListForReviewRequest.getDefaultInstance())))
                .satisfies(refused -> refusal(refused, GrpcStatus.PERMISSION_DENIED, "auth.staff_only"));
    }

    @Test
    void aFailureCarriesItsCodeAndFields() {
        ListingReview review = Rpc.of(ListingReview.class).client(channel(HTTP.adminToken()));
        assertThatThrownBy(() -> call(() -> review.removeListing(RemoveListingRequest.newBuilder()
                        .setListingId(UUID.randomUUID().toString())
                        .setReason("not there")
                        .build())))
                .satisfies(refused -> refusal(refused, GrpcStatus.NOT_FOUND, "listing.not_found"));
    }

    private static void refusal(Throwable failure, GrpcStatus status, String code) {
        assertThat(failure.getCause()).isInstanceOfSatisfying(RpcException.class, refused -> {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.code()).isEqualTo(code);
        });
    }

    private static GrpcChannel channel(@Nullable String token) {
        Vertx vertx = PROCESS.vertx();
        return new GrpcChannel(
                GrpcClient.client(vertx),
                SocketAddress.inetSocketAddress(PROCESS.grpcPort(), "127.0.0.1"),
                10_000,
                (caller, metadata) -> {
                    if (token != null) {
                        metadata.set("authorization", "Bearer " + token);
                    }
                });
    }

    private static <T> T call(Supplier<Future<T>> call) throws ExecutionException {
        try {
            return CallContext.ANONYMOUS
                    .run(PROCESS.vertx(), call)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
