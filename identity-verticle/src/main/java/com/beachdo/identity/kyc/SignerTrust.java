package com.beachdo.identity.kyc;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Whose signatures count: certificates of pinned subjects that chain to pinned anchors and were valid when they signed.
 * What the document brings along are candidates, nothing more.
 *
 * @param anchors which end every chain
 * @param known signers and authorities in between, for documents that do not bring them
 * @param subjects how the common name of a signer begins, in any case; a number may follow
 */
record SignerTrust(List<X509Certificate> anchors, List<X509Certificate> known, List<String> subjects) {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    /** Those of the candidates and the known ones that may have signed at that time; the candidates first. */
    List<X509Certificate> signersAt(Instant signedAt, List<X509Certificate> candidates) {
        List<X509Certificate> all = new ArrayList<>(candidates);
        all.addAll(known);
        return all.stream()
                .distinct()
                .filter(this::isPinned)
                .filter(SignerTrust::maySign)
                .filter(signer -> chains(signer, all, signedAt))
                .toList();
    }

    private boolean isPinned(X509Certificate certificate) {
        String name = commonName(certificate).toUpperCase(Locale.ROOT);
        return subjects.stream()
                .map(subject -> subject.toUpperCase(Locale.ROOT))
                .anyMatch(subject -> name.startsWith(subject)
                        && name.substring(subject.length()).matches("\\s*[0-9]{0,3}"));
    }

    private static String commonName(X509Certificate certificate) {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(part.getValue()).strip();
                }
            }
        } catch (InvalidNameException e) {
            // a name that can't be read is nobody's
        }
        return "";
    }

    private static boolean maySign(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() < 0
                && (usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION]);
    }

    private boolean chains(X509Certificate signer, List<X509Certificate> between, Instant at) {
        try {
            signer.checkValidity(Date.from(at));
            Set<TrustAnchor> ends = new HashSet<>();
            anchors.forEach(anchor -> ends.add(new TrustAnchor(anchor, null)));
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(signer);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(ends, target);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
            parameters.setDate(Date.from(at));
            // the authority publishes no list that could be asked in time; a revoked signer is taken off by subjects
            parameters.setRevocationEnabled(false);
            Object unused = CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
