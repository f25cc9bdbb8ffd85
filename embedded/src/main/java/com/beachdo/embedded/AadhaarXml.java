package com.beachdo.embedded;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Unsigned e-Aadhaar documents of people who do not exist, with all that a real one holds. */
public final class AadhaarXml {
    /** What no reader may keep, so that tests can look for it. */
    public static final String PHOTO = "UEhPVE8tQ0FOQVJZLW5vLXJlYWRlci1rZWVwcy1pdA==";

    public static final String HOUSE = "CANARY House 42";
    public static final String UID_START = "77665544";

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter REFERENCE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS").withZone(INDIA);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(INDIA);

    private AadhaarXml() {}

    /** As the provider's call answers. The number is whole in an attribute that real ones have masked. */
    public static String certificate(String name, String dob, String gender, String last4, Instant signedAt) {
        return """
                <Certificate name="eAadhaar" number="%s"><CertificateData><KycRes code="c0ffee" ret="Y" ts="%s">\
                <UidData tkn="%s%s" uid="xxxxxxxx%s"><Poi name="%s" dob="%s" gender="%s"/>\
                <Poa co="" house="%s" street="Sea Road" loc="Juhu" dist="Mumbai" state="Maharashtra" pc="400049"/>\
                <LData lang="06" name="%s"/><Pht>%s</Pht></UidData></KycRes></CertificateData></Certificate>"""
                .formatted(
                        UID_START + last4,
                        TIME.format(signedAt),
                        UID_START,
                        last4,
                        last4,
                        escape(name),
                        dob,
                        gender,
                        HOUSE,
                        escape(name),
                        PHOTO);
    }

    /** As people download it for themselves. */
    public static String offline(String name, String dob, String gender, String last4, Instant signedAt) {
        return """
                <OfflinePaperlessKyc referenceId="%s%s"><UidData><Poi dob="%s" e="" gender="%s" m="" name="%s"/>\
                <Poa careof="" house="%s" street="Sea Road" loc="Juhu" dist="Mumbai" state="Maharashtra" pc="400049"/>\
                <Pht>%s</Pht></UidData></OfflinePaperlessKyc>"""
                .formatted(last4, REFERENCE_TIME.format(signedAt), dob, gender, escape(name), HOUSE, PHOTO);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
