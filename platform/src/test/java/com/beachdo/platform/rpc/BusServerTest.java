package com.beachdo.platform.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Message;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes over the bus from elsewhere is not trusted to be well formed. */
class BusServerTest {
    private TestSystem system;

    @BeforeEach
    void start() {
        system = TestSystem.withoutDatabase();
        system.fake(Search.class, new FakeSearch());
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void refusesAMethodThatTheContractHasNot() {
        assertThat(failure(SearchListingsRequest.getDefaultInstance(), "DropTables", "1000"))
                .isEqualTo(GrpcStatus.UNIMPLEMENTED);
        assertThat(failure(SearchListingsRequest.getDefaultInstance(), "toString", "1000"))
                .isEqualTo(GrpcStatus.UNIMPLEMENTED);
    }

    @Test
    void refusesTheMessageOfAnotherMethod() {
        assertThat(failure(Empty.getDefaultInstance(), "SearchListings", "1000"))
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Test
    void refusesADeadlineThatIsNoNumber() {
        assertThat(failure(SearchListingsRequest.getDefaultInstance(), "SearchListings", "soon"))
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Test
    void readsRepliesOfContractsThatItsProcessNeverServed() {
        try (TestSystem caller = TestSystem.withoutDatabase()) {
            Search client = caller.client(Search.class, Transport.BUS);
            assertThatThrownBy(() -> caller.as(
                            CallContext.ANONYMOUS,
                            () -> client.searchListings(SearchListingsRequest.getDefaultInstance())))
                    .isInstanceOf(RpcException.class);

            MessageCodec<Message, Message> again = MessageCodecs.codec(ListListingsReply.getDefaultInstance());
            assertThatThrownBy(() -> caller.vertx().eventBus().registerCodec(again))
                    .hasMessageContaining("Already a codec");
        }
    }

    @Test
    void makesNoContextOfCallsOutsideOfAny() {
        assertThat(CallContext.current()).isSameAs(CallContext.ANONYMOUS);
        assertThat(catchThrowableOfType(RpcException.class, CallContext.ANONYMOUS::requireSubject)
                        .status())
                .isEqualTo(GrpcStatus.UNAUTHENTICATED);
        assertThatThrownBy(CallContext.ANONYMOUS::attach).isInstanceOf(IllegalStateException.class);
    }

    private GrpcStatus failure(Message request, String method, String timeout) {
        MessageCodecs.register(system.vertx().eventBus(), request);
        DeliveryOptions options = new DeliveryOptions()
                .addHeader(CallHeaders.ACTION, method)
                .addHeader("timeout-ms", timeout)
                .setSendTimeout(5_000);
        RpcFailure failure = catchThrowableOfType(
                RpcFailure.class,
                () -> TestSystem.await(
                        system.vertx().eventBus().request(Rpc.of(Search.class).service(), request, options)));
        return Objects.requireNonNull(failure, "a failure").exception().status();
    }
}
