package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.claims;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.passkeys.SoftwareAuthenticator;
import com.beachdo.identity.v1.AddPasskeyRequest;
import com.beachdo.identity.v1.FinishPasskeySignInRequest;
import com.beachdo.identity.v1.FinishPasskeyStepUpRequest;
import com.beachdo.identity.v1.ListPasskeysRequest;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.Passkey;
import com.beachdo.identity.v1.PasskeyAssertion;
import com.beachdo.identity.v1.PasskeyChallenge;
import com.beachdo.identity.v1.PasskeyCreation;
import com.beachdo.identity.v1.Passkeys;
import com.beachdo.identity.v1.RemovePasskeyRequest;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartPasskeyRequest;
import com.beachdo.identity.v1.StartPasskeySignInRequest;
import com.beachdo.identity.v1.StartPasskeyStepUpRequest;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passkeys, by an authenticator of the test's own. */
class PasskeysIT {
    private static final String PAGE = "http://localhost:8080";

    private static IdentitySystem identity;

    @BeforeAll
    static void deploy() {
        identity = IdentitySystem.start();
    }

    @AfterAll
    static void close() {
        identity.close();
    }

    @ParameterizedTest
    @EnumSource
    void aPasskeySignsInWithoutPasswordAndCountsAsTwoFactors(Transport transport) {
        String email = newEmail();
        SignedIn owner = admin(email);
        assertThat(roles(owner)).as("without a factor").doesNotContain("ADMIN");
        SoftwareAuthenticator authenticator = new SoftwareAuthenticator(PAGE);
        Passkey added = add(owner, authenticator);
        assertThat(added.getName()).isEqualTo("My phone");

        PasskeyAssertion assertion = sign(authenticator, startSignIn());
        SignedIn signedIn = identity.anonymously(
                Passkeys.class,
                transport,
                passkeys -> passkeys.finishPasskeySignIn(FinishPasskeySignInRequest.newBuilder()
                        .setAssertion(assertion)
                        .build()));

        assertThat(signedIn.getUser().getId()).isEqualTo(owner.getUser().getId());
        assertThat(roles(signedIn)).contains("ADMIN");
        assertThat(list(owner).get(0).hasLastUsedAt()).isTrue();
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .anyMatch(mail -> mail.text().contains("passkey My phone +")));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        identity.securityEvents(owner.getUser().getId()))
                .anyMatch(event -> event.getAction().name().endsWith("PASSKEY_ADDED") && event.getStaff())
                .anyMatch(event -> event.getHow().equals("passkey")));
    }

    @Test
    void aPasskeyStepsASessionUp() {
        String email = newEmail();
        SignedIn owner = admin(email);
        SoftwareAuthenticator authenticator = new SoftwareAuthenticator(PAGE);
        Object unused = add(owner, authenticator);
        SignedIn byPassword = identity.anonymously(
                Sessions.class,
                Transport.BUS,
                sessions -> sessions.login(LoginRequest.newBuilder()
                        .setEmail(email)
                        .setPassword(PASSWORD)
                        .build()));
        assertThat(roles(byPassword)).doesNotContain("ADMIN");

        PasskeyChallenge challenge = mine(
                byPassword, passkeys -> passkeys.startPasskeyStepUp(StartPasskeyStepUpRequest.getDefaultInstance()));
        assertThat(challenge.getCredentialIdsList()).containsExactly(authenticator.credentialId());
        SignedIn steppedUp = mine(
                byPassword,
                passkeys -> passkeys.finishPasskeyStepUp(FinishPasskeyStepUpRequest.newBuilder()
                        .setAssertion(sign(authenticator, challenge))
                        .build()));
        assertThat(roles(steppedUp)).contains("ADMIN");
    }

    @Test
    void anotherPersonsPasskeyStepsNobodyUp() {
        SignedIn owner = admin(newEmail());
        SignedIn mallory = identity.registerVerified(Transport.BUS, newEmail());
        SoftwareAuthenticator mallorys = new SoftwareAuthenticator(PAGE);
        Object unused = add(mallory, mallorys);
        PasskeyChallenge challenge =
                mine(owner, passkeys -> passkeys.startPasskeyStepUp(StartPasskeyStepUpRequest.getDefaultInstance()));
        FinishPasskeyStepUpRequest request = FinishPasskeyStepUpRequest.newBuilder()
                .setAssertion(sign(mallorys, challenge))
                .build();
        assertThat(failure(() -> mine(owner, passkeys -> passkeys.finishPasskeyStepUp(request)))
                        .code())
                .isEqualTo("passkey.refused");
    }

    @Test
    void aChallengeIsForOneUseOnePurposeAndOneCaller() {
        SignedIn owner = identity.registerVerified(Transport.BUS, newEmail());
        SoftwareAuthenticator authenticator = new SoftwareAuthenticator(PAGE);
        Object unused = add(owner, authenticator);
        PasskeyAssertion used = sign(authenticator, startSignIn());
        assertThat(finish(used).getUser().getId()).isEqualTo(owner.getUser().getId());
        assertRefused(used);

        PasskeyChallenge stepUp =
                mine(owner, passkeys -> passkeys.startPasskeyStepUp(StartPasskeyStepUpRequest.getDefaultInstance()));
        assertRefused(sign(authenticator, stepUp));

        PasskeyAssertion raced = sign(authenticator, startSignIn());
        List<Future<SignedIn>> calls = identity.inParallel(
                20,
                Passkeys.class,
                Transport.BUS,
                passkeys -> passkeys.finishPasskeySignIn(FinishPasskeySignInRequest.newBuilder()
                        .setAssertion(raced)
                        .build()));
        assertThat(calls.stream().filter(Future::succeeded)).hasSize(1);
    }

    @Test
    void whatDoesNotHoldOpensNothing() {
        SignedIn owner = identity.registerVerified(Transport.BUS, newEmail());
        SoftwareAuthenticator authenticator = new SoftwareAuthenticator(PAGE);
        Object unused = add(owner, authenticator);

        assertRefused(sign(authenticator.at("http://localhost.evil.example:8080"), startSignIn()));
        authenticator.at(PAGE);
        PasskeyChallenge challenge = startSignIn();
        PasskeyAssertion good = sign(authenticator, challenge);
        assertRefused(good.toBuilder()
                .setClientData(authenticator.clientData("webauthn.create", challenge.getChallenge()))
                .build());
        PasskeyChallenge another = startSignIn();
        assertRefused(sign(authenticator, another).toBuilder()
                .setChallengeId(startSignIn().getChallengeId())
                .build());
        PasskeyChallenge forOtherDomain = startSignIn();
        String elsewhere = authenticator.authenticatorData("evil.example");
        String clientData = authenticator.clientData("webauthn.get", forOtherDomain.getChallenge());
        assertRefused(PasskeyAssertion.newBuilder()
                .setChallengeId(forOtherDomain.getChallengeId())
                .setCredentialId(authenticator.credentialId())
                .setAuthenticatorData(elsewhere)
                .setClientData(clientData)
                .setSignature(authenticator.signature(elsewhere, clientData))
                .build());
        PasskeyAssertion unsigned = sign(authenticator, startSignIn());
        assertRefused(unsigned.toBuilder()
                .setSignature(new SoftwareAuthenticator(PAGE)
                        .signature(unsigned.getAuthenticatorData(), unsigned.getClientData()))
                .build());
        assertRefused(sign(new SoftwareAuthenticator(PAGE), startSignIn()));
        assertRefused(sign(authenticator.withoutUserVerification(), startSignIn()));
    }

    @Test
    void aCopyWhoseCounterStandsStillIsRefused() {
        SignedIn owner = identity.registerVerified(Transport.BUS, newEmail());
        SoftwareAuthenticator authenticator = new SoftwareAuthenticator(PAGE);
        Object unused = add(owner, authenticator);
        assertThat(finish(sign(authenticator, startSignIn())).getUser().getId())
                .isEqualTo(owner.getUser().getId());
        assertRefused(sign(authenticator.setBack(), startSignIn()));
    }

    @Test
    void addingNeedsThePasswordTheRightPageAndAVerifiedUser() {
        SignedIn owner = identity.registerVerified(Transport.BUS, newEmail());
        assertThat(failure(() -> startAdding(owner, "wrong")).code()).isEqualTo("auth.password_wrong");
        assertThat(failure(() -> add(owner, new SoftwareAuthenticator("https://evil.example")))
                        .code())
                .isEqualTo("passkey.invalid");
        assertThat(failure(() -> add(owner, new SoftwareAuthenticator(PAGE).withoutUserVerification()))
                        .code())
                .isEqualTo("passkey.invalid");
        assertThat(list(owner)).isEmpty();
    }

    @Test
    void aPasskeyIsAddedOnceListedAndRemoved() {
        SignedIn owner = identity.registerVerified(Transport.BUS, newEmail());
        SoftwareAuthenticator authenticator = new SoftwareAuthenticator(PAGE);
        Passkey added = add(owner, authenticator);
        assertThat(startAdding(owner, PASSWORD).getCredentialIdsList()).containsExactly(authenticator.credentialId());
        assertThat(failure(() -> add(owner, authenticator)).code()).isEqualTo("passkey.too_many");

        Object unused = mine(
                owner,
                passkeys -> passkeys.removePasskey(RemovePasskeyRequest.newBuilder()
                        .setPasskeyId(added.getId())
                        .build()));
        assertThat(list(owner)).isEmpty();
        assertRefused(sign(authenticator, startSignIn()));
    }

    private static SignedIn admin(String email) {
        SignedIn signedIn = identity.registerVerified(Transport.BUS, email);
        int unused = identity.sql(
                "UPDATE account SET roles = ARRAY['BUYER', 'ADMIN'] WHERE account_id = $1",
                java.util.UUID.fromString(signedIn.getUser().getId()));
        return signedIn;
    }

    private static List<Object> roles(SignedIn signedIn) {
        return claims(signedIn.getTokens().getAccessToken()).getJsonArray("roles").stream()
                .toList();
    }

    private static PasskeyCreation startAdding(SignedIn owner, String password) {
        return mine(
                owner,
                passkeys -> passkeys.startPasskey(StartPasskeyRequest.newBuilder()
                        .setCurrentPassword(password)
                        .build()));
    }

    private static Passkey add(SignedIn owner, SoftwareAuthenticator authenticator) {
        PasskeyCreation creation = startAdding(owner, PASSWORD);
        return mine(
                owner,
                passkeys -> passkeys.addPasskey(AddPasskeyRequest.newBuilder()
                        .setChallengeId(creation.getChallengeId())
                        .setName("My phone")
                        .setClientData(authenticator.clientData("webauthn.create", creation.getChallenge()))
                        .setAttestationObject(authenticator.attestationObject(creation.getRpId()))
                        .build()));
    }

    private static PasskeyChallenge startSignIn() {
        return identity.anonymously(
                Passkeys.class,
                Transport.BUS,
                passkeys -> passkeys.startPasskeySignIn(StartPasskeySignInRequest.getDefaultInstance()));
    }

    private static PasskeyAssertion sign(SoftwareAuthenticator authenticator, PasskeyChallenge challenge) {
        String authenticatorData = authenticator.authenticatorData(challenge.getRpId());
        String clientData = authenticator.clientData("webauthn.get", challenge.getChallenge());
        return PasskeyAssertion.newBuilder()
                .setChallengeId(challenge.getChallengeId())
                .setCredentialId(authenticator.credentialId())
                .setAuthenticatorData(authenticatorData)
                .setClientData(clientData)
                .setSignature(authenticator.signature(authenticatorData, clientData))
                .build();
    }

    private static SignedIn finish(PasskeyAssertion assertion) {
        return identity.anonymously(
                Passkeys.class,
                Transport.BUS,
                passkeys -> passkeys.finishPasskeySignIn(FinishPasskeySignInRequest.newBuilder()
                        .setAssertion(assertion)
                        .build()));
    }

    private static void assertRefused(PasskeyAssertion assertion) {
        assertThat(failure(() -> finish(assertion)).code()).isEqualTo("passkey.refused");
    }

    private static List<Passkey> list(SignedIn owner) {
        return mine(owner, passkeys -> passkeys.listPasskeys(ListPasskeysRequest.getDefaultInstance()))
                .getItemsList();
    }

    private static <T> T mine(SignedIn caller, IdentitySystem.Call<Passkeys, T> call) {
        return identity.call(Passkeys.class, Transport.BUS, as(caller), call);
    }
}
