package io.github.apim.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that a file names.
 *
 * @param host without the brackets of IPv6
 * @param path with a slash first, or empty
 */
record Address(String scheme, String host, int port, String path) {

    private static final Pattern URL = Pattern.compile("([a-z+]+)://(\\[[^\\]]+\\]|[^:/\\[\\]{}$\\s]+):([0-9]{1,5})([^\\s,{}]*)");

    /** The address that a text is; empty if it is none, such as one that the server puts together itself. */
    static Optional<Address> of(String text) {
        Matcher matcher = URL.matcher(text.trim());
        return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
    }

    /** The addresses in a text, whatever is between them. */
    static List<Address> all(String text) {
        List<Address> all = new ArrayList<>();
        Matcher matcher = URL.matcher(text);
        while (matcher.find()) {
            all.add(of(matcher));
        }
        return all;
    }

    private static Address of(Matcher matcher) {
        return new Address(
                matcher.group(1),
                matcher.group(2).replaceAll("[\\[\\]]", ""),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4).replaceAll("/+$", ""));
    }
}
