package com.beachdo.identity.kyc;

import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a genuine document.
 *
 * @param personHash keyed hash of the provider's name for the person
 * @param validUntil when the consent or the proof runs out
 */
record Proof(
        Buffer personHash,
        @Nullable String last4,
        int nameScore,
        boolean over18,
        String documentType,
        String signerSerial,
        String algorithm,
        OffsetDateTime signedAt,
        OffsetDateTime validUntil) {

    /** Of the document and the name of the account; fails when they are not of one person. */
    static Proof of(
            AadhaarDocument document,
            Buffer personHash,
            String accountName,
            LocalDate today,
            OffsetDateTime validUntil) {
        int score = NameMatch.score(accountName, document.name());
        if (!NameMatch.isEnough(score)) {
            throw KycFailure.because("name_mismatch");
        }
        return new Proof(
                personHash,
                document.last4(),
                score,
                !today.isBefore(document.birth().adultOn()),
                document.type(),
                document.signerSerial(),
                document.algorithm(),
                document.signedAt().atOffset(java.time.ZoneOffset.UTC),
                validUntil);
    }

    @Override
    public String toString() {
        return "Proof[hidden]";
    }
}
