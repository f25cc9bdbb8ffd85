package com.beachdo.platform.telemetry;

import static com.beachdo.platform.testing.TestSystem.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.SearchService;
import com.beachdo.platform.rpc.BusChannel;
import com.beachdo.platform.rpc.BusServer;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private final Telemetry telemetry = new Telemetry();
    private final Vertx vertx = Vertx.builder()
            .with(telemetry.vertxOptions(new VertxOptions()))
            .withMetrics(telemetry.factory())
            .build();

    @AfterEach
    void close() {
        Void unused = await(vertx.close());
        telemetry.close();
    }

    @Test
    void countsRequestsByRouteAndOutcomeAndNothingACallerChooses() {
        Router router = Router.router(vertx);
        Object unused = router.get("/v1/listings/:id").handler(context -> context.end("ok"));
        int port = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
        HttpClient client = vertx.createHttpClient();
        for (int i = 0; i < 50; i++) {
            request(client, HttpMethod.GET, port, "/v1/listings/secret-" + i + "?email=anna" + i);
            request(client, HttpMethod.valueOf("MADEUP" + i), port, "/v1/nothing-" + i);
        }

        String scraped = telemetry.scrape();

        assertThat(scraped)
                .contains("vertx_http_server_response_time_seconds_bucket{")
                .contains("route=\"/v1/listings/:id\"")
                .contains("code=\"200\"")
                .contains("method=\"GET\"")
                .contains("method=\"other\"")
                .doesNotContain("secret-", "anna", "MADEUP", "nothing-");
        long series = scraped.lines()
                .filter(line -> line.startsWith("vertx_http_server"))
                .count();
        assertThat(series).isLessThan(80);
    }

    @Test
    void tellsHowLateABlockedEventLoopIs() {
        telemetry.watchLoops(vertx);
        vertx.runOnContext(ignored -> {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(telemetry
                        .registry()
                        .get("beachdo.event.loop.lag")
                        .timer()
                        .max(TimeUnit.MILLISECONDS))
                .isGreaterThan(900));
    }

    @Test
    void countsCallsByMethodAndStatus() {
        Object unused = await(BusServer.serve(vertx, Search.class, new SearchService() {
            @Override
            public Future<ListListingsReply> searchListings(SearchListingsRequest request) {
                return request.getLimit() < 0
                        ? Future.failedFuture(RpcException.invalid("search.cursor_invalid", "/limit", "is negative"))
                        : Future.succeededFuture(ListListingsReply.getDefaultInstance());
            }
        }));
        Search search = Rpc.of(Search.class).client(new BusChannel(vertx, 2_000));
        for (int limit : List.of(1, 2, -1)) {
            Throwable unusedFailure = catchThrowable(() -> await(CallContext.ANONYMOUS.run(
                    vertx,
                    () -> search.searchListings(
                            SearchListingsRequest.newBuilder().setLimit(limit).build()))));
        }

        assertThat(telemetry.scrape())
                .contains("beachdo_rpc_seconds_count{method=\"SearchListings\","
                        + "service=\"beachdo.catalog.v1.Search\",status=\"OK\"} 2")
                .contains("beachdo_rpc_seconds_count{method=\"SearchListings\","
                        + "service=\"beachdo.catalog.v1.Search\",status=\"INVALID_ARGUMENT\"} 1")
                .contains("beachdo_rpc_seconds_bucket{method=\"SearchListings\","
                        + "service=\"beachdo.catalog.v1.Search\",status=\"OK\",le=\"0.005\"}");
    }

    @Test
    void measuresTheProcess() {
        assertThat(telemetry.scrape())
                .contains("jvm_memory_used_bytes", "process_cpu", "jvm_threads_live_threads", "process_uptime_seconds");
    }

    @Test
    void stopsGrowingWhenRoutesNeverEnd() {
        IntStream.range(0, 2_000).forEach(i -> telemetry
                .registry()
                .counter("vertx.http.server.requests", "route", "/r" + i)
                .increment());

        assertThat(telemetry.scrape().lines().filter(line -> line.contains("route=\"/r")))
                .hasSizeLessThanOrEqualTo(501);
    }

    private static void request(HttpClient client, HttpMethod method, int port, String path) {
        Object unused = await(client.request(method, port, "127.0.0.1", path)
                .compose(request -> request.send().compose(response -> response.body())));
    }
}
