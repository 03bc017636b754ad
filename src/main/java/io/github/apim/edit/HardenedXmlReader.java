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
            XMLReader reader =
                    SAXParserFactory.newDefaultInstance().newSAXParser().getXMLReader();
            // Of the reader: the factory would make a whole parser for each feature, only to see whether there is one.
            reader.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            reader.setFeature("http://xml.org/sax/features/external-general-entities", false);
            reader.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            reader.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return reader;
        } catch (ParserConfigurationException | SAXException impossible) {
            throw new IllegalStateException("the JDK's XML parser cannot be hardened", impossible);
        }
    }
}
