package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.factors.AuthenticatorApp;
import com.beachdo.identity.v1.ConfirmTotpRequest;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.FinishOidcRequest;
import com.beachdo.identity.v1.ForgotPasswordRequest;
import com.beachdo.identity.v1.Identities;
import com.beachdo.identity.v1.OidcAttempt;
import com.beachdo.identity.v1.PasskeyChallenge;
import com.beachdo.identity.v1.Passkeys;
import com.beachdo.identity.v1.Passwords;
import com.beachdo.identity.v1.RecoveryCodes;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.StartOidcRequest;
import com.beachdo.identity.v1.StartPasskeySignInRequest;
import com.beachdo.identity.v1.StartTotpRequest;
import com.beachdo.identity.v1.TotpSecret;
import com.beachdo.platform.testing.Transport;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StolenDumpIT {
    @Test
    void noTableHoldsASecretThatIsOfUse() {
        try (IdentitySystem identity = IdentitySystem.start(IdentitySystem.oidc())) {
            Client client = new Client(identity, Transport.BUS);
            String email = newEmail();
            SignedIn signedIn = identity.register(Transport.BUS, email);
            String verification = identity.mailedToken(email);
            client.verifyEmail(verification);
            identity.anonymously(
                    Passwords.class,
                    Transport.BUS,
                    passwords -> passwords.forgotPassword(
                            ForgotPasswordRequest.newBuilder().setEmail(email).build()));
            String reset = identity.mailedToken(email, "/reset-password");
            String phone = newPhone();
            client.startOtp(phone);
            String code = identity.sentCode(phone);
            TotpSecret totp = identity.call(
                    Factors.class,
                    Transport.BUS,
                    as(signedIn),
                    factors -> factors.startTotp(StartTotpRequest.newBuilder()
                            .setCurrentPassword(PASSWORD)
                            .build()));
            AuthenticatorApp app = new AuthenticatorApp(totp.getSecret());
            RecoveryCodes recovery = identity.call(
                    Factors.class,
                    Transport.BUS,
                    as(signedIn),
                    factors -> factors.confirmTotp(
                            ConfirmTotpRequest.newBuilder().setCode(app.now()).build()));

            OidcAttempt underWay = identity.anonymously(
                    Identities.class,
                    Transport.BUS,
                    identities -> identities.startOidc(
                            StartOidcRequest.newBuilder().setProvider("google").build()));
            Map<String, String> back = Browser.signIn(underWay.getAuthorizationUrl(), Map.of("email", newEmail()));
            assertThat(identity.anonymously(
                                    Identities.class,
                                    Transport.BUS,
                                    identities -> identities.finishOidc(FinishOidcRequest.newBuilder()
                                            .setAttemptSecret(underWay.getAttemptSecret())
                                            .setState(back.getOrDefault("state", ""))
                                            .setCode(back.getOrDefault("code", ""))
                                            .build()))
                            .hasTokens())
                    .isTrue();
            PasskeyChallenge challenge = identity.anonymously(
                    Passkeys.class,
                    Transport.BUS,
                    passkeys -> passkeys.startPasskeySignIn(StartPasskeySignInRequest.getDefaultInstance()));

            String dump = dump(identity);

            assertThat(dump).contains(email).contains("$2a$04$");
            List<String> canaries = new ArrayList<>(recovery.getCodesList());
            canaries.addAll(List.of(
                    PASSWORD,
                    verification,
                    reset,
                    "," + code + ",",
                    totp.getSecret(),
                    HexFormat.of().formatHex(app.secret()),
                    underWay.getAttemptSecret(),
                    back.getOrDefault("state", ""),
                    back.getOrDefault("code", ""),
                    challenge.getChallenge(),
                    signedIn.getTokens().getAccessToken(),
                    signedIn.getTokens().getRefreshToken(),
                    recovery.getTokens().getRefreshToken()));
            for (String canary : canaries) {
                assertThat(dump).doesNotContain(canary.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Every row of every table there is, in lower case. */
    private static String dump(IdentitySystem identity) {
        return identity.row(
                        """
                        SELECT lower(string_agg(
                            query_to_xml(format('SELECT t::text AS row FROM %I t', table_name), true, false, '')::text, '')) AS dump
                        FROM information_schema.tables
                        WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
                        """)
                .getString("dump");
    }
}
