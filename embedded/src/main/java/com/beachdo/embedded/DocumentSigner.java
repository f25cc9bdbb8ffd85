package com.beachdo.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * Signs XML documents under a certificate of an authority made up for tests and demonstrations.
 *
 * @param key of the signer
 */
public record DocumentSigner(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
    public static final String RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
    public static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    /** A subject that the real signers have. */
    public static final String SUBJECT = "DS NATIONAL E-GOVERNANCE DIVISION 1";

    private static final int KEY_BITS = 2048;
    private static final String SHA256_WITH_RSA = "1.2.840.113549.1.1.11";

    /** A new authority and a signer of this common name whose certificate is valid between. */
    public static DocumentSigner make(String commonName, Instant from, Instant until) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair authority = generator.generateKeyPair();
            KeyPair signer = generator.generateKeyPair();
            String name = "Beachdo stand-in for CCA India";
            Instant before = from.minus(365, ChronoUnit.DAYS);
            Instant after = until.plus(3650, ChronoUnit.DAYS);
            return new DocumentSigner(
                    signer.getPrivate(),
                    certificate(commonName, signer, name, authority.getPrivate(), from, until, false),
                    certificate(name, authority, name, authority.getPrivate(), before, after, true));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new signer that is valid now, and for ten years. */
    public static DocumentSigner make() {
        Instant now = Instant.now();
        return make(SUBJECT, now.minus(30, ChronoUnit.DAYS), now.plus(3650, ChronoUnit.DAYS));
    }

    /** All of it as text, the key included. */
    String stored() {
        try {
            return base64(key.getEncoded()) + " " + base64(certificate.getEncoded()) + " "
                    + base64(authority.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static DocumentSigner read(String stored) {
        String[] parts = stored.split(" ", -1);
        Base64.Decoder decoder = Base64.getDecoder();
        try {
            return new DocumentSigner(
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(parts[0]))),
                    certificate(decoder.decode(parts[1])),
                    certificate(decoder.decode(parts[2])));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The authority's certificate, as a file for those who trust it. */
    public String authorityPem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The document with an enveloped signature as the last child of its root. */
    public String sign(String xml, String algorithm) {
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        KeyInfoFactory infos = factory.getKeyInfoFactory();
        try {
            Document document = parse(xml);
            Reference whole = factory.newReference(
                    "",
                    factory.newDigestMethod(DigestMethod.SHA256, null),
                    List.of(factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)),
                    null,
                    null);
            KeyInfo info = infos.newKeyInfo(List.of(infos.newX509Data(List.of(certificate))));
            factory.newXMLSignature(
                            factory.newSignedInfo(
                                    factory.newCanonicalizationMethod(
                                            CanonicalizationMethod.INCLUSIVE, (C14NMethodParameterSpec) null),
                                    factory.newSignatureMethod(algorithm, null),
                                    List.of(whole)),
                            info)
                    .sign(new DOMSignContext(key, document.getDocumentElement()));
            return write(document);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String write(Document document) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(out));
            return out.toString(StandardCharsets.UTF_8);
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            String subject,
            KeyPair keys,
            String issuer,
            PrivateKey issuerKey,
            Instant from,
            Instant until,
            boolean isAuthority)
            throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.identifier(SHA256_WITH_RSA), Der.nothing());
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(64, new java.security.SecureRandom()).setBit(62)),
                algorithm,
                name(issuer),
                Der.sequence(Der.time(from), Der.time(until)),
                name(subject),
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, extensions(isAuthority)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(issuerKey);
        signature.update(content);
        return certificate(Der.sequence(content, algorithm, Der.bits(0, signature.sign())));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.identifier("2.5.4.3"), Der.text(commonName))));
    }

    private static byte[] extensions(boolean isAuthority) {
        byte[] constraints = isAuthority ? Der.sequence(Der.yes()) : Der.sequence();
        byte[] usage = isAuthority ? Der.bits(2, new byte[] {0x04}) : Der.bits(6, new byte[] {(byte) 0xc0});
        return Der.sequence(
                Der.sequence(Der.identifier("2.5.29.19"), Der.yes(), Der.octets(constraints)),
                Der.sequence(Der.identifier("2.5.29.15"), Der.yes(), Der.octets(usage)));
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "DocumentSigner[" + certificate.getSubjectX500Principal() + "]";
    }
}
