package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.tokens.RefreshToken;
import com.beachdo.identity.v1.RefreshReply;
import com.beachdo.identity.v1.RefreshRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefreshIT {
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
    void lostAnswerToARefreshCanBeHadAgainForAMoment(Transport transport) {
        Client client = new Client(identity, transport);
        SignedIn signedIn = identity.register(transport, newEmail());
        String first = signedIn.getTokens().getRefreshToken();

        String second = client.refresh(first).getTokens().getRefreshToken();

        assertThat(client.refresh(first).getTokens().getRefreshToken()).isEqualTo(second);
        String third = client.refresh(second).getTokens().getRefreshToken();
        assertThat(third).isNotIn(first, second);
        assertThat(client.refresh(first).getTokens().getRefreshToken()).isEqualTo(second);
        assertThat(identity.endsTold(session(signedIn))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refreshTokenThatComesAgainLaterEndsTheSession(Transport transport) {
        Client client = new Client(identity, transport);
        SignedIn signedIn = identity.register(transport, newEmail());
        String first = signedIn.getTokens().getRefreshToken();
        String second = client.refresh(first).getTokens().getRefreshToken();
        identity.sql(
                "UPDATE refresh_token SET used_at = now() - interval '11 seconds'"
                        + " WHERE session_id = $1 AND used_at IS NOT NULL",
                UUID.fromString(session(signedIn)));

        assertThat(client.refreshFailure(first)).isEqualTo("auth.refresh_invalid");

        assertThat(client.refreshFailure(second)).isEqualTo("auth.refresh_invalid");
        assertThat(identity.endsTold(session(signedIn))).containsExactly("refresh_reused");
        assertThat(client.endedSessions()).contains(session(signedIn));
    }

    @ParameterizedTest
    @EnumSource
    void parallelRefreshesLogNobodyOut(Transport transport) {
        SignedIn signedIn = identity.register(transport, newEmail());
        String token = signedIn.getTokens().getRefreshToken();
        for (int round = 0; round < 5; round++) {
            RefreshRequest request =
                    RefreshRequest.newBuilder().setRefreshToken(token).build();

            List<Future<RefreshReply>> calls =
                    identity.inParallel(20, Sessions.class, transport, sessions -> sessions.refresh(request));

            assertThat(calls).allMatch(Future::succeeded);
            List<String> next = calls.stream()
                    .map(call -> call.result().getTokens().getRefreshToken())
                    .distinct()
                    .toList();
            assertThat(next).hasSize(1);
            token = next.get(0);
        }
        assertThat(identity.row(
                                "SELECT count(*) FILTER (WHERE used_at IS NULL) AS live FROM refresh_token"
                                        + " WHERE session_id = $1",
                                UUID.fromString(session(signedIn)))
                        .getLong("live"))
                .isEqualTo(1);
        assertThat(identity.endsTold(session(signedIn))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sessionEndsWhenIdleForAMonthAndAfterHalfAYear(Transport transport) {
        Client client = new Client(identity, transport);
        SignedIn idle = identity.register(transport, newEmail());
        SignedIn old = identity.register(transport, newEmail());
        identity.sql(
                "UPDATE session SET last_used_at = now() - interval '30 days' WHERE session_id = $1",
                UUID.fromString(session(idle)));
        identity.sql("UPDATE session SET expires_at = now() WHERE session_id = $1", UUID.fromString(session(old)));

        for (SignedIn over : List.of(idle, old)) {
            assertThat(client.refreshFailure(over.getTokens().getRefreshToken()))
                    .isEqualTo("auth.refresh_invalid");
            assertThat(client.sessions(over)).isEmpty();
        }
        assertThat(identity.row(
                                "SELECT expires_at - created_at = interval '180 days' AS half_a_year"
                                        + " FROM session WHERE session_id = $1",
                                UUID.fromString(session(idle)))
                        .getBoolean("half_a_year"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNoRefreshToken(Transport transport) {
        Client client = new Client(identity, transport);
        SignedIn signedIn = identity.register(transport, newEmail());

        for (String token : List.of(
                "", "x", RefreshToken.random().text(), signedIn.getTokens().getAccessToken())) {
            assertThat(client.refreshFailure(token)).isEqualTo("auth.refresh_invalid");
        }
    }
}
