package io.github.apim.rules;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that a configuration file holds.
 *
 * @param port absent where the text does not name one
 * @param path from the first slash on, may be empty
 */
public record Address(String scheme, String host, OptionalInt port, String path) {

    private static final Pattern FORM =
            Pattern.compile("([a-z+]+)://(?:[^@/]*@)?(\\[[^\\]]+\\]|[^:/\\s]+)(?::([0-9]{1,5}))?(/\\S*)?");

    /** The parts of a URL; empty for what is none, also while it holds a <code>${…}</code> that the server resolves. */
    public static Optional<Address> of(String url) {
        Matcher matcher = FORM.matcher(url);
        if (url.contains("${") || !matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group(3);
        return Optional.of(new Address(
                matcher.group(1),
                matcher.group(2).replaceAll("[\\[\\]]", ""),
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)),
                matcher.group(4) == null ? "" : matcher.group(4)));
    }

    /** A URL for a message: without a user, a password and parameters, any of which may be secret. */
    public static String shown(String url) {
        return url.replaceAll("//[^@/]*@", "//").replaceAll("[?;].*", "");
    }
}
