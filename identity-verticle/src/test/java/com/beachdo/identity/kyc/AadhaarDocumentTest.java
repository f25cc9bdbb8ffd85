package com.beachdo.identity.kyc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.embedded.AadhaarXml;
import com.beachdo.embedded.DocumentSigner;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Genuine documents, and a corpus of those that are not. */
class AadhaarDocumentTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final List<String> SUBJECTS = List.of("DS NATIONAL E-GOVERNANCE DIVISION", "DS UIDAI");
    private static final DocumentSigner SIGNER = DocumentSigner.make();
    private static final DocumentSigner STRANGER = DocumentSigner.make();
    private static final String UNSIGNED = AadhaarXml.certificate("Asha Patil", "15-08-1990", "F", "1234", NOW);
    private static final String GENUINE = SIGNER.sign(UNSIGNED, DocumentSigner.RSA_SHA1);

    @ParameterizedTest
    @ValueSource(strings = {DocumentSigner.RSA_SHA1, DocumentSigner.RSA_SHA256})
    void readsAGenuineDocument(String algorithm) {
        AadhaarDocument document = read(SIGNER.sign(UNSIGNED, algorithm));

        assertThat(document.name()).isEqualTo("Asha Patil");
        assertThat(document.birth()).isEqualTo(new Birth.Day(LocalDate.of(1990, 8, 15)));
        assertThat(document.last4()).isEqualTo("1234");
        assertThat(document.type()).isEqualTo("EAADHAAR");
        assertThat(document.signedAt()).isEqualTo(NOW);
        assertThat(algorithm).endsWith(document.algorithm());
        assertThat(document.signerSerial())
                .isEqualTo(SIGNER.certificate().getSerialNumber().toString(16));
        assertThat(document.toString()).doesNotContain("Asha").doesNotContain("1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {DocumentSigner.RSA_SHA1, DocumentSigner.RSA_SHA256})
    void readsAGenuineOfflineDocument(String algorithm) {
        String xml = AadhaarXml.offline("Asha Patil", "1990", "F", "9876", NOW);

        AadhaarDocument document = read(SIGNER.sign(xml, algorithm));

        assertThat(document.name()).isEqualTo("Asha Patil");
        assertThat(document.birth()).isEqualTo(new Birth.Year(1990));
        assertThat(document.last4()).isEqualTo("9876");
        assertThat(document.type()).isEqualTo("AADHAAR_OFFLINE");
        assertThat(document.signedAt()).isEqualTo(NOW);
    }

    @Test
    void readsOneWhoseSignerIsKnownAndNotInIt() {
        String bare = GENUINE.replaceAll("(?s)<KeyInfo>.*</KeyInfo>", "");
        SignerTrust trust = new SignerTrust(List.of(SIGNER.authority()), List.of(SIGNER.certificate()), SUBJECTS);

        assertThat(AadhaarDocument.of(bare.getBytes(UTF_8), trust, NOW).name()).isEqualTo("Asha Patil");
        assertThat(refusal(bare)).contains("nobody who is trusted");
    }

    @Test
    void takesACertificateThatWasValidWhenItSigned() {
        Instant then = NOW.minus(400, ChronoUnit.DAYS);
        DocumentSigner old = DocumentSigner.make(
                DocumentSigner.SUBJECT, then.minus(10, ChronoUnit.DAYS), then.plus(10, ChronoUnit.DAYS));
        String xml = AadhaarXml.certificate("Asha Patil", "15-08-1990", "F", "1234", then);

        assertThat(AadhaarDocument.of(old.sign(xml, DocumentSigner.RSA_SHA1).getBytes(UTF_8), trust(old), NOW)
                        .signedAt())
                .isEqualTo(then);
    }

    @Test
    void refusesWhatIsNotSigned() {
        assertThat(refusal(UNSIGNED)).contains("0 signatures");
    }

    @Test
    void refusesAStranger() {
        assertThat(refusal(STRANGER.sign(UNSIGNED, DocumentSigner.RSA_SHA256))).contains("nobody who is trusted");
    }

    @Test
    void refusesAStrangersSignatureBesideTheTrustedCertificate() {
        String forged = STRANGER.sign(UNSIGNED, DocumentSigner.RSA_SHA256);
        String certificate = between(GENUINE, "<X509Certificate>", "</X509Certificate>");

        assertThat(refusal(forged.replace(between(forged, "<X509Certificate>", "</X509Certificate>"), certificate)))
                .contains("signature is wrong");
    }

    @Test
    void refusesAnotherSubjectOfTheSameAuthority() {
        DocumentSigner other = DocumentSigner.make(
                "DS NATIONAL E-GOVERNANCE DIVISIONS OF NOWHERE",
                NOW.minus(1, ChronoUnit.DAYS),
                NOW.plus(1, ChronoUnit.DAYS));

        assertThat(refusal(other.sign(UNSIGNED, DocumentSigner.RSA_SHA256), trust(other)))
                .contains("nobody who is trusted");
    }

    @Test
    void refusesACertificateThatHadExpiredOrWasNotYetValid() {
        DocumentSigner expired = DocumentSigner.make(
                DocumentSigner.SUBJECT, NOW.minus(10, ChronoUnit.DAYS), NOW.minus(1, ChronoUnit.DAYS));
        DocumentSigner early =
                DocumentSigner.make(DocumentSigner.SUBJECT, NOW.plus(1, ChronoUnit.DAYS), NOW.plus(2, ChronoUnit.DAYS));

        assertThat(refusal(expired.sign(UNSIGNED, DocumentSigner.RSA_SHA256), trust(expired)))
                .contains("nobody who is trusted");
        assertThat(refusal(early.sign(UNSIGNED, DocumentSigner.RSA_SHA256), trust(early)))
                .contains("nobody who is trusted");
    }

    @Test
    void refusesTheAuthorityItselfAsSigner() {
        SignerTrust trust = new SignerTrust(
                List.of(SIGNER.authority()), List.of(SIGNER.authority()), List.of("Beachdo stand-in for CCA India"));

        assertThat(refusal(GENUINE, trust)).contains("nobody who is trusted");
    }

    @Test
    void refusesOneFromTheFuture() {
        String xml = AadhaarXml.certificate("Asha Patil", "15-08-1990", "F", "1234", NOW.plus(1, ChronoUnit.HOURS));

        assertThat(refusal(SIGNER.sign(xml, DocumentSigner.RSA_SHA1))).contains("future");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asha Patil", "15-08-1990", "xxxxxxxx1234", "Juhu"})
    void refusesAnAlteredValue(String value) {
        assertThat(refusal(GENUINE.replace(
                        value, value.replace('a', 'b').replace('1', '2').replace('J', 'K'))))
                .contains("signature is wrong");
    }

    @Test
    void refusesAWrongDigestOrSignatureValue() {
        for (String element : List.of("DigestValue", "SignatureValue")) {
            String value = between(GENUINE, "<" + element + ">", "</" + element + ">");
            char first = value.charAt(0);
            String other = (first == 'A' ? 'B' : 'A') + value.substring(1);
            assertThat(refusal(GENUINE.replace(value, other))).contains("signature is wrong");
        }
    }

    @Test
    void refusesTwoSignatures() {
        String twice = SIGNER.sign(GENUINE, DocumentSigner.RSA_SHA256);

        assertThat(refusal(twice)).contains("2 signatures");
    }

    /** The signed root as a part of another one that says something else. */
    @Test
    void refusesASignedDocumentInsideAnother() {
        String signature = between(GENUINE, "<Signature", "</Signature>");
        String whole = "<Signature" + signature + "</Signature>";
        String original = body(GENUINE);
        String evil = UNSIGNED.replace("Asha Patil", "Eve Evil");
        String beside = evil.replace("</Certificate>", original.replace(whole, "") + whole + "</Certificate>");
        String within = evil.replace("</Certificate>", original + "</Certificate>");

        assertThat(refusal(beside)).contains("signature is wrong");
        assertThat(refusal(within)).contains("not under the root");
    }

    /** The reference is turned to the original by its id, while the reader would look elsewhere. */
    @Test
    void refusesAReferenceToAPart() {
        String evil = body(GENUINE)
                .replace("URI=\"\"", "URI=\"#original\"")
                .replace("<CertificateData>", "<CertificateData><KycRes Id=\"original\"/>");

        assertThat(refusal(evil)).contains("does not sign the whole");
    }

    /** The original hides in the signature, where the enveloped transform leaves it out. */
    @Test
    void refusesContentInsideTheSignature() {
        String evil = body(GENUINE).replace("<KeyInfo>", "<Object><Evil/></Object><KeyInfo>");
        String foreign = body(GENUINE).replace("<KeyInfo>", "<KeyInfo>" + body(UNSIGNED));

        assertThat(refusal(evil)).contains("parts that it must not have");
        assertThat(refusal(foreign)).contains("parts that it must not have");
    }

    @Test
    void refusesAPersonWhoIsThereTwiceEvenWhenSigned() {
        String poi = "<Poi name=\"Eve Evil\" dob=\"01-01-1980\" gender=\"F\"/>";
        String two = UNSIGNED.replace("<Poi name=\"Asha", poi + "<Poi name=\"Asha");
        String elsewhere =
                UNSIGNED.replace("<CertificateData>", "<CertificateData><Other><UidData>" + poi + "</UidData></Other>");

        assertThat(refusal(SIGNER.sign(two, DocumentSigner.RSA_SHA1))).contains("Poi is there 2 times");
        assertThat(refusal(SIGNER.sign(elsewhere, DocumentSigner.RSA_SHA1))).contains("UidData is there 2 times");
    }

    @Test
    void refusesAnIdThatIsThereTwice() {
        String twice = UNSIGNED.replace("<CertificateData>", "<CertificateData Id=\"a\">")
                .replace("<Pht>", "<Pht id=\"a\">");

        assertThat(refusal(SIGNER.sign(twice, DocumentSigner.RSA_SHA1))).contains("id is there twice");
    }

    @Test
    void refusesADoctypeAndNeverFetches() {
        String file = "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + body(GENUINE).replace("Juhu", "&x;");
        String bomb = "<!DOCTYPE c [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + body(GENUINE);
        String harmless = "<!DOCTYPE Certificate>" + body(GENUINE);

        assertThat(List.of(refusal(file), refusal(bomb), refusal(harmless))).allMatch(why -> why.contains("DOCTYPE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
                "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
                "none"
            })
    void refusesOtherAlgorithms(String algorithm) {
        assertThat(refusal(GENUINE.replace(DocumentSigner.RSA_SHA1, algorithm))).contains("algorithm is not allowed");
    }

    @Test
    void refusesOtherTransformsAndDigests() {
        String enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
        String xpath = "http://www.w3.org/TR/1999/REC-xpath-19991116";

        assertThat(refusal(GENUINE.replace(enveloped, xpath))).contains("transforms are not allowed");
        assertThat(refusal(GENUINE.replace(
                        "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1")))
                .contains("digest is not allowed");
    }

    @Test
    void takesGarbageForTheProvidersTroubleAndNotForAnAnswer() {
        for (String garbage :
                List.of("", "<html><body>", "{\"error\": 1}", "\u0000", "x".repeat(SafeXml.MAX_BYTES + 1))) {
            KycFailure failure = failure(garbage, trust(SIGNER));
            assertThat(failure.reason()).isEqualTo("provider_unavailable");
            assertThat(failure.isResumable()).isTrue();
        }
    }

    @Test
    void refusesADocumentThatTellsTooLittle() {
        String nameless = UNSIGNED.replace("Poi name=\"Asha Patil\"", "Poi name=\"\"");
        String ageless = UNSIGNED.replace("15-08-1990", "?");
        String timeless = UNSIGNED.replaceAll("ts=\"[^\"]*\"", "");

        assertThat(refusal(SIGNER.sign(nameless, DocumentSigner.RSA_SHA1))).isEqualTo("identity_incomplete");
        assertThat(refusal(SIGNER.sign(ageless, DocumentSigner.RSA_SHA1))).isEqualTo("identity_incomplete");
        assertThat(refusal(SIGNER.sign(timeless, DocumentSigner.RSA_SHA1))).contains("when it was signed");
    }

    private static AadhaarDocument read(String xml) {
        return AadhaarDocument.of(xml.getBytes(UTF_8), trust(SIGNER), NOW);
    }

    private static SignerTrust trust(DocumentSigner signer) {
        return new SignerTrust(List.of(signer.authority()), List.of(), SUBJECTS);
    }

    private static String refusal(String xml) {
        return refusal(xml, trust(SIGNER));
    }

    private static String refusal(String xml, SignerTrust trust) {
        KycFailure failure = failure(xml, trust);
        assertThat(failure.isResumable()).isFalse();
        return String.valueOf(failure.getMessage());
    }

    private static KycFailure failure(String xml, SignerTrust trust) {
        KycFailure failure =
                catchThrowableOfType(KycFailure.class, () -> AadhaarDocument.of(xml.getBytes(UTF_8), trust, NOW));
        assertThat(failure).as("it was to be refused").isNotNull();
        return failure;
    }

    private static String body(String xml) {
        return xml.substring(xml.indexOf(xml.contains("?>") ? "?>" : "<") + (xml.contains("?>") ? 2 : 0));
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
