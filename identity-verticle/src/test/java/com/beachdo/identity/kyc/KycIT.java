package com.beachdo.identity.kyc;

import static com.beachdo.identity.kyc.KycSystem.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.embedded.AadhaarXml;
import com.beachdo.identity.kyc.KycSystem.Somebody;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.KycProvider;
import com.beachdo.identity.v1.KycState;
import com.beachdo.identity.v1.KycStatus;
import com.beachdo.identity.v1.StartDigiLockerReply;
import com.beachdo.identity.v1.StartDigiLockerRequest;
import com.beachdo.identity.v1.UpdateMeRequest;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KycIT {
    private static final String NAME = "Asha Patil";
    private KycSystem kyc;
    private int people;

    @BeforeAll
    void start() {
        kyc = KycSystem.start();
    }

    @AfterAll
    void stop() {
        kyc.close();
    }

    /** A date of birth that is nobody else's, so that the person is not. */
    private String newDob() {
        people++;
        return "%02d%02d1980".formatted(1 + people % 28, 1 + people / 28 % 12);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void provesAnIdentityAndTellsEverybody(Transport transport) {
        Somebody asha = kyc.register(NAME);
        assertThat(kyc.state(asha, transport).getStatus()).isEqualTo(KycStatus.KYC_STATUS_NOT_STARTED);
        assertThat(kyc.state(asha, transport).getConsentText()).contains("I agree");

        StartDigiLockerReply started = kyc.start(asha, transport);
        assertThat(started.getAuthorizationUrl()).contains("code_challenge_method=S256", "state=");
        assertThat(started.getExpiresIn()).isEqualTo(900);
        assertThat(kyc.state(asha, transport).getStatus()).isEqualTo(KycStatus.KYC_STATUS_PENDING);
        assertThat(kyc.row("SELECT text_version FROM kyc_consent WHERE account_id = $1", UUID.fromString(asha.id()))
                        .getString(0))
                .isEqualTo(ConsentText.VERSION);

        Map<String, String> end = kyc.finish(kyc.approve(started, "Smt. Asha Patil", newDob(), "NONE"), transport);

        assertThat(end).containsEntry("kyc", "verified").containsEntry("attemptId", started.getAttemptId());
        KycState state = kyc.state(asha, transport);
        assertThat(state.getStatus()).isEqualTo(KycStatus.KYC_STATUS_VERIFIED);
        assertThat(state.getProvider()).isEqualTo(KycProvider.KYC_PROVIDER_DIGILOCKER);
        assertThat(state.getAadhaarLast4()).matches("[0-9]{4}");
        assertThat(state.getOver18()).isTrue();
        assertThat(state.getNameScore()).isEqualTo(100);
        assertThat(state.getValidUntil().getSeconds())
                .isGreaterThan(state.getVerifiedAt().getSeconds());
        assertThat(kyc.hasBadge(asha)).isTrue();
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(kyc.told(asha)).anySatisfy(change -> {
            assertThat(change.getVerified()).isTrue();
            assertThat(change.getVerifiedUntil())
                    .isEqualTo(state.getValidUntil().getSeconds());
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256", "OFFLINE", "YEAR_ONLY", "SPARSE"})
    void takesEveryGenuineKindOfAnswer(String kind) {
        Somebody asha = kyc.register(NAME);

        assertThat(kyc.verify(asha, NAME, newDob(), kind)).containsEntry("kyc", "verified");

        Row row = kyc.row(
                "SELECT signature_algorithm, document_type, signer_serial FROM kyc_verification WHERE account_id = $1",
                UUID.fromString(asha.id()));
        assertThat(row.getString(0)).isEqualTo(kind.equals("SHA256") ? "rsa-sha256" : "rsa-sha1");
        assertThat(row.getString(1)).isEqualTo(kind.equals("OFFLINE") ? "AADHAAR_OFFLINE" : "EAADHAAR");
        assertThat(row.getString(2)).matches("[0-9a-f]+");
    }

    @ParameterizedTest
    @CsvSource({
        "FORGED, document_not_genuine",
        "ALTERED, document_not_genuine",
        "UNSIGNED, document_not_genuine",
        "HMAC, document_not_genuine",
        "NO_HMAC, document_not_genuine",
        "OTHER_DOCUMENT, name_mismatch",
        "NOT_LINKED, aadhaar_not_linked",
        "ERROR, provider_unavailable",
        "DOCUMENT_ERROR, provider_unavailable",
        "GARBAGE, provider_unavailable",
        "DOCUMENT_GARBAGE, provider_unavailable",
        "HUGE, provider_unavailable",
        "REDIRECT, provider_unavailable",
    })
    void isNeverVerifiedByWhatGoesWrong(String trouble, String reason) {
        // a system of its own: its breaker is not to meet the others' failures
        try (KycSystem alone = KycSystem.start()) {
            Somebody asha = alone.register(NAME);

            assertThat(alone.verify(asha, NAME, "01011980", trouble))
                    .containsEntry("kyc", "failed")
                    .containsEntry("reason", reason);

            KycState state = alone.state(asha);
            assertThat(state.getReason()).isEqualTo(reason);
            assertThat(state.getStatus())
                    .isEqualTo(
                            reason.equals("provider_unavailable")
                                    ? KycStatus.KYC_STATUS_PENDING
                                    : KycStatus.KYC_STATUS_FAILED);
            assertThat(alone.hasBadge(asha)).isFalse();
            assertThat(alone.sql("SELECT 1 FROM kyc_verification")).isZero();
        }
    }

    @Test
    void goesOnWithAnAttemptThatTheProviderBrokeOff() {
        Somebody asha = kyc.register(NAME);
        String dob = newDob();
        StartDigiLockerReply first = kyc.start(asha);
        assertThat(kyc.finish(kyc.approve(first, NAME, dob, "GARBAGE"))).containsEntry("kyc", "failed");

        StartDigiLockerReply second = kyc.start(asha);

        assertThat(second.getAttemptId()).isEqualTo(first.getAttemptId());
        assertThat(kyc.sql("SELECT 1 FROM kyc_consent WHERE account_id = $1", UUID.fromString(asha.id())))
                .isEqualTo(1);
        assertThat(kyc.finish(kyc.approve(second, NAME, dob, "NONE"))).containsEntry("kyc", "verified");
    }

    @Test
    void answersInTimeWhenTheProviderIsSlowAndTellsLater() {
        try (KycSystem slow = KycSystem.start(Map.of("BEACHDO_DIGILOCKER_TIMEOUT_MS", "20000"))) {
            Somebody asha = slow.register(NAME);
            Map<String, String> back = slow.approve(slow.start(asha), NAME, "01021980", "SLOW");

            assertThat(slow.finishOnce(back)).containsEntry("kyc", "pending");

            assertThat(slow.state(asha).getStatus()).isEqualTo(KycStatus.KYC_STATUS_PENDING);
            assertThat(failure(() -> slow.start(asha)).code()).isEqualTo("kyc.running");
            assertThat(slow.finishOnce(back)).containsEntry("kyc", "pending");
            Eventually.within(
                    30, TimeUnit.SECONDS, () -> assertThat(slow.state(asha).getStatus())
                            .isEqualTo(KycStatus.KYC_STATUS_VERIFIED));
            assertThat(slow.finish(back)).containsEntry("kyc", "verified");
        }
    }

    @Test
    void isNotSentToAProviderThatIsAwayWhileTheRestAnswers() {
        try (KycSystem away = KycSystem.start(Map.of("BEACHDO_DIGILOCKER_TIMEOUT_MS", "500"))) {
            for (int time = 0; time < 5; time++) {
                Somebody asha = away.register(NAME);
                assertThat(away.verify(asha, NAME, "01031980", "SLOW")).containsEntry("reason", "provider_unavailable");
            }

            Somebody late = away.register(NAME);
            RpcException refused = failure(() -> away.start(late));

            assertThat(refused.code()).isEqualTo("kyc.provider_unavailable");
            assertThat(refused.retryAfterSeconds()).isPositive();
            assertThat(away.state(late).getStatus()).isEqualTo(KycStatus.KYC_STATUS_NOT_STARTED);
            assertThat(away.hasBadge(late)).isFalse();
            Eventually.within(
                    30, TimeUnit.SECONDS, () -> assertThat(away.start(late).getAttemptId())
                            .isNotEmpty());
            assertThat(away.verify(late, NAME, "01031980", "NONE")).containsEntry("kyc", "verified");
        }
    }

    @Test
    void takesAStateOnce() {
        Somebody asha = kyc.register(NAME);
        Map<String, String> back = kyc.approve(kyc.start(asha), NAME, newDob(), "NONE");
        assertThat(kyc.finish(back)).containsEntry("kyc", "verified");
        kyc.withdraw(asha, Transport.BUS);

        assertThat(kyc.finish(back)).containsEntry("kyc", "verified");

        assertThat(kyc.hasBadge(asha)).isFalse();
        assertThat(kyc.state(asha).getStatus()).isEqualTo(KycStatus.KYC_STATUS_NOT_STARTED);
    }

    @Test
    void ofManyCallbacksAtOnceOneWins() {
        Somebody asha = kyc.register(NAME);
        Map<String, String> back = kyc.approve(kyc.start(asha), NAME, newDob(), "NONE");

        List<Map<String, String>> ends = java.util.stream.IntStream.range(0, 20)
                .parallel()
                .mapToObj(ignored -> kyc.finishOnce(back))
                .toList();

        // a second exchange of the code would have failed and ended the attempt
        assertThat(ends).allSatisfy(end -> assertThat(end.get("kyc")).isIn("verified", "pending"));
        assertThat(kyc.finish(back)).containsEntry("kyc", "verified");
        assertThat(kyc.state(asha).getStatus()).isEqualTo(KycStatus.KYC_STATUS_VERIFIED);
    }

    @Test
    void refusesAStateThatIsUnknownSupersededOrTooOld() {
        Somebody asha = kyc.register(NAME);
        Map<String, String> superseded = kyc.approve(kyc.start(asha), NAME, newDob(), "NONE");
        StartDigiLockerReply newer = kyc.start(asha);
        assertThat(kyc.finish(superseded)).isEqualTo(Map.of("kyc", "invalid"));
        assertThat(kyc.finish(Map.of("state", "guessed", "code", "x"))).isEqualTo(Map.of("kyc", "invalid"));
        assertThat(kyc.finish(Map.of())).isEqualTo(Map.of("kyc", "invalid"));

        Map<String, String> late = kyc.approve(newer, NAME, newDob(), "NONE");
        kyc.sql("UPDATE kyc_attempt SET expires_at = now() WHERE account_id = $1", UUID.fromString(asha.id()));

        assertThat(kyc.finish(late)).containsEntry("kyc", "invalid");
        assertThat(kyc.state(asha).getReason()).isEqualTo("attempt_expired");
        assertThat(kyc.hasBadge(asha)).isFalse();
    }

    /** The code of one person with the state of another: PKCE ties the two together. */
    @Test
    void refusesACodeThatWasMadeForAnotherAttempt() {
        Somebody asha = kyc.register(NAME);
        Somebody eve = kyc.register(NAME);
        Map<String, String> ashas = kyc.approve(kyc.start(asha), NAME, newDob(), "NONE");
        Map<String, String> eves = kyc.approve(kyc.start(eve), NAME, newDob(), "NONE");

        Map<String, String> end = kyc.finish(Map.of("state", eves.get("state"), "code", ashas.get("code")));

        assertThat(end).containsEntry("kyc", "failed").containsEntry("reason", "code_refused");
        assertThat(kyc.hasBadge(eve)).isFalse();
        assertThat(kyc.hasBadge(asha)).isFalse();
    }

    @Test
    void whoDeniesMayTryAgainWithANewConsent() {
        Somebody asha = kyc.register(NAME);
        StartDigiLockerReply first = kyc.start(asha);
        Map<String, String> back =
                kyc.decide(first, Map.of("decision", "deny", "name", NAME, "dob", "01011980", "gender", "F"));

        assertThat(kyc.finish(back)).containsEntry("kyc", "failed").containsEntry("reason", "denied");
        assertThat(kyc.state(asha).getStatus()).isEqualTo(KycStatus.KYC_STATUS_FAILED);

        assertThat(kyc.start(asha).getAttemptId()).isNotEqualTo(first.getAttemptId());
        assertThat(kyc.sql("SELECT 1 FROM kyc_consent WHERE account_id = $1", UUID.fromString(asha.id())))
                .isEqualTo(2);
    }

    @Test
    void aPersonHasOneVerifiedAccount() {
        String dob = newDob();
        Somebody first = kyc.register(NAME);
        Somebody second = kyc.register(NAME);
        assertThat(kyc.verify(first, NAME, dob, "NONE")).containsEntry("kyc", "verified");

        assertThat(kyc.verify(second, NAME, dob, "NONE")).containsEntry("reason", "person_taken");

        assertThat(kyc.hasBadge(second)).isFalse();
        kyc.withdraw(first, Transport.BUS);
        assertThat(kyc.verify(second, NAME, dob, "NONE")).containsEntry("kyc", "verified");
        assertThat(kyc.hasBadge(first)).isFalse();
    }

    @Test
    void ofManyAccountsOfOnePersonAtOnceOneIsVerified() {
        String dob = newDob();
        List<Map<String, String>> backs = java.util.stream.IntStream.range(0, 8)
                .mapToObj(ignored -> kyc.approve(kyc.start(kyc.register(NAME)), NAME, dob, "NONE"))
                .toList();

        List<String> ends =
                backs.parallelStream().map(back -> kyc.finish(back).get("kyc")).toList();

        assertThat(ends).hasSize(8);
        assertThat(ends.stream().filter("verified"::equals)).hasSize(1);
        assertThat(ends.stream().filter("failed"::equals)).hasSize(7);
    }

    @Test
    void anAccountDoesNotChangeThePersonBehindItsBadge() {
        Somebody asha = kyc.register(NAME);
        assertThat(kyc.verify(asha, NAME, newDob(), "NONE")).containsEntry("kyc", "verified");

        assertThat(kyc.verify(asha, NAME, newDob(), "NONE")).containsEntry("reason", "other_person");

        assertThat(kyc.state(asha).getStatus()).isEqualTo(KycStatus.KYC_STATUS_VERIFIED);
        assertThat(kyc.hasBadge(asha)).isTrue();
    }

    @Test
    void aProofEndsWithItsConsentAndIsRenewed() {
        Somebody asha = kyc.register(NAME);
        String dob = newDob();
        assertThat(kyc.verify(asha, NAME, dob, "SHORT_CONSENT")).containsEntry("kyc", "verified");

        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(kyc.hasBadge(asha)).isFalse());
        assertThat(kyc.state(asha).getStatus()).isEqualTo(KycStatus.KYC_STATUS_EXPIRED);

        assertThat(kyc.verify(asha, NAME, dob, "NONE")).containsEntry("kyc", "verified");
        assertThat(kyc.hasBadge(asha)).isTrue();
        assertThat(kyc.verify(asha, NAME, dob, "NONE")).containsEntry("kyc", "verified");
    }

    @Test
    void aProofThatRanOutHoldsNoOtherAccountBack() {
        String dob = newDob();
        Somebody first = kyc.register(NAME);
        assertThat(kyc.verify(first, NAME, dob, "NONE")).containsEntry("kyc", "verified");
        kyc.sql("UPDATE kyc_verification SET valid_until = now() WHERE account_id = $1", UUID.fromString(first.id()));

        assertThat(kyc.verify(kyc.register(NAME), NAME, dob, "NONE")).containsEntry("kyc", "verified");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void withdrawnConsentTakesTheBadgeAndAllThatWasKept(Transport transport) {
        Somebody asha = kyc.register(NAME);
        assertThat(kyc.verify(asha, NAME, newDob(), "NONE")).containsEntry("kyc", "verified");

        kyc.withdraw(asha, transport);
        kyc.withdraw(asha, transport);

        UUID id = UUID.fromString(asha.id());
        assertThat(kyc.hasBadge(asha)).isFalse();
        assertThat(kyc.state(asha).getStatus()).isEqualTo(KycStatus.KYC_STATUS_NOT_STARTED);
        assertThat(kyc.sql("SELECT 1 FROM kyc_verification WHERE account_id = $1", id))
                .isZero();
        assertThat(kyc.sql("SELECT 1 FROM kyc_consent WHERE account_id = $1 AND withdrawn_at IS NULL", id))
                .isZero();
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        kyc.told(asha).get(kyc.told(asha).size() - 1).getVerified())
                .isFalse());
    }

    @Test
    void withdrawnConsentStopsWhatIsUnderWay() {
        try (KycSystem slow = KycSystem.start(Map.of("BEACHDO_DIGILOCKER_TIMEOUT_MS", "20000"))) {
            Somebody asha = slow.register(NAME);
            Map<String, String> back = slow.approve(slow.start(asha), NAME, "01041980", "SLOW");
            assertThat(slow.finishOnce(back)).containsEntry("kyc", "pending");

            slow.withdraw(asha, Transport.BUS);

            assertThat(slow.finish(back)).containsEntry("reason", "consent_withdrawn");
            // until after the provider has answered
            Somebody other = slow.register(NAME);
            assertThat(slow.finishOnce(slow.approve(slow.start(other), NAME, "01041980", "SLOW")))
                    .containsEntry("kyc", "pending");
            Eventually.within(
                    30, TimeUnit.SECONDS, () -> assertThat(slow.state(other).getStatus())
                            .isEqualTo(KycStatus.KYC_STATUS_VERIFIED));
            assertThat(slow.hasBadge(asha)).isFalse();
            assertThat(slow.state(asha).getReason()).isEqualTo("consent_withdrawn");
        }
    }

    @Test
    void aBadgeIsNotCarriedToAnotherName() {
        Somebody asha = kyc.register(NAME);
        assertThat(kyc.verify(asha, NAME, newDob(), "NONE")).containsEntry("kyc", "verified");

        rename(asha, "Eve Evil");
        assertThat(kyc.hasBadge(asha)).isFalse();

        rename(asha, "ASHA PATIL");
        assertThat(kyc.hasBadge(asha)).isTrue();
    }

    private void rename(Somebody who, String name) {
        Accounts accounts = kyc.system().client(Accounts.class, Transport.BUS);
        UpdateMeRequest request = UpdateMeRequest.newBuilder().setName(name).build();
        Object unused = kyc.system().as(who.caller(), () -> accounts.updateMe(request));
    }

    @Test
    void tellsAMinorFromAnAdult() {
        Somebody young = kyc.register(NAME);

        assertThat(kyc.verify(young, NAME, "01012015", "NONE")).containsEntry("kyc", "verified");

        assertThat(kyc.state(young).getOver18()).isFalse();
    }

    @Test
    void asksForConsentFirst() {
        Somebody asha = kyc.register(NAME);
        com.beachdo.identity.v1.Kyc contract = kyc.system().client(com.beachdo.identity.v1.Kyc.class, Transport.BUS);

        RpcException refused = failure(() -> kyc.system()
                .as(asha.caller(), () -> contract.startDigiLocker(StartDigiLockerRequest.getDefaultInstance())));

        assertThat(refused.code()).isEqualTo("kyc.consent_required");
        assertThat(kyc.sql("SELECT 1 FROM kyc_attempt WHERE account_id = $1", UUID.fromString(asha.id())))
                .isZero();
    }

    @Test
    void saysWhenItIsNotOffered() {
        try (KycSystem without = KycSystem.start(Map.of("BEACHDO_DIGILOCKER_URL", ""))) {
            Somebody asha = without.register(NAME);

            assertThat(failure(() -> without.start(asha)).code()).isEqualTo("kyc.not_offered");
            assertThat(without.state(asha).getStatus()).isEqualTo(KycStatus.KYC_STATUS_NOT_STARTED);
        }
    }

    /** Every value of every table, after people were verified in all ways. */
    @Test
    void keepsNeitherNumberNorPhotoNorAddressNorXml() {
        for (String kind : List.of("NONE", "OFFLINE", "SPARSE", "ALTERED")) {
            assertThat(kyc.verify(kyc.register(NAME), NAME, newDob(), kind)).containsKey("kyc");
        }
        List<String> tables = kyc.column("SELECT quote_ident(table_name) FROM information_schema.tables"
                + " WHERE table_schema = 'identity' AND table_type = 'BASE TABLE'");
        assertThat(tables).contains("kyc_verification", "account", "outbox");
        for (String table : tables) {
            // text and bytes alike: the letters of a bytea are looked for in its escape format
            List<String> rows =
                    kyc.column("SELECT string_agg(coalesce(encode(convert_to(value, 'UTF8'), 'escape'), ''),"
                            + " ' ') FROM " + table + " t, jsonb_each_text(to_jsonb(t))");
            List<String> bytes = kyc.column("SELECT string_agg(encode(decode(substr(value, 3), 'hex'), 'escape'), ' ')"
                    + " FROM " + table + " t, jsonb_each_text(to_jsonb(t)) WHERE value ~ '^\\\\x([0-9a-f]{2})+$'");
            assertThat(rows + " " + bytes)
                    .as(table)
                    .doesNotContain(AadhaarXml.UID_START)
                    .doesNotContain(AadhaarXml.PHOTO.substring(0, 20))
                    .doesNotContain("CANARY")
                    .doesNotContain("<Poi")
                    .doesNotContain("Poa")
                    .doesNotContain("1980-")
                    .doesNotContain("-1980");
            // what is kept is found by the same look
            if (table.equals("account")) {
                assertThat(rows.toString()).contains(NAME);
            }
            if (table.equals("kyc_verification")) {
                assertThat(rows.toString()).contains("rsa-sha1");
                assertThat(bytes.toString()).hasSizeGreaterThan(32);
            }
        }
    }
}
