package io.github.apim.edit;

import java.util.List;
import java.util.Optional;

/** A part of an XML text: where it starts and where the next part starts, as offsets into the text. */
sealed interface XmlNode {

    /** The parent index of what stands outside the root element. */
    int DOCUMENT = -1;

    int start();

    int end();

    /**
     * An element from the {@code <} of its start tag to the {@code >} of its end tag.
     *
     * @param index its place among all elements in document order
     * @param parent the index of the element around it, or {@link #DOCUMENT}
     * @param name its name with its prefix
     * @param openEnd behind the {@code >} of the start tag
     * @param contentEnd at the {@code <} of the end tag; equal to {@code openEnd} and {@code end} for {@code <a/>}
     */
    record Element(
            int index,
            int parent,
            String name,
            List<Attribute> attributes,
            int start,
            int openEnd,
            int contentEnd,
            int end)
            implements XmlNode {

        boolean isSelfClosed() {
            return openEnd == end;
        }

        int nameEnd() {
            return start + 1 + name.length();
        }

        /** By its full name, or else by its name behind the prefix; namespace declarations only by the full name. */
        Optional<Attribute> attribute(String wanted) {
            var exact = attributes.stream().filter(a -> a.name().equals(wanted)).findFirst();
            return exact.isPresent()
                    ? exact
                    : attributes.stream()
                            .filter(a -> !a.name().startsWith("xmlns:")
                                    && localName(a.name()).equals(wanted))
                            .findFirst();
        }
    }

    /** An attribute of a start tag; the value lies between the quotes, not including them. */
    record Attribute(String name, int start, int valueStart, int valueEnd, char quote) {

        int end() {
            return valueEnd + 1;
        }
    }

    /** Character data, or a whole CDATA section with its brackets. */
    record Characters(int start, int end, boolean cdata) implements XmlNode {}

    /** A comment with its {@code <!--} and {@code -->}. */
    record Comment(int start, int end) implements XmlNode {}

    /** The XML declaration, a processing instruction, the document type. */
    record Other(int start, int end) implements XmlNode {}

    static String localName(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}
