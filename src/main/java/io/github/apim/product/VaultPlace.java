package io.github.apim.product;

import java.util.regex.Pattern;

/**
 * Where a version can have an alias in place of a password.
 *
 * @param file  an XML file below the home; a version need not have it
 * @param root  the root element, {@code /Server}
 * @param place a whole path of an element without children or of an attribute, with {@code [n]} behind the n-th of equal
 *              names and {@code [@name='…']} behind what has a name
 * @param alias the name under which the server asks for it: {@code $1} is what the first group of the place has matched,
 *              with dots for slashes, and <code>{path}</code> the text of another element
 */
public record VaultPlace(String file, String root, Pattern place, String alias) {

    static VaultPlace of(String file, String root, String place, String alias) {
        return new VaultPlace(file, root, Pattern.compile(root + place), alias);
    }
}
