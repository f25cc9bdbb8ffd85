package com.beachdo.identity.kyc;

import com.beachdo.identity.v1.KycProvider;
import com.beachdo.identity.v1.KycState;
import com.beachdo.identity.v1.KycStatus;
import com.beachdo.platform.db.Rows;
import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** Where somebody stands, from their proof and their newest attempt. */
final class Standing {
    private Standing() {}

    static KycState of(Row row) {
        KycState.Builder state =
                KycState.newBuilder().setConsentVersion(ConsentText.VERSION).setConsentText(ConsentText.TEXT);
        Boolean valid = row.getBoolean("valid");
        String attempt = row.getString("attempt_status");
        KycStatus status = status(valid, attempt);
        state.setStatus(status);
        if (valid != null) {
            proof(row, state);
        }
        if (status == KycStatus.KYC_STATUS_PENDING || status == KycStatus.KYC_STATUS_FAILED) {
            state.setAttemptId(row.getUUID("attempt_id").toString());
            String reason = reason(attempt, row.getString("reason"));
            if (reason != null) {
                state.setReason(reason);
            }
        }
        return state.build();
    }

    private static KycStatus status(@Nullable Boolean valid, @Nullable String attempt) {
        if (Boolean.TRUE.equals(valid)) {
            return KycStatus.KYC_STATUS_VERIFIED;
        }
        if (attempt == null) {
            return valid == null ? KycStatus.KYC_STATUS_NOT_STARTED : KycStatus.KYC_STATUS_EXPIRED;
        }
        return switch (attempt) {
            case "STARTED", "RUNNING", "INTERRUPTED" -> KycStatus.KYC_STATUS_PENDING;
            // the attempt of a proof that was withdrawn or ran out
            case "VERIFIED" -> valid == null ? KycStatus.KYC_STATUS_NOT_STARTED : KycStatus.KYC_STATUS_EXPIRED;
            default -> valid == null ? KycStatus.KYC_STATUS_FAILED : KycStatus.KYC_STATUS_EXPIRED;
        };
    }

    private static @Nullable String reason(@Nullable String attempt, @Nullable String told) {
        if ("ABANDONED".equals(attempt)) {
            return "attempt_expired";
        }
        return "INTERRUPTED".equals(attempt) ? "provider_unavailable" : told;
    }

    private static void proof(Row row, KycState.Builder state) {
        state.setProvider(KycProvider.KYC_PROVIDER_DIGILOCKER)
                .setVerifiedAt(Rows.timestamp(row.getOffsetDateTime("verified_at")))
                .setValidUntil(Rows.timestamp(row.getOffsetDateTime("valid_until")))
                .setNameScore(row.getInteger("name_score"))
                .setOver18(row.getBoolean("over_18"));
        String last4 = row.getString("aadhaar_last4");
        if (last4 != null) {
            state.setAadhaarLast4(last4);
        }
    }
}
