package io.github.apim.shipping;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The patterns of {@code known_hosts} as OpenSSH reads them: {@code *} also means a host on another port than 22, whose
 * name is {@code [host]:port}. The SSH library lets it mean port 22 alone, and so would overlook a revoked key.
 */
final class HostPatterns {

    private HostPatterns() {}

    /**
     * Whether a host is meant.
     *
     * @param patterns separated by commas; one that starts with an exclamation mark forbids what it matches
     * @param name     the host, or {@code [host]:port}
     */
    static boolean match(String patterns, String name) {
        boolean matches = false;
        for (String pattern : patterns.split(",")) {
            boolean negated = pattern.startsWith("!");
            if (matchesOne(negated ? pattern.substring(1) : pattern, name)) {
                if (negated) {
                    return false;
                }
                matches = true;
            }
        }
        return matches;
    }

    private static boolean matchesOne(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (char character : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            regex.append(
                    switch (character) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(character));
                    });
        }
        return Pattern.matches(regex.toString(), name.toLowerCase(Locale.ROOT));
    }
}
