package com.beachdo.platform.rpc;

import static com.beachdo.platform.testing.TestSystem.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.LookUpListingRequest;
import com.beachdo.catalog.v1.Search;
import com.beachdo.moderation.v1.Case;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.GetCaseRequest;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller may rely on, whichever transport carries the call. */
class TransportTest {
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
    void bringsTheReply(Transport transport) {
        Case reply = Case.newBuilder().setId("c1").setEvidence("नमस्ते").build();
        cases.getCase = request -> Future.succeededFuture(reply);

        Case received = getCase(MODERATOR, transport);

        assertThat(received).isEqualTo(reply);
        assertThat(received == reply).isEqualTo(transport == Transport.BUS);
    }

    @ParameterizedTest
    @EnumSource
    void bringsAFailureWhole(Transport transport) {
        RpcException told = new RpcException(
                GrpcStatus.RESOURCE_EXHAUSTED,
                "otp.too_soon",
                "Warten Sie – ₹ कृपया\r\nX-Injected: 1 % + ~",
                List.of(new FieldError("/phone", "is “busy”"), new FieldError("/items/0/a~1b", "too long")),
                42);
        cases.getCase = request -> Future.failedFuture(told);

        RpcException failure = failure(() -> getCase(MODERATOR, transport));

        assertThat(failure.status()).isEqualTo(GrpcStatus.RESOURCE_EXHAUSTED);
        assertThat(failure.code()).isEqualTo("otp.too_soon");
        assertThat(failure.message()).isEqualTo(told.message());
        assertThat(failure.fields()).isEqualTo(told.fields());
        assertThat(failure.retryAfterSeconds()).isEqualTo(42);
    }

    @ParameterizedTest
    @EnumSource
    void bringsAFailureWithVeryManyFields(Transport transport) {
        List<FieldError> fields = IntStream.range(0, 500)
                .mapToObj(i -> new FieldError("/attributes/" + i, "is not one of the values that the category allows"))
                .toList();
        cases.getCase = request -> Future.failedFuture(
                new RpcException(GrpcStatus.INVALID_ARGUMENT, "listing.attribute_invalid", "No.", fields, 0));

        RpcException failure = failure(() -> getCase(MODERATOR, transport));

        assertThat(failure.code()).isEqualTo("listing.attribute_invalid");
        assertThat(failure.fields()).isNotEmpty().isSubsetOf(fields);
    }

    @ParameterizedTest
    @EnumSource
    void tellsNothingOfAnUnknownFailure(Transport transport) {
        cases.getCase = request -> Future.failedFuture(new IllegalStateException("SELECT secret FROM account"));

        assertInternal(failure(() -> getCase(MODERATOR, transport)));
    }

    @ParameterizedTest
    @EnumSource
    void tellsNothingOfAnExceptionThrown(Transport transport) {
        cases.getCase = request -> {
            throw new UnsupportedOperationException("SELECT secret FROM account");
        };

        assertInternal(failure(() -> getCase(MODERATOR, transport)));
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("NullAway") // the point of it
    void takesAReplyThatIsMissingForAFailureOfOurs(Transport transport) {
        cases.getCase = request -> Future.succeededFuture(null);
        assertInternal(failure(() -> getCase(MODERATOR, transport)));

        cases.getCase = request -> null;
        assertInternal(failure(() -> getCase(MODERATOR, transport)));
    }

    @ParameterizedTest
    @EnumSource
    void passesOnWhatOurRulesSayOfARequest(Transport transport) {
        cases.getCase = request -> {
            throw new IllegalArgumentException("a case id is a UUID");
        };

        RpcException failure = failure(() -> getCase(MODERATOR, transport));

        assertThat(failure.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(failure.message()).isEqualTo("a case id is a UUID");
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheWordsOfALibraryAboutARequestToItself(Transport transport) {
        cases.getCase = request -> {
            Thread.State unused = Thread.State.valueOf(request.getCaseId());
            return Future.succeededFuture(Case.getDefaultInstance());
        };

        RpcException failure = failure(() -> getCase(MODERATOR, transport));

        assertThat(failure.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(failure.message()).doesNotContain("java.lang");
    }

    @ParameterizedTest
    @EnumSource
    void saysUnavailableWhereNobodyServes(Transport transport) {
        Listings listings = system.client(Listings.class, transport);

        RpcException failure = failure(() -> system.as(
                TestSystem.service(), () -> listings.lookUpListing(LookUpListingRequest.getDefaultInstance())));

        assertThat(failure.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
        assertThat(failure.code()).isEqualTo("service.unavailable");
        assertThat(failure.retryAfterSeconds()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void bringsLargeMessages(Transport transport) {
        String evidence = "e".repeat(900_000);
        cases.getCase = request -> Future.succeededFuture(
                Case.newBuilder().setEvidence(request.getCaseId()).build());
        Cases client = system.client(Cases.class, transport);

        Case reply = system.as(
                MODERATOR,
                () -> client.getCase(
                        GetCaseRequest.newBuilder().setCaseId(evidence).build()));

        assertThat(reply.getEvidence()).isEqualTo(evidence);
    }

    private Case getCase(CallContext caller, Transport transport) {
        Cases client = system.client(Cases.class, transport);
        return system.as(caller, () -> client.getCase(GET));
    }

    private static RpcException failure(Supplier<?> call) {
        RpcException failure = catchThrowableOfType(RpcException.class, call::get);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static void assertInternal(RpcException failure) {
        assertThat(failure.status()).isEqualTo(GrpcStatus.INTERNAL);
        assertThat(failure.code()).isEqualTo("internal");
        assertThat(failure.message()).isEqualTo("Something went wrong on our side.");
        assertThat(failure.fields()).isEmpty();
    }
}
