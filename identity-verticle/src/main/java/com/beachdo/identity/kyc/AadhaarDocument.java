package com.beachdo.identity.kyc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * What is read of a genuine e-Aadhaar, and nothing else of it: not the number, the photo or the address.
 *
 * @param last4 of the Aadhaar number; null when the document does not tell
 */
record AadhaarDocument(
        String name,
        Birth birth,
        @Nullable String last4,
        String type,
        String signerSerial,
        Instant signedAt,
        String algorithm) {
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private static final int MAX_NAME = 200;
    private static final String KYC = "KycRes";
    private static final String OFFLINE = "OfflinePaperlessKyc";
    private static final Pattern UID = Pattern.compile("[xX*0-9]{8}([0-9]{4})");
    private static final Pattern REFERENCE = Pattern.compile("([0-9]{4})([0-9]{17})");
    private static final DateTimeFormatter REFERENCE_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS");

    /** @throws KycFailure for anything but a genuine document */
    static AadhaarDocument of(byte[] bytes, SignerTrust trust, Instant now) {
        SignedDocument signed = SignedDocument.of(bytes, trust, AadhaarDocument::signedAt, now);
        Element root = signed.content();
        Element uidData = uidData(root);
        Element person = SafeXml.child(uidData, "Poi");
        requireOnly(root, List.of("UidData", "Poi", KYC));
        String name = person.getAttribute("name").strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw KycFailure.because("identity_incomplete");
        }
        return new AadhaarDocument(
                name,
                Birth.parse(person.getAttribute("dob").strip())
                        .orElseThrow(() -> KycFailure.because("identity_incomplete")),
                last4(root, uidData),
                isOffline(root) ? "AADHAAR_OFFLINE" : "EAADHAAR",
                signed.signer().getSerialNumber().toString(16),
                signed.signedAt(),
                signed.algorithm());
    }

    /** Without what says who it is. */
    @Override
    public String toString() {
        return "AadhaarDocument[" + type + ", hidden]";
    }

    private static Element uidData(Element root) {
        return SafeXml.child(isOffline(root) ? root : kycRes(root), "UidData");
    }

    private static Element kycRes(Element root) {
        if (!"Certificate".equals(root.getLocalName())) {
            throw KycFailure.notGenuine("it is no e-Aadhaar");
        }
        return SafeXml.child(SafeXml.child(root, "CertificateData"), KYC);
    }

    private static boolean isOffline(Element root) {
        return OFFLINE.equals(root.getLocalName());
    }

    /** The place of a value is no defence when there is another place that looks like it. */
    private static void requireOnly(Element root, List<String> names) {
        for (String name : names) {
            long count = SafeXml.all(root).stream()
                    .filter(element -> name.equals(element.getLocalName()))
                    .count();
            if (count > 1) {
                throw KycFailure.notGenuine(name + " is there " + count + " times");
            }
        }
    }

    private static @Nullable String last4(Element root, Element uidData) {
        if (isOffline(root)) {
            Matcher reference = REFERENCE.matcher(root.getAttribute("referenceId"));
            return reference.matches() ? reference.group(1) : null;
        }
        Matcher uid = UID.matcher(uidData.getAttribute("uid"));
        return uid.matches() ? uid.group(1) : null;
    }

    private static Instant signedAt(Element root) {
        try {
            if (!isOffline(root)) {
                return time(DateTimeFormatter.ISO_DATE_TIME, kycRes(root).getAttribute("ts"));
            }
            Matcher reference = REFERENCE.matcher(root.getAttribute("referenceId"));
            if (reference.matches()) {
                return time(REFERENCE_TIME, reference.group(2));
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw KycFailure.notGenuine("it does not tell when it was signed");
    }

    /** Indian time where no offset is told. */
    private static Instant time(DateTimeFormatter format, String text) {
        TemporalAccessor time = format.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime full
                ? full.toInstant()
                : ((LocalDateTime) time).atZone(INDIA).toInstant();
    }
}
