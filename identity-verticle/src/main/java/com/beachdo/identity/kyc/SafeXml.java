package com.beachdo.identity.kyc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML from others: no DTD, nothing fetched, no id twice, bounded in size and depth. */
final class SafeXml {
    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_ELEMENTS = 200;
    private static final int MAX_DEPTH = 12;
    private static final Set<String> ID_NAMES = Set.of("id", "assertionid");

    private SafeXml() {}

    /** Fails with provider_unavailable for what is no XML, with document_not_genuine for XML that asks for trouble. */
    static Document parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw KycFailure.unavailable("the document is too large");
        }
        Document document;
        try {
            document = builder().parse(new ByteArrayInputStream(bytes));
        } catch (SAXException e) {
            throw String.valueOf(e.getMessage()).contains("DOCTYPE")
                    ? KycFailure.notGenuine("it has a DOCTYPE")
                    : KycFailure.unavailable("the document is no XML");
        } catch (IOException e) {
            throw KycFailure.unavailable("the document is in no known encoding");
        }
        check(document.getDocumentElement());
        return document;
    }

    /** The only child of this name, which must be there exactly once. */
    static Element child(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Element child : children(parent)) {
            if (name.equals(child.getLocalName())) {
                found.add(child);
            }
        }
        if (found.size() != 1) {
            throw KycFailure.notGenuine(name + " is there " + found.size() + " times");
        }
        return found.get(0);
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Every element at or below this one. */
    static List<Element> all(Element root) {
        List<Element> found = new ArrayList<>();
        found.add(root);
        for (int at = 0; at < found.size(); at++) {
            found.addAll(children(found.get(at)));
        }
        return found;
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(Element root) {
        List<Element> elements = all(root);
        if (elements.size() > MAX_ELEMENTS) {
            throw KycFailure.notGenuine("it has too many elements");
        }
        Set<String> ids = new HashSet<>();
        for (Element element : elements) {
            int depth = 0;
            for (Node node = element; node instanceof Element; node = node.getParentNode()) {
                depth++;
            }
            if (depth > MAX_DEPTH) {
                throw KycFailure.notGenuine("it is nested too deep");
            }
            NamedNodeMap attributes = element.getAttributes();
            for (int at = 0; at < attributes.getLength(); at++) {
                Attr attribute = (Attr) attributes.item(at);
                if (ID_NAMES.contains(attribute.getLocalName().toLowerCase(Locale.ROOT))
                        && !ids.add(attribute.getValue())) {
                    throw KycFailure.notGenuine("an id is there twice");
                }
            }
        }
    }

    /** Fails instead of printing. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
