package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.claims;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.factors.AuthenticatorApp;
import com.beachdo.identity.v1.ConfirmTotpRequest;
import com.beachdo.identity.v1.FactorState;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.GetFactorsRequest;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.RecoveryCodes;
import com.beachdo.identity.v1.RemoveTotpRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartTotpRequest;
import com.beachdo.identity.v1.StepUpRequest;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactorsIT {
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
    void signInNeedsACodeOfTheAppOnceConfirmed(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        AuthenticatorApp app = enrol(transport, signedIn);

        assertThat(failure(() -> client.login(email, PASSWORD)).code()).isEqualTo("auth.second_factor_required");
        assertThat(failure(() -> login(transport, email, PASSWORD, "000000")).code())
                .isEqualTo("auth.second_factor_wrong");
        assertThat(failure(() -> login(transport, email, PASSWORD + "x", app.next()))
                        .code())
                .isEqualTo("auth.invalid_credentials");
        assertThat(login(transport, email, PASSWORD, app.next()).getUser().getId())
                .isEqualTo(signedIn.getUser().getId());
        assertThat(state(transport, signedIn).getRecoveryCodes()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void codeAndRecoveryCodeAreGoodForOneUse(Transport transport) {
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        AuthenticatorApp app = start(transport, signedIn);
        RecoveryCodes codes = confirm(transport, signedIn, app.now());
        StepUpRequest request =
                StepUpRequest.newBuilder().setCode(codes.getCodes(0)).build();
        String used = app.now();

        assertThat(failure(() -> stepUp(transport, signedIn, used)).code()).isEqualTo("factor.code_invalid");
        List<Future<SignedIn>> calls = stepUpInParallel(transport, signedIn, request);

        assertThat(calls).filteredOn(Future::succeeded).hasSize(1);
        assertThat(state(transport, signedIn).getRecoveryCodes()).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource
    void staffAreStaffOnlyAfterTheSecondFactor(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        identity.sql(
                "UPDATE account SET roles = ARRAY['BUYER', 'ADMIN'] WHERE account_id = $1",
                UUID.fromString(signedIn.getUser().getId()));
        SignedIn admin = client.login(email, PASSWORD);
        assertThat(roles(admin.getTokens().getAccessToken())).containsExactly("BUYER");

        AuthenticatorApp app = start(transport, admin);
        RecoveryCodes confirmed = confirm(transport, admin, app.now());

        assertThat(roles(confirmed.getTokens().getAccessToken())).containsExactly("BUYER", "ADMIN");
        assertThat(roles(client.refresh(confirmed.getTokens().getRefreshToken())
                        .getTokens()
                        .getAccessToken()))
                .containsExactly("BUYER", "ADMIN");
        identity.sql("UPDATE session SET stepped_up_at = now() - interval '13 hours'");
        SignedIn again = login(transport, email, PASSWORD, app.next());
        assertThat(roles(again.getTokens().getAccessToken())).containsExactly("BUYER", "ADMIN");
    }

    @ParameterizedTest
    @EnumSource
    void guessesAreCounted(Transport transport) {
        SignedIn signedIn = identity.registerVerified(transport, newEmail());
        AuthenticatorApp app = enrol(transport, signedIn);

        for (int i = 0; i < 10; i++) {
            assertThat(failure(() -> stepUp(transport, signedIn, "000000")).code())
                    .isEqualTo("factor.code_invalid");
        }

        assertThat(failure(() -> stepUp(transport, signedIn, app.next())).code())
                .isEqualTo("auth.too_many_tries");
    }

    @ParameterizedTest
    @EnumSource
    void appIsRemovedOnlyByWhoeverHasJustShownIt(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        enrol(transport, signedIn);
        identity.sql("UPDATE session SET stepped_up_at = now() - interval '11 minutes'");
        assertThat(failure(() -> remove(transport, signedIn)).code()).isEqualTo("auth.step_up_required");
        identity.sql("UPDATE session SET stepped_up_at = now()");

        remove(transport, signedIn);

        assertThat(client.login(email, PASSWORD).getUser().getId())
                .isEqualTo(signedIn.getUser().getId());
    }

    private static AuthenticatorApp enrol(Transport transport, SignedIn signedIn) {
        AuthenticatorApp app = start(transport, signedIn);
        confirm(transport, signedIn, app.now());
        return app;
    }

    private static AuthenticatorApp start(Transport transport, SignedIn signedIn) {
        StartTotpRequest request =
                StartTotpRequest.newBuilder().setCurrentPassword(PASSWORD).build();
        return new AuthenticatorApp(
                identity.call(Factors.class, transport, as(signedIn), factors -> factors.startTotp(request))
                        .getSecret());
    }

    private static RecoveryCodes confirm(Transport transport, SignedIn signedIn, String code) {
        ConfirmTotpRequest request =
                ConfirmTotpRequest.newBuilder().setCode(code).build();
        return identity.call(Factors.class, transport, as(signedIn), factors -> factors.confirmTotp(request));
    }

    private static SignedIn stepUp(Transport transport, SignedIn signedIn, String code) {
        StepUpRequest request = StepUpRequest.newBuilder().setCode(code).build();
        return identity.call(Factors.class, transport, as(signedIn), factors -> factors.stepUp(request));
    }

    private static List<Future<SignedIn>> stepUpInParallel(
            Transport transport, SignedIn signedIn, StepUpRequest request) {
        return identity.inParallelAs(as(signedIn), 8, Factors.class, transport, factors -> factors.stepUp(request));
    }

    private static void remove(Transport transport, SignedIn signedIn) {
        identity.call(
                Factors.class,
                transport,
                as(signedIn),
                factors -> factors.removeTotp(RemoveTotpRequest.getDefaultInstance()));
    }

    private static FactorState state(Transport transport, SignedIn signedIn) {
        return identity.call(
                Factors.class,
                transport,
                as(signedIn),
                factors -> factors.getFactors(GetFactorsRequest.getDefaultInstance()));
    }

    private static SignedIn login(Transport transport, String email, String password, String code) {
        LoginRequest request = LoginRequest.newBuilder()
                .setEmail(email)
                .setPassword(password)
                .setCode(code)
                .build();
        return identity.anonymously(Sessions.class, transport, sessions -> sessions.login(request));
    }

    private static List<Object> roles(String accessToken) {
        return claims(accessToken).getJsonArray("roles").stream().toList();
    }
}
