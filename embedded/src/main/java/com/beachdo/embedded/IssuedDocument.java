package com.beachdo.embedded;

import java.time.Instant;

/** The e-Aadhaar of a person, as the stand-in's document call answers it. */
final class IssuedDocument {
    private final DocumentSigner signer;

    /** Whom nobody trusts; made when first needed. */
    private static final class Stranger {
        static final DocumentSigner SIGNER = DocumentSigner.make();
    }

    IssuedDocument(DocumentSigner signer) {
        this.signer = signer;
    }

    String of(Person person) {
        String algorithm = person.trouble() == Trouble.SHA256 ? DocumentSigner.RSA_SHA256 : DocumentSigner.RSA_SHA1;
        return switch (person.trouble()) {
            case DOCUMENT_GARBAGE -> "<html><body>It works!</body>";
            case UNSIGNED -> content(person);
            case FORGED -> Stranger.SIGNER.sign(content(person), algorithm);
            case ALTERED ->
                signer.sign(content(person), algorithm).replace("dob=\"" + person.dashedDob(), "dob=\"01-01-1970");
            default -> signer.sign(content(person), algorithm);
        };
    }

    private static String content(Person person) {
        String name = person.trouble() == Trouble.OTHER_DOCUMENT ? "Nobody Else" : person.name();
        String dob = person.trouble() == Trouble.YEAR_ONLY ? person.dob().substring(4) : person.dashedDob();
        return person.trouble() == Trouble.OFFLINE
                ? AadhaarXml.offline(name, dob, person.gender(), person.last4(), Instant.now())
                : AadhaarXml.certificate(name, dob, person.gender(), person.last4(), Instant.now());
    }
}
