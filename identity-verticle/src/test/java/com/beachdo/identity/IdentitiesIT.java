package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.factors.AuthenticatorApp;
import com.beachdo.identity.v1.ConfirmTotpRequest;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.FinishLinkRequest;
import com.beachdo.identity.v1.FinishOidcRequest;
import com.beachdo.identity.v1.Identities;
import com.beachdo.identity.v1.Identity;
import com.beachdo.identity.v1.ListIdentitiesRequest;
import com.beachdo.identity.v1.OidcAttempt;
import com.beachdo.identity.v1.RemoveIdentityRequest;
import com.beachdo.identity.v1.ReturnOidcRequest;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartLinkRequest;
import com.beachdo.identity.v1.StartOidcRequest;
import com.beachdo.identity.v1.StartTotpRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts elsewhere, with the stand-in for their provider. */
class IdentitiesIT {
    private static IdentitySystem identity;

    @BeforeAll
    static void deploy() {
        identity = IdentitySystem.start(IdentitySystem.oidc());
    }

    @AfterAll
    static void close() {
        identity.close();
    }

    @ParameterizedTest
    @EnumSource
    void theFirstUseMakesAnAccountAndTheNextSignsInToIt(Transport transport) {
        String email = newEmail();
        SignedIn first = signIn(transport, email);
        SignedIn next = signIn(transport, email);

        assertThat(first.getUser().getName()).isEqualTo("Asha Patil");
        assertThat(next.getUser().getId()).isEqualTo(first.getUser().getId());
        assertThat(IdentitySystem.session(next)).isNotEqualTo(IdentitySystem.session(first));
        assertThat(first.getUser().hasEmail()).as("until the mail is answered").isFalse();
        assertThat(identity.mailedToken(email)).isNotEmpty();
    }

    @Test
    void theBrowserComesBackToTheFrontEndWithWhatIsNeededInTheFragment() {
        String location = identity.anonymously(
                        Identities.class,
                        Transport.BUS,
                        identities -> identities.returnOidc(ReturnOidcRequest.newBuilder()
                                .setState("s t")
                                .setCode("c&d")
                                .build()))
                .getLocation();
        assertThat(location).endsWith("#state=s+t&code=c%26d");
        assertThat(identity.anonymously(
                                Identities.class,
                                Transport.BUS,
                                identities -> identities.returnOidc(ReturnOidcRequest.newBuilder()
                                        .setState("s")
                                        .setError("access_denied")
                                        .build()))
                        .getLocation())
                .endsWith("#error=denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRONG_NONCE",
                "NO_NONCE",
                "WRONG_AUDIENCE",
                "TWO_AUDIENCES",
                "WRONG_ISSUER",
                "EXPIRED",
                "FUTURE",
                "NO_SUBJECT",
                "ALG_NONE",
                "HS256",
                "OTHER_KEY",
                "UNKNOWN_KEY"
            })
    void anIdTokenThatDoesNotHoldOpensNothing(String trouble) {
        OidcAttempt attempt = start();
        Map<String, String> back = Browser.signIn(
                attempt.getAuthorizationUrl(), Map.of("email", newEmail(), "name", "Mallory", "trouble", trouble));

        assertThat(failure(() -> finish(attempt, back)).code()).isEqualTo("oidc.refused");
        assertThat(failure(() -> finish(attempt, back)).code()).isEqualTo("oidc.refused");
    }

