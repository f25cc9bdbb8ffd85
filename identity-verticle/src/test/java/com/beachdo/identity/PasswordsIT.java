package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.common.v1.Empty;
import com.beachdo.embedded.CaughtMessage;
import com.beachdo.identity.v1.ChangePasswordRequest;
import com.beachdo.identity.v1.ForgotPasswordRequest;
import com.beachdo.identity.v1.Passwords;
import com.beachdo.identity.v1.ResetPasswordRequest;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PasswordsIT {
    private static final String NEW = "a quite different secret";

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
    void mailedLinkSetsANewPasswordOnceAndEndsEverySession(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);

        forgot(transport, email);
        String token = identity.mailedToken(email, "/reset-password");
        reset(transport, token, NEW);

        assertThat(identity.endsTold(session(signedIn))).containsExactly("password_changed");
        assertThat(client.login(email, NEW).getUser().getId())
                .isEqualTo(signedIn.getUser().getId());
        assertThat(failure(() -> client.login(email, PASSWORD)).code()).isEqualTo("auth.invalid_credentials");
        assertThat(failure(() -> reset(transport, token, PASSWORD)).code()).isEqualTo("password.reset_invalid");
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .extracting(CaughtMessage::text)
                .anyMatch(text -> text.contains("the password of your account was changed")));
    }

    @ParameterizedTest
    @EnumSource
    void ofParallelResetsOneWins(Transport transport) {
        String email = newEmail();
        identity.registerVerified(transport, email);
        forgot(transport, email);
        ResetPasswordRequest request = ResetPasswordRequest.newBuilder()
                .setToken(identity.mailedToken(email, "/reset-password"))
                .setNewPassword(NEW)
                .build();

        List<Future<Empty>> calls =
                identity.inParallel(20, Passwords.class, transport, passwords -> passwords.resetPassword(request));

        assertThat(calls).filteredOn(Future::succeeded).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void answersTheSameWhetherOrNotThereIsAnAccount(Transport transport) {
        String stranger = newEmail();

        forgot(transport, stranger);
        forgot(transport, "not an address");

        assertThat(identity.messages("mail", stranger)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sendsAtMostThreeLinksAnHour(Transport transport) {
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        for (int i = 0; i < 6; i++) {
            forgot(transport, email);
        }

        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(resets(signedIn)).isEqualTo(3));
        identity.register(transport, newEmail());
        assertThat(resets(signedIn)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void refusesOldAndForgedLinks(Transport transport) {
        String email = newEmail();
        identity.registerVerified(transport, email);
        forgot(transport, email);
        String token = identity.mailedToken(email, "/reset-password");
        identity.sql("UPDATE password_reset SET expires_at = now()");

        for (String bad : List.of(token, "", "A".repeat(64), token.substring(1) + "A")) {
            assertThat(failure(() -> reset(transport, bad, NEW)).code()).isEqualTo("password.reset_invalid");
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesThePasswordForWhoeverKnowsIt(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn here = identity.registerVerified(transport, email);
        SignedIn there = client.login(email, PASSWORD);

        assertThat(failure(() -> change(transport, here, PASSWORD + "x", NEW)).code())
                .isEqualTo("auth.password_wrong");
        assertThat(failure(() -> change(transport, here, PASSWORD, "password123"))
                        .code())
                .isEqualTo("account.weak_password");
        change(transport, here, PASSWORD, NEW);

        assertThat(identity.endsTold(session(here))).isEmpty();
        assertThat(identity.endsTold(session(there))).containsExactly("password_changed");
        assertThat(failure(() -> client.login(email, PASSWORD)).code()).isEqualTo("auth.invalid_credentials");
        assertThat(client.login(email, NEW).getUser().getId())
                .isEqualTo(here.getUser().getId());
    }

    @ParameterizedTest
    @EnumSource
    void unverifiedAccountKeepsItsSignInAfterAChange(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.register(transport, email);

        change(transport, signedIn, PASSWORD, NEW);

        assertThat(client.login(email, NEW).getUser().getId())
                .isEqualTo(signedIn.getUser().getId());
    }

    @ParameterizedTest
    @EnumSource
    void firstPasswordOfAnAccountNeedsAFreshSession(Transport transport) {
        Client client = new Client(identity, transport);
        String phone = newPhone();
        SignedIn signedIn = client.verifyOtp(client.startOtp(phone), identity.sentCode(phone));
        identity.sql(
                "UPDATE session SET created_at = now() - interval '11 minutes' WHERE session_id = $1",
                UUID.fromString(session(signedIn)));
        assertThat(failure(() -> change(transport, signedIn, "", NEW)).code()).isEqualTo("auth.sign_in_again");
        identity.sql("UPDATE session SET created_at = now() WHERE session_id = $1", UUID.fromString(session(signedIn)));

        change(transport, signedIn, "", NEW);

        assertThat(identity.row(
                                "SELECT password_hash FROM account WHERE account_id = $1",
                                UUID.fromString(signedIn.getUser().getId()))
                        .getString("password_hash"))
                .startsWith("$2a$");
    }

    @ParameterizedTest
    @EnumSource
    void guessesOfTheCurrentPasswordAreCounted(Transport transport) {
        SignedIn signedIn = identity.register(transport, newEmail());
        ChangePasswordRequest request = ChangePasswordRequest.newBuilder()
                .setCurrentPassword("guess")
                .setNewPassword(NEW)
                .build();

        for (int i = 0; i < 10; i++) {
            assertThat(failure(() -> change(transport, signedIn, "guess", NEW)).code())
                    .isEqualTo("auth.password_wrong");
        }

        assertThat(failure(() -> identity.call(
                                Passwords.class,
                                transport,
                                as(signedIn),
                                passwords -> passwords.changePassword(request)))
                        .code())
                .isEqualTo("auth.too_many_tries");
    }

    private static long resets(SignedIn signedIn) {
        return identity.row(
                        "SELECT count(*) AS n FROM password_reset WHERE account_id = $1",
                        UUID.fromString(signedIn.getUser().getId()))
                .getLong("n");
    }

    private static void forgot(Transport transport, String email) {
        ForgotPasswordRequest request =
                ForgotPasswordRequest.newBuilder().setEmail(email).build();
        identity.anonymously(Passwords.class, transport, passwords -> passwords.forgotPassword(request));
    }

    private static void reset(Transport transport, String token, String password) {
        ResetPasswordRequest request = ResetPasswordRequest.newBuilder()
                .setToken(token)
                .setNewPassword(password)
                .build();
        identity.anonymously(Passwords.class, transport, passwords -> passwords.resetPassword(request));
    }

    private static void change(Transport transport, SignedIn caller, String current, String wanted) {
        ChangePasswordRequest.Builder request =
                ChangePasswordRequest.newBuilder().setNewPassword(wanted);
        if (!current.isEmpty()) {
            request.setCurrentPassword(current);
        }
        identity.call(Passwords.class, transport, as(caller), passwords -> passwords.changePassword(request.build()));
    }
}
