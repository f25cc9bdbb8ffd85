package com.beachdo.identity.kyc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A document whose signature was found good. Its content is read again from the very bytes that were signed, so nothing
 * beside them can be taken for it.
 *
 * @param content what was signed
 */
record SignedDocument(Element content, X509Certificate signer, Instant signedAt, String algorithm) {
    private static final Logger LOG = LoggerFactory.getLogger(SignedDocument.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /**
     * @param signedAt reads the time of signing from the root
     * @throws KycFailure for anything but a genuine document
     */
    static SignedDocument of(byte[] bytes, SignerTrust trust, Function<Element, Instant> signedAt, Instant now) {
        Document document = SafeXml.parse(bytes);
        Element signature = SignatureShape.require(document);
        // the time is believed only once the signature that covers it is
        Instant time = signedAt.apply(document.getDocumentElement());
        if (time.isAfter(now.plus(CLOCKS_DIFFER))) {
            throw KycFailure.notGenuine("it was signed in the future");
        }
        List<X509Certificate> signers = trust.signersAt(time, candidates(signature));
        if (signers.isEmpty()) {
            throw KycFailure.notGenuine("nobody who is trusted can have signed it");
        }
        for (X509Certificate signer : signers) {
            byte[] signed = signedBytes(signature, signer);
            if (signed.length > 0) {
                return read(signed, signer, signedAt, time, SignatureShape.algorithm(signature));
            }
        }
        throw KycFailure.notGenuine("its signature is wrong");
    }

    private static SignedDocument read(
            byte[] signed,
            X509Certificate signer,
            Function<Element, Instant> signedAt,
            Instant time,
            String algorithm) {
        Element content = SafeXml.parse(signed).getDocumentElement();
        if (!signedAt.apply(content).equals(time)) {
            throw KycFailure.notGenuine("its time is not what was signed");
        }
        LOG.info("a document signed by {} with {}", signer.getSerialNumber().toString(16), algorithm);
        return new SignedDocument(content, signer, time, algorithm);
    }

    /** The canonical bytes that the signature covers; empty when this signer did not sign them. */
    private static byte[] signedBytes(Element signature, X509Certificate signer) {
        DOMValidateContext context = new DOMValidateContext(signer.getPublicKey(), signature);
        // its blanket rule against SHA-1 is replaced by the shape that was checked
        context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.FALSE);
        context.setProperty("javax.xml.crypto.dsig.cacheReference", Boolean.TRUE);
        try {
            XMLSignature parsed = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            if (!parsed.validate(context)) {
                return new byte[0];
            }
            Reference reference = parsed.getSignedInfo().getReferences().get(0);
            return reference.getDigestInputStream().readAllBytes();
        } catch (MarshalException | XMLSignatureException | IOException e) {
            return new byte[0];
        }
    }

    private static List<X509Certificate> candidates(Element signature) {
        List<X509Certificate> found = new ArrayList<>();
        for (Element element : SafeXml.all(signature)) {
            if ("X509Certificate".equals(element.getLocalName())) {
                found.add(certificate(element.getTextContent()));
            }
        }
        return found;
    }

    private static X509Certificate certificate(String base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException e) {
            throw KycFailure.notGenuine("a certificate in it can't be read");
        }
    }
}
