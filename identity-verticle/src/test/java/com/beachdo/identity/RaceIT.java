package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.RefreshReply;
import com.beachdo.identity.v1.RefreshRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartOtpReply;
import com.beachdo.identity.v1.VerifyOtpRequest;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many at once, on two instances. Small by default; the full size is
 * {@code -Dbeachdo.race.sessions=1000 -Dbeachdo.race.guesses=10000}.
 */
class RaceIT {
    private static final int SESSIONS = Integer.getInteger("beachdo.race.sessions", 20);
    private static final int GUESSES = Integer.getInteger("beachdo.race.guesses", 500);
    private static final int COPIES = 20;
    private static final int WAVE = 50;

    private static IdentitySystem identity;

    @BeforeAll
    static void deploy() {
        identity = IdentitySystem.start();
        identity.deployAnother();
    }

    @AfterAll
    static void close() {
        identity.close();
    }

    @Test
    void parallelRefreshesOfManySessionsEndNoneAndLeaveOneLiveTokenEach() {
        for (int i = 0; i < SESSIONS; i++) {
            SignedIn signedIn = identity.register(Transport.BUS, newEmail());
            RefreshRequest request = RefreshRequest.newBuilder()
                    .setRefreshToken(signedIn.getTokens().getRefreshToken())
                    .build();
            List<Future<RefreshReply>> calls =
                    identity.inParallel(COPIES, Sessions.class, Transport.BUS, sessions -> sessions.refresh(request));

            assertThat(calls).allMatch(Future::succeeded);
            assertThat(calls.stream().map(call -> call.result().getTokens().getRefreshToken()))
                    .containsOnly(calls.get(0).result().getTokens().getRefreshToken());
            assertThat(identity.row(
                                    "SELECT count(*) FILTER (WHERE used_at IS NULL) AS live FROM refresh_token"
                                            + " WHERE session_id = $1",
                                    UUID.fromString(session(signedIn)))
                            .getLong("live"))
                    .isEqualTo(1);
            assertThat(identity.endsTold(session(signedIn))).isEmpty();
        }
    }

    @Test
    void ofManyParallelGuessesExactlyTheAllowedTriesAreJudged() {
        Client client = new Client(identity, Transport.BUS);
        String phone = newPhone();
        StartOtpReply challenge = client.startOtp(phone);
        String code = identity.sentCode(phone);
        int judged = count(challenge);
        assertThat(judged).isZero();
        int right = 0;
        for (int sent = 0; sent < GUESSES; sent += WAVE) {
            VerifyOtpRequest guess = VerifyOtpRequest.newBuilder()
                    .setChallengeId(challenge.getChallengeId())
                    .setCode(code.equals("000000") ? "000001" : "000000")
                    .build();
            right += (int) identity.inParallel(WAVE, Otp.class, Transport.BUS, otp -> otp.verifyOtp(guess)).stream()
                    .filter(Future::succeeded)
                    .count();
        }
        assertThat(right).isZero();
        assertThat(count(challenge)).isEqualTo(5);
        assertThat(IdentitySystem.failure(() -> client.verifyOtp(challenge, code))
                        .code())
                .as("the right code comes too late")
                .isEqualTo("otp.invalid");
    }

    private static int count(StartOtpReply challenge) {
        return identity.row(
                        "SELECT tries FROM otp_challenge WHERE challenge_id = $1",
                        UUID.fromString(challenge.getChallengeId()))
                .getInteger("tries");
    }
}
