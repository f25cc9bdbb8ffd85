package com.beachdo.platform.rpc;

import static com.beachdo.platform.testing.TestSystem.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.GetCaseRequest;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who calls, and until when, whichever transport carries the call. */
class CallTermsTest {
    private static final CallContext MODERATOR = caller("mod", "BUYER", "MODERATOR");
    private static final GetCaseRequest GET =
            GetCaseRequest.newBuilder().setCaseId("c1").build();

    private final FakeCases cases = new FakeCases();
    private final FakeSearch search = new FakeSearch();
    private TestSystem system;

    @BeforeEach
    void start() {
        system = TestSystem.withoutDatabase();
        system.fake(Cases.class, cases);
        system.fake(Search.class, search);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAtTheDeadline(Transport transport) {
        cases.getCase = request -> Promise.<Case>promise().future();
        long start = System.nanoTime();

        RpcException failure = failure(() -> getCase(within(MODERATOR, 300), transport));

        assertThat(failure.status()).isEqualTo(GrpcStatus.DEADLINE_EXCEEDED);
        assertThat(failure.code()).isEqualTo("deadline.exceeded");
        assertThat(millisSince(start)).isBetween(250L, 10_000L);
    }

    @ParameterizedTest
    @EnumSource
    void refusesACallWhoseDeadlineIsOver(Transport transport) {
        RpcException failure = failure(() -> getCase(within(MODERATOR, -1), transport));

        assertThat(failure.status()).isEqualTo(GrpcStatus.DEADLINE_EXCEEDED);
    }

    @ParameterizedTest
    @EnumSource
    void survivesAnAnswerAfterTheDeadline(Transport transport) {
        Promise<Case> late = Promise.promise();
        cases.getCase = request -> late.future();
        RpcException failure = failure(() -> getCase(within(MODERATOR, 200), transport));
        assertThat(failure.status()).isEqualTo(GrpcStatus.DEADLINE_EXCEEDED);

        late.complete(Case.getDefaultInstance());

        cases.getCase = request -> Future.succeededFuture(Case.getDefaultInstance());
        assertThat(getCase(MODERATOR, transport)).isEqualTo(Case.getDefaultInstance());
    }

    @ParameterizedTest
    @EnumSource
    void letsANestedCallSeeWhatIsLeft(Transport transport) {
        Search nested = system.client(Search.class, transport);
        List<Long> left = new ArrayList<>();
        search.search = request -> {
            left.add(CallContext.current().remainingMillis(60_000));
            return Future.succeededFuture(ListListingsReply.getDefaultInstance());
        };
        cases.getCase = request -> system.vertx()
                .timer(300, TimeUnit.MILLISECONDS)
                .compose(ignored -> nested.searchListings(SearchListingsRequest.getDefaultInstance()))
                .map(ignored -> Case.getDefaultInstance());

        Case unused = getCase(within(MODERATOR, 3_000), transport);

        assertThat(left).singleElement().satisfies(millis -> assertThat(millis).isBetween(1L, 2_701L));
    }

    @ParameterizedTest
    @EnumSource
    void runsANestedCallAsTheSameCaller(Transport transport) {
        Search nested = system.client(Search.class, transport);
        List<@Nullable String> subjects = new ArrayList<>();
        search.search = request -> {
            subjects.add(CallContext.current().subject());
            return Future.succeededFuture(ListListingsReply.getDefaultInstance());
        };
        cases.getCase = request -> nested.searchListings(SearchListingsRequest.getDefaultInstance())
                .map(ignored -> Case.newBuilder()
                        .setId(CallContext.current().requireSubject())
                        .build());

        assertThat(getCase(MODERATOR, transport).getId()).isEqualTo("mod");
        assertThat(subjects).containsExactly("mod");
    }

    @ParameterizedTest
    @EnumSource
    void bringsTheCaller(Transport transport) {
        List<CallContext> seen = new ArrayList<>();
        cases.getCase = request -> {
            seen.add(CallContext.current());
            return Future.succeededFuture(Case.getDefaultInstance());
        };
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        Case unused = getCase(MODERATOR.withIdempotencyKey("key 1").withTraceparent(trace), transport);

        CallContext context = seen.get(0);
        assertThat(context.subject()).isEqualTo("mod");
        assertThat(context.roles()).isEqualTo(Set.of("BUYER", "MODERATOR"));
        assertThat(context.sessionId()).isEqualTo("session-mod");
        assertThat(context.idempotencyKey()).isEqualTo("key 1");
        assertThat(context.traceparent()).isEqualTo(trace);
        assertThat(context.deadlineNanos()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource
    void callsAsAnotherPartWithoutTheRolesOfTheCaller(Transport transport) {
        Cases asService = system.serviceClient(Cases.class, transport);

        RpcException failure =
                failure(() -> system.as(MODERATOR.withIdempotencyKey("k"), () -> asService.getCase(GET)));

        assertThat(failure.status()).isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @EnumSource
    void asksAnonymousCallersToSignIn(Transport transport) {
        RpcException failure = failure(() -> getCase(CallContext.ANONYMOUS, transport));

        assertThat(failure.status()).isEqualTo(GrpcStatus.UNAUTHENTICATED);
        assertThat(failure.code()).isEqualTo("auth.required");
    }

    @ParameterizedTest
    @EnumSource
    void refusesCallersWithoutTheRole(Transport transport) {
        for (CallContext other : List.of(caller("u", "BUYER", "SELLER"), caller("u"), TestSystem.service())) {
            RpcException failure = failure(() -> getCase(other, transport));

            assertThat(failure.status()).isEqualTo(GrpcStatus.PERMISSION_DENIED);
            assertThat(failure.code()).isEqualTo("auth.forbidden");
        }
        Cases client = system.client(Cases.class, transport);
        assertThat(failure(() -> system.as(MODERATOR, () -> client.listAudit(ListAuditRequest.getDefaultInstance())))
                        .code())
                .isEqualTo("auth.forbidden");
    }

    @ParameterizedTest
    @EnumSource
    void servesCallersWithAnyOfTheRoles(Transport transport) {
        assertThat(getCase(MODERATOR, transport).getId()).isEqualTo("c1");
        assertThat(getCase(caller("a", "ADMIN"), transport).getId()).isEqualTo("c1");
        Search client = system.client(Search.class, transport);
        assertThat(system.as(
                        CallContext.ANONYMOUS, () -> client.searchListings(SearchListingsRequest.getDefaultInstance())))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void keepsThousandParallelCallsApart(Transport transport) {
        Search client = system.client(Search.class, transport);
        search.search = request -> system.vertx()
                .timer(1 + request.getLimit() % 20, TimeUnit.MILLISECONDS)
                .map(ignored -> ListListingsReply.newBuilder()
                        .setNextCursor(CallContext.current().requireSubject() + " " + request.getCursor())
                        .build());
        List<Future<ListListingsReply>> replies = IntStream.range(0, 1_000)
                .mapToObj(i -> caller("user-" + i, "BUYER")
                        .run(
                                system.vertx(),
                                () -> client.searchListings(SearchListingsRequest.newBuilder()
                                        .setCursor("cursor-" + i)
                                        .setLimit(i)
                                        .build())))
                .toList();

        for (int i = 0; i < replies.size(); i++) {
            assertThat(TestSystem.await(replies.get(i)).getNextCursor()).isEqualTo("user-" + i + " cursor-" + i);
        }
    }

    private Case getCase(CallContext caller, Transport transport) {
        Cases client = system.client(Cases.class, transport);
        return system.as(caller, () -> client.getCase(GET));
    }

    private static CallContext within(CallContext caller, long millis) {
        return caller.withDeadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static RpcException failure(Supplier<?> call) {
        RpcException failure = catchThrowableOfType(RpcException.class, call::get);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
