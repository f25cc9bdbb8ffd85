package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.common.v1.ExportMineRequest;
import com.beachdo.identity.v1.CancelErasureRequest;
import com.beachdo.identity.v1.Consent;
import com.beachdo.identity.v1.ConsentPurpose;
import com.beachdo.identity.v1.Erasure;
import com.beachdo.identity.v1.ListConsentsRequest;
import com.beachdo.identity.v1.Privacy;
import com.beachdo.identity.v1.RecordConsentRequest;
import com.beachdo.identity.v1.ScheduleErasureRequest;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrivacyIT {
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
    void erasesAfterTheGracePeriodAndTellsEveryDomain(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        UUID id = UUID.fromString(signedIn.getUser().getId());

        proveIdentity(id);
        Erasure erasure = schedule(transport, signedIn);
        assertThat(erasure.getEraseAt().getSeconds())
                .isBetween(
                        System.currentTimeMillis() / 1000 + 13 * 86_400L,
                        System.currentTimeMillis() / 1000 + 15 * 86_400L);
        identity.sql("UPDATE account SET erase_at = now() WHERE account_id = $1", id);

        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.toldModeration(id.toString()))
                .contains("AccountErased"));
        String rest = identity.row("SELECT to_json(account)::text AS json FROM account WHERE account_id = $1", id)
                .getString("json");
        assertThat(rest).doesNotContain(email).doesNotContain("Asha").doesNotContain("$2a$");
        for (String table : List.of("kyc_consent", "kyc_attempt", "kyc_verification")) {
            assertThat(identity.row("SELECT count(*) AS rows FROM " + table + " WHERE account_id = $1", id)
                            .getLong("rows"))
                    .as(table)
                    .isZero();
        }
        assertThat(identity.endsTold(session(signedIn))).contains("erased");
        assertThat(failure(() -> client.login(email, PASSWORD)).code()).isEqualTo("auth.invalid_credentials");
        assertThat(failure(() -> client.profile(id.toString())).code()).isEqualTo("user.not_found");
        assertThat(client.refreshFailure(signedIn.getTokens().getRefreshToken()))
                .isEqualTo("auth.refresh_invalid");
        assertThat(identity.register(transport, email).getUser().getId()).isNotEqualTo(id.toString());
    }

    @ParameterizedTest
    @EnumSource
    void signingInOrAskingCallsItOff(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        SignedIn other = client.login(email, PASSWORD);

        schedule(transport, signedIn);
        assertThat(identity.endsTold(session(other))).containsExactly("ended_by_owner");
        Erasure cancelled = identity.call(
                Privacy.class,
                transport,
                as(signedIn),
                privacy -> privacy.cancelErasure(CancelErasureRequest.getDefaultInstance()));
        assertThat(cancelled.hasEraseAt()).isFalse();

        schedule(transport, signedIn);
        assertThat(client.login(email, PASSWORD).getUser().hasEraseAt()).isFalse();
        assertThat(client.me(signedIn).hasEraseAt()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void exportHoldsWhatIsKnownAndNoSecret(Transport transport) {
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        proveIdentity(UUID.fromString(signedIn.getUser().getId()));

        String json = identity.call(
                        Privacy.class,
                        transport,
                        as(signedIn),
                        privacy -> privacy.exportMine(ExportMineRequest.getDefaultInstance()))
                .getJson();

        JsonObject data = new JsonObject(json);
        assertThat(data.getJsonObject("account").getString("email")).isEqualTo(email);
        assertThat(data.getJsonArray("sessions")).hasSize(1);
        assertThat(data.getJsonArray("securityEvents")).isNotEmpty();
        assertThat(data.getJsonArray("identityConsents")).hasSize(1);
        assertThat(data.getJsonArray("identityProofs").getJsonObject(0).getString("aadhaar_last4"))
                .isEqualTo("1234");
        assertThat(json).doesNotContain("$2a$").doesNotContain("token").doesNotContain("person_hash");
    }

    private static void proveIdentity(UUID account) {
        identity.sql(
                "INSERT INTO kyc_consent (consent_id, account_id, provider, text_version) VALUES ($1, $1, 'DIGILOCKER', '1')",
                account);
        identity.sql(
                """
                INSERT INTO kyc_attempt (attempt_id, account_id, consent_id, state_hash, status, expires_at)
                VALUES ($1, $1, $1, sha256($2::text::bytea), 'VERIFIED', now())
                """,
                account,
                account.toString());
        identity.sql(
                """
                INSERT INTO kyc_verification (account_id, provider, person_hash, consent_id, aadhaar_last4, name_score,
                    over_18, document_type, signer_serial, signature_algorithm, signed_at, valid_until)
                VALUES ($1, 'DIGILOCKER', sha256($2::text::bytea), $1, '1234', 100, true, 'EAADHAAR', '1', 'rsa-sha256',
                    now(), now() + interval '1 year')
                """,
                account,
                account.toString());
    }

    @ParameterizedTest
    @EnumSource
    void consentsAreAddedToNeverChanged(Transport transport) {
        SignedIn signedIn = identity.register(transport, newEmail());
        record(transport, signedIn, true);
        record(transport, signedIn, false);

        assertThat(identity.call(
                                Privacy.class,
                                transport,
                                as(signedIn),
                                privacy -> privacy.listConsents(ListConsentsRequest.getDefaultInstance()))
                        .getItemsList())
                .extracting(Consent::getGranted)
                .containsExactly(false, true);
    }

    private static void record(Transport transport, SignedIn caller, boolean granted) {
        RecordConsentRequest request = RecordConsentRequest.newBuilder()
                .setPurpose(ConsentPurpose.CONSENT_PURPOSE_MARKETING_MAIL)
                .setGranted(granted)
                .setTextVersion("2026-11-01")
                .build();
        identity.call(Privacy.class, transport, as(caller), privacy -> privacy.recordConsent(request));
    }

    private static Erasure schedule(Transport transport, SignedIn caller) {
        return identity.call(
                Privacy.class,
                transport,
                as(caller),
                privacy -> privacy.scheduleErasure(ScheduleErasureRequest.getDefaultInstance()));
    }
}