    @Test
    void aProviderInTroubleIsToldAndNobodyIsSignedIn() {
        OidcAttempt attempt = start();
        Map<String, String> back =
                Browser.signIn(attempt.getAuthorizationUrl(), Map.of("email", newEmail(), "trouble", "ERROR"));

        RpcException refused = failure(() -> finish(attempt, back));
        assertThat(refused.code()).isEqualTo("oidc.provider_unavailable");
        assertThat(refused.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
    }

    @Test
    void whoStartedAndWhoCameBackMustBeOne() {
        OidcAttempt mallorys = start();
        OidcAttempt ashas = start();
        Map<String, String> back = Browser.signIn(ashas.getAuthorizationUrl(), Map.of("email", newEmail()));

        assertThat(failure(() -> finish(mallorys, back)).code()).isEqualTo("oidc.attempt_invalid");
        assertThat(failure(() -> finish(ashas, Map.of("state", back.get("state") + "x", "code", back.get("code"))))
                        .code())
                .isEqualTo("oidc.attempt_invalid");
        SignedIn asha = finish(ashas, back);
        assertThat(asha.getUser().getId()).isNotEmpty();
        assertThat(failure(() -> finish(ashas, back)).code()).as("once").isEqualTo("oidc.attempt_invalid");
    }

    @Test
    void ofManyAtOnceOneSignsIn() {
        OidcAttempt attempt = start();
        Map<String, String> back = Browser.signIn(attempt.getAuthorizationUrl(), Map.of("email", newEmail()));
        List<Future<SignedIn>> calls = identity.inParallel(
                20, Identities.class, Transport.BUS, identities -> identities.finishOidc(request(attempt, back, "")));
        assertThat(calls.stream().filter(Future::succeeded)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void anAddressThatAnotherAccountHasProvenIsNoWayIntoIt() {
        String email = newEmail();
        SignedIn owner = identity.registerVerified(Transport.BUS, email);
        OidcAttempt attempt = start();
        Map<String, String> back = Browser.signIn(attempt.getAuthorizationUrl(), Map.of("email", email));
        assertThat(failure(() -> finish(attempt, back)).code()).isEqualTo("oidc.account_exists");

        Identity linked = link(owner, email);
        assertThat(linked.getEmail()).isEqualTo(email);
        assertThat(signIn(Transport.BUS, email).getUser().getId())
                .isEqualTo(owner.getUser().getId());
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        identity.securityEvents(owner.getUser().getId()))
                .anyMatch(event -> event.getAction().name().endsWith("_IDENTITY_LINKED")));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .anyMatch(mail -> mail.text().contains("google +")));
    }

    @Test
    void anUnverifiedAddressOfTheProviderIsNoAddress() {
        String email = newEmail();
        identity.registerVerified(Transport.BUS, email);
        OidcAttempt attempt = start();
        Map<String, String> back =
                Browser.signIn(attempt.getAuthorizationUrl(), Map.of("email", email, "trouble", "UNVERIFIED_EMAIL"));
        assertThat(finish(attempt, back).getUser().hasEmail()).isFalse();
    }

    @Test
    void linkingNeedsThePasswordAndTheSameSession() {
        SignedIn asha = identity.registerVerified(Transport.BUS, newEmail());
        SignedIn mallory = identity.registerVerified(Transport.BUS, newEmail());
        assertThat(failure(() -> startLink(asha, "wrong")).code()).isEqualTo("auth.password_wrong");

        OidcAttempt attempt = startLink(asha, PASSWORD);
        Map<String, String> back = Browser.signIn(attempt.getAuthorizationUrl(), Map.of("email", newEmail()));
        assertThat(failure(() -> finishLink(mallory, attempt, back)).code()).isEqualTo("oidc.attempt_invalid");
        assertThat(failure(() -> finish(attempt, back)).code())
                .as("a link is no sign-in")
                .isEqualTo("oidc.attempt_invalid");
        assertThat(finishLink(asha, attempt, back).getProvider()).isEqualTo("google");
    }

    @Test
    void anIdentityIsOneAccounts() {
        String elsewhere = newEmail();
        link(identity.registerVerified(Transport.BUS, newEmail()), elsewhere);
        SignedIn other = identity.registerVerified(Transport.BUS, newEmail());
        assertThat(failure(() -> link(other, elsewhere)).code()).isEqualTo("oidc.identity_taken");
    }

    @Test
    void theLastWayInStays() {
        SignedIn elsewhereOnly = signIn(Transport.BUS, newEmail());
        assertThat(failure(() -> remove(elsewhereOnly)).code()).isEqualTo("oidc.last_way_in");

        SignedIn withPassword = identity.registerVerified(Transport.BUS, newEmail());
        link(withPassword, newEmail());
        remove(withPassword);
        assertThat(list(withPassword)).isEmpty();
    }

