package io.github.apim.edit;

import java.util.List;
import java.util.Optional;

/** An XML file held as it lies; every edit gives a new value that differs only where the edit says so. */
public final class XmlFile {

    private XmlFile() {}

    public static XmlFile parse(String name, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    public byte[] bytes() {
        throw new UnsupportedOperationException();
    }

    public XmlFile set(String path, String value) {
        throw new UnsupportedOperationException();
    }

    public XmlFile setText(String path, String value) {
        throw new UnsupportedOperationException();
    }

    public XmlFile setAttribute(String path, String attribute, String value) {
        throw new UnsupportedOperationException();
    }

    /** The element path names the element itself: parent, then the last step with what identifies it. */
    public XmlFile put(String path, XmlElement element, Placement placement) {
        throw new UnsupportedOperationException();
    }

    /** The element is made from the last step: its name, and an attribute for each {@code [@name='value']}. */
    public XmlFile put(String path, String text, Placement placement) {
        throw new UnsupportedOperationException();
    }

    public XmlFile replaceChildren(String path, List<XmlElement> children) {
        throw new UnsupportedOperationException();
    }

    public XmlFile remove(String path) {
        throw new UnsupportedOperationException();
    }

    public boolean has(String path) {
        throw new UnsupportedOperationException();
    }

    public int count(String path) {
        throw new UnsupportedOperationException();
    }

    public String text(String path) {
        throw new UnsupportedOperationException();
    }

    public Optional<String> attribute(String path, String attribute) {
        throw new UnsupportedOperationException();
    }
}
