package io.github.apim.edit;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The JDK's XML parser, which neither loads an external document type nor resolves an external entity. */
public final class HardenedXmlReader {

    private HardenedXmlReader() {}

    /** A parser without handlers, for one thread. */
    public static XMLReader create() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException | SAXException impossible) {
            throw new IllegalStateException("the JDK's XML parser cannot be hardened", impossible);
        }
    }
}
