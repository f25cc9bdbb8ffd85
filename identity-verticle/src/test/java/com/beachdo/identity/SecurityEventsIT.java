package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.ChangePasswordRequest;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.LogoutRequest;
import com.beachdo.identity.v1.Otp;
import com.beachdo.identity.v1.Passwords;
import com.beachdo.identity.v1.RefreshReply;
import com.beachdo.identity.v1.RefreshRequest;
import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartOtpRequest;
import com.beachdo.identity.v1.VerifyOtpRequest;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What identity tells of who got in and who did not. */
class SecurityEventsIT {
    private static final int FLOOD = 300;

    private static IdentitySystem identity;

    @BeforeAll
    static void start() {
        identity = IdentitySystem.start();
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    @Test
    void everyStepOfAnAccountIsToldWithoutAWordOfWhatIsSecretOrPersonal() {
        String email = newEmail();
        SignedIn registered = identity.registerVerified(Transport.BUS, email);
        String user = registered.getUser().getId();
        assertThat(failure(() -> login(email, "not the password")).code()).isEqualTo("auth.invalid_credentials");
        SignedIn signedIn = login(email, PASSWORD);
        identity.call(
                Passwords.class,
                Transport.BUS,
                as(signedIn),
                passwords -> passwords.changePassword(ChangePasswordRequest.newBuilder()
                        .setCurrentPassword(PASSWORD)
                        .setNewPassword("another horse battery")
                        .build()));
        identity.call(
                Sessions.class,
                Transport.BUS,
                as(signedIn),
                sessions -> sessions.logout(LogoutRequest.getDefaultInstance()));

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(told(user))
                .containsExactlyInAnyOrder(
                        "REGISTERED ",
                        "SIGNED_IN register",
                        "EMAIL_PROVEN ",
                        "SIGN_IN_REFUSED password",
                        "SIGNED_IN password",
                        "SESSION_ENDED password_changed",
                        "PASSWORD_CHANGED ",
                        "SESSION_ENDED logout"));
        for (SecurityEventRecorded event : identity.securityEvents(user)) {
            assertThat(event.toString())
                    .doesNotContain(
                            email, PASSWORD, "Asha", signedIn.getTokens().getRefreshToken());
        }
    }

    @Test
    void codesAreToldFromSendingToTheLastTry() {
        String phone = newPhone();
        String challenge = identity.anonymously(
                        Otp.class,
                        Transport.BUS,
                        otp -> otp.startOtp(
                                StartOtpRequest.newBuilder().setPhone(phone).build()))
                .getChallengeId();
        String wrong = identity.sentCode(phone).equals("000000") ? "000001" : "000000";
        int exhausted = count("", "CODE_EXHAUSTED ");
        for (int guess = 0; guess < 6; guess++) {
            assertThat(failure(() -> identity.anonymously(
                                    Otp.class,
                                    Transport.BUS,
                                    otp -> otp.verifyOtp(VerifyOtpRequest.newBuilder()
                                            .setChallengeId(challenge)
                                            .setCode(wrong)
                                            .build())))
                            .code())
                    .isEqualTo("otp.invalid");
        }

        Eventually.within(30, TimeUnit.SECONDS, () -> {
            assertThat(count("", "CODE_SENT ")).isPositive();
            assertThat(count("", "SIGN_IN_REFUSED code")).isGreaterThanOrEqualTo(6);
            assertThat(count("", "CODE_EXHAUSTED ") - exhausted).isEqualTo(1);
        });
        assertThat(identity.securityEvents(""))
                .noneMatch(event -> event.toString().contains(phone));
    }

    @Test
    void aFloodOfRefusalsIsAFewEventsThatCountThemAll() {
        int before = count("", "SIGN_IN_REFUSED refresh");
        long events = identity.securityEvents("").size();
        long start = System.nanoTime();
        List<Future<RefreshReply>> calls = identity.inParallel(
                FLOOD,
                Sessions.class,
                Transport.BUS,
                sessions -> sessions.refresh(RefreshRequest.newBuilder()
                        .setRefreshToken("rt_" + "A".repeat(43))
                        .build()));
        assertThat(calls).allMatch(Future::failed);

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(count("", "SIGN_IN_REFUSED refresh") - before)
                .isEqualTo(FLOOD));
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        assertThat(identity.securityEvents("").size() - events).isLessThanOrEqualTo(seconds + 2);
    }

    private static List<String> told(String user) {
        return identity.securityEvents(user).stream()
                .map(SecurityEventsIT::text)
                .toList();
    }

    private static int count(String user, String text) {
        return identity.securityEvents(user).stream()
                .filter(event -> text(event).equals(text))
                .mapToInt(SecurityEventRecorded::getTimes)
                .sum();
    }

    private static String text(SecurityEventRecorded event) {
        SecurityAction action = event.getAction();
        return action.name().substring("SECURITY_ACTION_".length()) + " " + event.getHow();
    }

    private static SignedIn login(String email, String password) {
        return identity.anonymously(
                Sessions.class,
                Transport.BUS,
                sessions -> sessions.login(LoginRequest.newBuilder()
                        .setEmail(email)
                        .setPassword(password)
                        .build()));
    }
}
