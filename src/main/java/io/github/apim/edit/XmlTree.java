package io.github.apim.edit;

import java.util.List;
import java.util.Optional;

/** The elements of an XML file in document order, as far as paths ask for them. An element is its number in that order. */
interface XmlTree {

    /** The elements directly in an element, or the root for {@link XmlNode#DOCUMENT}. */
    List<Integer> elementsIn(int element);

    /** The number behind that of the last element within one. */
    int endOf(int element);

    /** The name behind its prefix. */
    String nameOf(int element);

    /** The value of an attribute, see {@link XmlNode.Element#attribute}. */
    Optional<String> attributeOf(int element, String name);

    /** The text of an element, with all references resolved. */
    String textOf(int element);
}
