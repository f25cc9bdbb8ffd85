package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.ChangePasswordRequest;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.Passwords;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What owners of accounts are mailed, whoever did it. */
class NoticesIT {
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
    void theOwnerHearsOfASignInFromANewDeviceOnce() {
        String email = newEmail();
        identity.registerVerified(Transport.BUS, email);

        login(email, "Firefox on Linux");
        login(email, "Firefox on Linux");
        login(email, "A browser nobody knows");

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(mails(email, "A browser nobody knows"))
                .isEqualTo(1));
        assertThat(mails(email, "Firefox on Linux")).isEqualTo(1);
    }

    @Test
    void theOwnerHearsOfASignInAfterWrongTriesFromANetworkNeverUsed() {
        String email = newEmail();
        identity.registerVerified(Transport.BUS, email);
        login(email, "Firefox on Linux");

        guess(email, "198.51.100.9");
        login(email, "Firefox on Linux", "198.51.100.9");
        guess(email, "203.0.113.9");
        login(email, "Firefox on Linux", "203.0.113.9");
        login(email, "A browser nobody knows");

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(mails(email, "A browser nobody knows"))
                .isEqualTo(1));
        assertThat(mails(email, "after many wrong tries")).isEqualTo(1);
    }

    private static void guess(String email, String address) {
        CallContext caller = CallContext.ANONYMOUS.withClient(address, "Firefox on Linux");
        LoginRequest request = LoginRequest.newBuilder()
                .setEmail(email)
                .setPassword("a wrong guess")
                .build();
        for (int i = 0; i < 5; i++) {
            assertThat(failure(() -> identity.call(
                                    Sessions.class, Transport.BUS, caller, sessions -> sessions.login(request)))
                            .code())
                    .isEqualTo("auth.invalid_credentials");
        }
    }

    @Test
    void theOwnerHearsOfANewPassword() {
        String email = newEmail();
        SignedIn owner = identity.registerVerified(Transport.BUS, email);
        identity.call(
                Passwords.class,
                Transport.BUS,
                IdentitySystem.as(owner),
                passwords -> passwords.changePassword(ChangePasswordRequest.newBuilder()
                        .setCurrentPassword(PASSWORD)
                        .setNewPassword("another-Day-at-Juhu-7")
                        .build()));

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(mails(email, "password of your account was changed"))
                .isEqualTo(1));
    }

    private static long mails(String email, String saying) {
        return identity.messages("mail", email).stream()
                .filter(mail -> mail.text().contains(saying))
                .count();
    }

    @CanIgnoreReturnValue
    private static SignedIn login(String email, String device) {
        return login(email, device, "198.51.100.7");
    }

    @CanIgnoreReturnValue
    private static SignedIn login(String email, String device, String address) {
        CallContext caller = CallContext.ANONYMOUS.withClient(address, device);
        return identity.call(
                Sessions.class,
                Transport.BUS,
                caller,
                sessions -> sessions.login(LoginRequest.newBuilder()
                        .setEmail(email)
                        .setPassword(PASSWORD)
                        .build()));
    }
}