    @Test
    void theSecondFactorIsAskedHereToo() {
        String email = newEmail();
        SignedIn signedIn = signIn(Transport.BUS, email);
        String secret = identity.call(
                        Factors.class,
                        Transport.BUS,
                        as(signedIn),
                        factors -> factors.startTotp(StartTotpRequest.getDefaultInstance()))
                .getSecret();
        AuthenticatorApp app = new AuthenticatorApp(secret);
        List<String> codes = List.copyOf(identity.call(
                        Factors.class,
                        Transport.BUS,
                        as(signedIn),
                        factors -> factors.confirmTotp(ConfirmTotpRequest.newBuilder()
                                .setCode(app.now())
                                .build()))
                .getCodesList());

        OidcAttempt attempt = start();
        Map<String, String> back = Browser.signIn(attempt.getAuthorizationUrl(), Map.of("email", email));
        assertThat(failure(() -> finish(attempt, back)).code()).isEqualTo("auth.second_factor_required");
        SignedIn again = identity.anonymously(
                Identities.class,
                Transport.BUS,
                identities -> identities.finishOidc(request(attempt, back, codes.get(0))));
        assertThat(again.getUser().getId()).isEqualTo(signedIn.getUser().getId());
    }

    private static OidcAttempt start() {
        return identity.anonymously(
                Identities.class,
                Transport.BUS,
                identities -> identities.startOidc(
                        StartOidcRequest.newBuilder().setProvider("google").build()));
    }

    private static SignedIn signIn(Transport transport, String email) {
        OidcAttempt attempt = start();
        Map<String, String> back =
                Browser.signIn(attempt.getAuthorizationUrl(), Map.of("email", email, "name", "Asha Patil"));
        return identity.anonymously(
                Identities.class, transport, identities -> identities.finishOidc(request(attempt, back, "")));
    }

    private static SignedIn finish(OidcAttempt attempt, Map<String, String> back) {
        return identity.anonymously(
                Identities.class, Transport.BUS, identities -> identities.finishOidc(request(attempt, back, "")));
    }

    private static FinishOidcRequest request(OidcAttempt attempt, Map<String, String> back, String factor) {
        FinishOidcRequest.Builder request = FinishOidcRequest.newBuilder()
                .setAttemptSecret(attempt.getAttemptSecret())
                .setState(back.getOrDefault("state", ""))
                .setCode(back.getOrDefault("code", ""));
        return (factor.isEmpty() ? request : request.setSecondFactor(factor)).build();
    }

    private static OidcAttempt startLink(SignedIn caller, String password) {
        return mine(
                caller,
                identities -> identities.startLink(StartLinkRequest.newBuilder()
                        .setProvider("google")
                        .setCurrentPassword(password)
                        .build()));
    }

    private static Identity finishLink(SignedIn caller, OidcAttempt attempt, Map<String, String> back) {
        return mine(
                caller,
                identities -> identities.finishLink(FinishLinkRequest.newBuilder()
                        .setAttemptSecret(attempt.getAttemptSecret())
                        .setState(back.getOrDefault("state", ""))
                        .setCode(back.getOrDefault("code", ""))
                        .build()));
    }

    private static Identity link(SignedIn caller, String elsewhere) {
        OidcAttempt attempt = startLink(caller, PASSWORD);
        return finishLink(caller, attempt, Browser.signIn(attempt.getAuthorizationUrl(), Map.of("email", elsewhere)));
    }

    private static List<Identity> list(SignedIn caller) {
        return mine(caller, identities -> identities.listIdentities(ListIdentitiesRequest.getDefaultInstance()))
                .getItemsList();
    }

    private static void remove(SignedIn caller) {
        String id = list(caller).get(0).getId();
        Object unused = mine(
                caller,
                identities -> identities.removeIdentity(
                        RemoveIdentityRequest.newBuilder().setIdentityId(id).build()));
    }

    private static <T> T mine(SignedIn caller, IdentitySystem.Call<Identities, T> call) {
        CallContext context = as(caller);
        return identity.call(Identities.class, Transport.BUS, context, call);
    }
}
