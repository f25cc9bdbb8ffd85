package com.beachdo.identity.kyc;

import java.util.List;
import java.util.Set;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The one shape that a signature may have, checked by hand before any of it is computed: one enveloped signature under
 * the root over the whole document, with algorithms of a short list.
 */
final class SignatureShape {
    /** The document is signed with SHA-1 by its publisher's rules; these two are good for nothing else here. */
    private static final Set<String> SIGNATURES =
            Set.of("http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");

    private static final Set<String> PARTS = Set.of("SignedInfo", "SignatureValue", "KeyInfo");
    private static final Set<String> KNOWN = Set.of(
            "Signature",
            "SignedInfo",
            "CanonicalizationMethod",
            "SignatureMethod",
            "Reference",
            "Transforms",
            "Transform",
            "DigestMethod",
            "DigestValue",
            "SignatureValue",
            "KeyInfo",
            "KeyName",
            "KeyValue",
            "RSAKeyValue",
            "Modulus",
            "Exponent",
            "X509Data",
            "X509Certificate",
            "X509SubjectName",
            "X509IssuerSerial",
            "X509IssuerName",
            "X509SerialNumber",
            "X509SKI");
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    private static final Set<String> CANONICAL =
            Set.of("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2001/10/xml-exc-c14n#");

    private SignatureShape() {}

    /** The signature element of a document whose signature may be computed. */
    static Element require(Document document) {
        Element root = document.getDocumentElement();
        List<Element> signatures = SafeXml.all(root).stream()
                .filter(element -> "Signature".equals(element.getLocalName()))
                .toList();
        if (signatures.size() != 1) {
            throw KycFailure.notGenuine("it has " + signatures.size() + " signatures");
        }
        Element signature = signatures.get(0);
        demand(signature.getParentNode() == root, "its signature is not under the root");
        demand(
                SafeXml.all(signature).stream().allMatch(SignatureShape::isKnown),
                "its signature has parts that it must not have");
        for (Element part : SafeXml.children(signature)) {
            demand(PARTS.contains(part.getLocalName()), "its signature has parts out of place");
        }
        demand(SafeXml.children(SafeXml.child(signature, "SignatureValue")).isEmpty(), "its value is no text");
        checkSignedInfo(SafeXml.child(signature, "SignedInfo"));
        return signature;
    }

    /** The short name of the algorithm of a signature of the right shape. */
    static String algorithm(Element signature) {
        Element signedInfo = SafeXml.child(signature, "SignedInfo");
        String uri = SafeXml.child(signedInfo, "SignatureMethod").getAttribute("Algorithm");
        return uri.substring(uri.indexOf('#') + 1);
    }

    private static void checkSignedInfo(Element signedInfo) {
        demand(SafeXml.children(signedInfo).size() == 3, "it does not sign exactly one thing");
        demand(
                CANONICAL.contains(bare(SafeXml.child(signedInfo, "CanonicalizationMethod"))),
                "its canonicalization is not allowed");
        demand(SIGNATURES.contains(bare(SafeXml.child(signedInfo, "SignatureMethod"))), "its algorithm is not allowed");
        Element reference = SafeXml.child(signedInfo, "Reference");
        demand(reference.hasAttribute("URI") && reference.getAttribute("URI").isEmpty(), "it does not sign the whole");
        demand(SHA256.equals(bare(SafeXml.child(reference, "DigestMethod"))), "its digest is not allowed");
        demand(SafeXml.children(reference).size() == 3, "its reference has parts that it must not have");
        List<Element> transforms = SafeXml.children(SafeXml.child(reference, "Transforms"));
        demand(
                (transforms.size() == 1 || transforms.size() == 2)
                        && ENVELOPED.equals(bare(transforms.get(0)))
                        && (transforms.size() == 1 || CANONICAL.contains(bare(transforms.get(1)))),
                "its transforms are not allowed");
    }

    /** The algorithm of an element that has no parameters. */
    private static String bare(Element element) {
        demand(SafeXml.children(element).isEmpty(), "an algorithm has parameters");
        return element.getAttribute("Algorithm");
    }

    private static boolean isKnown(Element element) {
        return XMLSignature.XMLNS.equals(element.getNamespaceURI()) && KNOWN.contains(element.getLocalName());
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw KycFailure.notGenuine(otherwise);
        }
    }
}
