package io.github.apim.maven;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The ways in which a command line can ask for something by name: properties, and a profile {@code <word>=<names>} that no
 * project declares: {@code -P role=x} and, on Maven 3, {@code -Prole=x}.
 *
 * @param word       what is asked for
 * @param properties the first of them is the parameter's own
 */
record Spellings(String word, List<String> properties) {

    static final Spellings ROLE = new Spellings("role", List.of("apim.role", "role"));

    /** Without a short property: builds have one of that name for purposes of their own. */
    static final Spellings ENVIRONMENT = new Spellings("environment", List.of("apim.environment"));

    static final List<Spellings> ALL = List.of(ROLE, ENVIRONMENT);

    /** The property that the other spellings become. */
    String property() {
        return properties.get(0);
    }

    private String prefix() {
        return word + "=";
    }

    /** Whether a requested profile is one of the spellings. */
    boolean isProfile(String profile) {
        return profile.startsWith(prefix());
    }

    /**
     * The names that are asked for, none if nothing is.
     *
     * @throws IllegalParameterException if two spellings say different things
     */
    List<String> of(Properties user, List<String> profiles) {
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        properties.forEach(property -> spellings.put("-D" + property, names(user.getProperty(property))));
        spellings.put("-P " + prefix() + "…", ofProfiles(profiles));
        String first = null;
        for (Map.Entry<String, List<String>> spelling : spellings.entrySet()) {
            if (spelling.getValue().isEmpty()) {
                continue;
            }
            if (first == null) {
                first = spelling.getKey();
            } else if (!spellings.get(first).equals(spelling.getValue())) {
                throw new IllegalParameterException("the command line asks for two things: " + first + " says "
                        + String.join(",", spellings.get(first)) + ", " + spelling.getKey() + " says "
                        + String.join(",", spelling.getValue()) + "; leave one of them out");
            }
        }
        return first == null ? List.of() : spellings.get(first);
    }

    /** The names among the requested profiles, in their order. */
    List<String> ofProfiles(List<String> profiles) {
        List<String> names = new ArrayList<>();
        for (String profile : profiles) {
            if (isProfile(profile)) {
                names.addAll(names(profile.substring(prefix().length())));
            }
        }
        return names;
    }

    /** The names in a text, which are separated by commas; none in {@code null}. */
    static List<String> names(String text) {
        if (text == null) {
            return List.of();
        }
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
