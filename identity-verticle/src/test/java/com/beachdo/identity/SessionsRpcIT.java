package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.JsonWebKey;
import com.beachdo.identity.v1.ListEndedSessionsRequest;
import com.beachdo.identity.v1.ListKeysRequest;
import com.beachdo.identity.v1.LogoutAllRequest;
import com.beachdo.identity.v1.Session;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.Tokens;
import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.auth.TokenVerifier;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionsRpcIT {
    private static IdentitySystem identity;

    @BeforeAll
    static void start() {
        identity = IdentitySystem.start();
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    @ParameterizedTest
    @EnumSource
    void wholePathFromRegistrationToLogout(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn registered = identity.registerVerified(transport, email);

        SignedIn signedIn = client.login(email.toUpperCase(java.util.Locale.ROOT), PASSWORD);
        assertThat(signedIn.getUser().getId()).isEqualTo(registered.getUser().getId());
        assertThat(signedIn.getUser().getEmailVerified()).isTrue();
        assertThat(session(signedIn)).isNotEqualTo(session(registered));

        Tokens next = client.refresh(signedIn.getTokens().getRefreshToken()).getTokens();
        assertThat(next.getRefreshToken()).isNotEqualTo(signedIn.getTokens().getRefreshToken());
        assertThat(IdentitySystem.claims(next.getAccessToken()).getString("sid"))
                .isEqualTo(session(signedIn));

        client.logout(signedIn);
        assertThat(client.refreshFailure(next.getRefreshToken())).isEqualTo("auth.refresh_invalid");
        assertThat(identity.endsTold(session(signedIn))).containsExactly("logout");
        assertThat(client.endedSessions()).contains(session(signedIn)).doesNotContain(session(registered));
        client.refresh(registered.getTokens().getRefreshToken());
    }

    @ParameterizedTest
    @EnumSource
    void tellsNothingOfWhyALoginFailed(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        identity.register(transport, email);

        RpcException wrongPassword = failure(() -> client.login(email, PASSWORD + "x"));
        RpcException unknown = failure(() -> client.login(newEmail(), PASSWORD));
        RpcException nonsense = failure(() -> client.login("no\u0000address", ""));

        assertThat(wrongPassword.status()).isEqualTo(GrpcStatus.UNAUTHENTICATED);
        assertThat(wrongPassword.code()).isEqualTo("auth.invalid_credentials");
        assertThat(List.of(unknown, nonsense)).allSatisfy(failure -> {
            assertThat(failure.status()).isEqualTo(wrongPassword.status());
            assertThat(failure.code()).isEqualTo(wrongPassword.code());
            assertThat(failure.message()).isEqualTo(wrongPassword.message());
            assertThat(failure.fields()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfARestrictionOnlyTheOwner(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.register(transport, email);
        UUID id = UUID.fromString(signedIn.getUser().getId());

        identity.sql("UPDATE account SET status = 'SUSPENDED' WHERE account_id = $1", id);
        RpcException suspended = failure(() -> client.login(email, PASSWORD));
        assertThat(suspended.status()).isEqualTo(GrpcStatus.PERMISSION_DENIED);
        assertThat(suspended.code()).isEqualTo("auth.account_suspended");
        assertThat(failure(() -> client.login(email, PASSWORD + "x")).code()).isEqualTo("auth.invalid_credentials");
        assertThat(client.refreshFailure(signedIn.getTokens().getRefreshToken()))
                .isEqualTo("auth.refresh_invalid");

        identity.sql("UPDATE account SET status = 'BANNED' WHERE account_id = $1", id);
        assertThat(failure(() -> client.login(email, PASSWORD)).code()).isEqualTo("auth.account_banned");
    }

    @ParameterizedTest
    @EnumSource
    void listsLiveSessionsNewestUseFirst(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn first = identity.register(transport, email);
        SignedIn second = client.login(email, PASSWORD);
        client.refresh(first.getTokens().getRefreshToken());

        List<Session> sessions = client.sessions(second);

        assertThat(sessions).extracting(Session::getId).containsExactly(session(first), session(second));
        assertThat(sessions).extracting(Session::getCurrent).containsExactly(false, true);
    }

    @ParameterizedTest
    @EnumSource
    void endsOneSessionOfTheCallerOnly(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn here = identity.register(transport, email);
        SignedIn there = client.login(email, PASSWORD);
        SignedIn stranger = identity.register(transport, newEmail());

        assertThat(failure(() -> client.endSession(stranger, session(there))).code())
                .isEqualTo("session.not_found");
        client.endSession(here, session(there));

        assertThat(failure(() -> client.endSession(here, session(there))).code())
                .isEqualTo("session.not_found");
        assertThat(client.sessions(here)).extracting(Session::getId).containsExactly(session(here));
        assertThat(client.refreshFailure(there.getTokens().getRefreshToken())).isEqualTo("auth.refresh_invalid");
        assertThat(identity.endsTold(session(there))).containsExactly("ended_by_owner");
    }

    @ParameterizedTest
    @EnumSource
    void endsAllSessions(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn here = identity.register(transport, email);
        SignedIn there = client.login(email, PASSWORD);

        identity.call(
                Sessions.class,
                transport,
                as(here),
                sessions -> sessions.logoutAll(LogoutAllRequest.getDefaultInstance()));

        assertThat(client.sessions(here)).isEmpty();
        assertThat(identity.endsTold(session(here))).containsExactly("logout_all");
        assertThat(identity.endsTold(session(there))).containsExactly("logout_all");
    }

    @ParameterizedTest
    @EnumSource
    void tellsOnlyPartsOfBeachdoWhichSessionsEnded(Transport transport) {
        assertThat(failure(() -> identity.call(
                                Sessions.class,
                                transport,
                                TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "ADMIN"),
                                sessions -> sessions.listEndedSessions(ListEndedSessionsRequest.getDefaultInstance())))
                        .status())
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @EnumSource
    void verifierTakesTheTokensUntilTheSessionEnds(Transport transport) {
        Client client = new Client(identity, transport);
        SignedIn signedIn = identity.register(transport, newEmail());
        TestSystem system = identity.system();
        TokenVerifier verifier =
                new TokenVerifier(system.vertx(), system.config().publicUrl().toString(), 5_000);
        TestSystem.await(verifier.start());
        String token = signedIn.getTokens().getAccessToken();

        Claims claims = system.as(CallContext.ANONYMOUS, () -> verifier.verify(token));
        assertThat(claims.subject()).isEqualTo(signedIn.getUser().getId());
        assertThat(claims.sessionId()).isEqualTo(session(signedIn));

        client.logout(signedIn);

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        failure(() -> system.as(CallContext.ANONYMOUS, () -> verifier.verify(token)))
                                .code())
                .isEqualTo("auth.token_invalid"));
    }

    @ParameterizedTest
    @EnumSource
    void everyInstanceSignsWithTheSameKey(Transport transport) {
        identity.deployAnother();

        List<JsonWebKey> keys = identity.anonymously(
                        Sessions.class, transport, sessions -> sessions.listKeys(ListKeysRequest.getDefaultInstance()))
                .getKeysList();

        assertThat(keys).hasSize(1);
        assertThat(keys.get(0).getAlg()).isEqualTo("ES256");
    }
}
