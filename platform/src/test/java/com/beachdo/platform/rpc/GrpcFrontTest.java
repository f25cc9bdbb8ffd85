package com.beachdo.platform.rpc;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.common.WireFormat;
import io.vertx.grpc.server.GrpcServer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gRPC client other than ours may send. */
class GrpcFrontTest {
    private final FakeSearch search = new FakeSearch();
    private volatile CallContext seen = CallContext.ANONYMOUS;
    private TestSystem system;
    private GrpcClient client;
    private SocketAddress server;

    @BeforeEach
    void start() {
        system = TestSystem.withoutDatabase();
        system.fake(Search.class, search);
        search.search = request -> {
            seen = CallContext.current();
            return Future.succeededFuture(ListListingsReply.getDefaultInstance());
        };
        BusChannel bus = new BusChannel(system.vertx(), 10_000);
        GrpcServer grpc = GrpcServer.server(system.vertx(), GrpcFront.serverOptions());
        GrpcServer unused = grpc.addService(new GrpcFront(
                        bus,
                        (metadata, address) -> Future.succeededFuture(
                                CallContext.ANONYMOUS.withSubject(metadata.get("who"), java.util.Set.of(), null)))
                .service(Rpc.of(Search.class)));
        int port = await(system.vertx().createHttpServer().requestHandler(grpc).listen(0, "127.0.0.1"))
                .actualPort();
        server = SocketAddress.inetSocketAddress(port, "127.0.0.1");
        client = GrpcClient.client(system.vertx());
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void servesAnyClient() {
        byte[] request = SearchListingsRequest.newBuilder().setLimit(3).build().toByteArray();

        assertThat(send(call(), Buffer.buffer(request), "identity")).isEqualTo(GrpcStatus.OK);
        assertThat(seen.clientAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void refusesARequestThatIsTooLarge() {
        assertThat(send(call(), Buffer.buffer(new byte[1_100_000]), "identity"))
                .isEqualTo(GrpcStatus.RESOURCE_EXHAUSTED);
    }

    @Test
    void refusesBytesThatAreNoRequest() {
        assertThat(send(call(), Buffer.buffer(new byte[] {(byte) 0xff, (byte) 0xff, 1}), "identity"))
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @Test
    void refusesCompressedRequestsWhichMayGrowBeyondTheLimit() {
        GrpcClientRequest<Buffer, Buffer> call = call();

        assertThat(send(call.encoding("gzip"), Buffer.buffer(new byte[500_000]), "identity"))
                .isEqualTo(GrpcStatus.UNIMPLEMENTED);
    }

    @Test
    void refusesAMethodThatTheContractHasNot() {
        GrpcClientRequest<Buffer, Buffer> call = call().methodName("DropTables");

        assertThat(send(call, Buffer.buffer(), "identity")).isEqualTo(GrpcStatus.UNIMPLEMENTED);
    }

    @Test
    void endsACallAtTheDeadlineOfAnyClient() {
        search.search = request -> {
            seen = CallContext.current();
            return Promise.<ListListingsReply>promise().future();
        };
        GrpcClientRequest<Buffer, Buffer> call = call().timeout(300, TimeUnit.MILLISECONDS);

        assertThat(send(call, Buffer.buffer(), "identity")).isEqualTo(GrpcStatus.DEADLINE_EXCEEDED);
        assertThat(seen.deadlineNanos()).isNotZero();
    }

    @Test
    void hearsOfACallerItCannotIdentify() {
        GrpcServer grpc = GrpcServer.server(system.vertx(), GrpcFront.serverOptions());
        GrpcServer unused =
                grpc.addService(new GrpcFront(new BusChannel(system.vertx(), 10_000), (metadata, address) -> {
                            throw new IllegalStateException("no such key in the ring");
                        })
                        .service(Rpc.of(Search.class)));
        int port = await(system.vertx().createHttpServer().requestHandler(grpc).listen(0, "127.0.0.1"))
                .actualPort();
        server = SocketAddress.inetSocketAddress(port, "127.0.0.1");

        assertThat(send(call(), Buffer.buffer(), "identity")).isEqualTo(GrpcStatus.INTERNAL);
    }

    @Test
    void doesNotLetOurClientHangOnAServerThatNeverAnswers() {
        int port = await(system.vertx()
                        .createNetServer()
                        .connectHandler(socket -> socket.handler(ignored -> {}))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        GrpcChannel channel = new GrpcChannel(
                client, SocketAddress.inetSocketAddress(port, "127.0.0.1"), 400, (context, metadata) -> {});
        Search hanging = Rpc.of(Search.class).client(channel);
        long start = System.nanoTime();

        RpcException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                RpcException.class,
                () -> system.as(
                        CallContext.ANONYMOUS,
                        () -> hanging.searchListings(SearchListingsRequest.getDefaultInstance())));

        assertThat(failure.status()).isEqualTo(GrpcStatus.DEADLINE_EXCEEDED);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(10_000);
    }

    @Test
    void saysUnavailableWhereNoServerListens() {
        GrpcChannel channel = new GrpcChannel(
                client, SocketAddress.inetSocketAddress(1, "127.0.0.1"), 400, (context, metadata) -> {});
        Search away = Rpc.of(Search.class).client(channel);

        RpcException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                RpcException.class,
                () -> system.as(
                        CallContext.ANONYMOUS, () -> away.searchListings(SearchListingsRequest.getDefaultInstance())));

        assertThat(failure.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
    }

    @Test
    void saysThatAReplyIsTooLargeForTheClient() {
        search.search = request -> Future.succeededFuture(ListListingsReply.newBuilder()
                .setNextCursor("c".repeat(5_000_000))
                .build());
        Search overGrpc = system.client(Search.class, Transport.GRPC);

        RpcException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                RpcException.class,
                () -> system.as(
                        CallContext.ANONYMOUS,
                        () -> overGrpc.searchListings(SearchListingsRequest.getDefaultInstance())));

        assertThat(failure.status()).isEqualTo(GrpcStatus.RESOURCE_EXHAUSTED);
        assertThat(failure.code()).isEqualTo("reply.too_large");
    }

    private GrpcClientRequest<Buffer, Buffer> call() {
        return await(client.request(server))
                .serviceName(ServiceName.create(Rpc.of(Search.class).service()))
                .methodName("SearchListings");
    }

    private static GrpcStatus send(GrpcClientRequest<Buffer, Buffer> call, Buffer request, String encoding) {
        Future<GrpcStatus> status = call.endMessage(GrpcMessage.message(encoding, WireFormat.PROTOBUF, request))
                .compose(ignored -> call.response())
                .compose(response -> response.end().transform(ended -> Future.succeededFuture(response.status())));
        return await(status);
    }
}
