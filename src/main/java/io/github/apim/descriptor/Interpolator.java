package io.github.apim.descriptor;

import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.YamlTree.Scalar;
import io.github.apim.edit.Echo;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Replaces <code>${name}</code> in a value; <code>$${</code> stands for <code>${</code> itself. What a property holds is
 * taken as it is: a placeholder within it is not replaced again, so that no value can ask for another.
 */
final class Interpolator {

    private static final Pattern NAME = Pattern.compile("[^\\s${}]+");
    private static final String OPEN = "${";
    private static final String ENVIRONMENT = "env.";

    /** What leads to Maven's own objects, and through them to the servers of settings.xml. */
    private static final Pattern OF_MAVEN = Pattern.compile(
            "(?:settings|session|mojo|mojoExecution|plugin|localRepository|reactorProjects)(?:[.\\[].*)?");

    private final PropertyLookup properties;
    private final Problems problems;

    Interpolator(PropertyLookup properties, Problems problems) {
        this.properties = properties;
        this.problems = problems;
    }

    /**
     * A value after the replacement.
     *
     * @param shown    the text as it may show: without what came from the environment, where builds get their secrets from
     * @param replaced whether there was a placeholder
     * @param given    whether there was nothing but placeholders
     */
    record Result(String text, String shown, boolean replaced, boolean given) {

        /** The text can be a password. */
        @Override
        public String toString() {
            return "interpolated text";
        }
    }

    /** The value with its placeholders replaced, or empty if one could not be, which is then a problem. */
    Optional<Result> interpolate(Scalar scalar, String path) {
        String text = scalar.text();
        StringBuilder result = new StringBuilder(text.length());
        StringBuilder shown = new StringBuilder(text.length());
        boolean replaced = false;
        boolean literal = false;
        boolean failed = false;
        int position = 0;
        while (position < text.length()) {
            if (text.startsWith("$" + OPEN, position)) {
                result.append(OPEN);
                shown.append(OPEN);
                literal = true;
                position += OPEN.length() + 1;
            } else if (text.startsWith(OPEN, position)) {
                int end = text.indexOf('}', position);
                String name = end < 0 ? "" : text.substring(position + OPEN.length(), end);
                if (!NAME.matcher(name).matches()) {
                    problems.error(scalar.location(), path, "'${' needs a name and a '}'; write '$${' for '${' itself");
                    return Optional.empty();
                }
                Optional<String> value = properties.lookup(name);
                failed |= value.isEmpty();
                value.ifPresentOrElse(result::append, () -> problems.error(scalar.location(), path, missing(name)));
                value.map(found -> name.startsWith(ENVIRONMENT) ? Secret.masked(found) : found)
                        .ifPresent(shown::append);
                replaced = true;
                position = end + 1;
            } else {
                result.append(text.charAt(position));
                shown.append(text.charAt(position));
                literal = true;
                position++;
            }
        }
        return failed
                ? Optional.empty()
                : Optional.of(new Result(result.toString(), shown.toString(), replaced, replaced && !literal));
    }

    private static String missing(String name) {
        if (name.startsWith(ENVIRONMENT)) {
            return "environment variable " + Echo.of(name.substring(ENVIRONMENT.length())) + " is not set";
        }
        if (OF_MAVEN.matcher(name).matches()) {
            return "property " + Echo.of(name) + " is not for descriptors: passwords can be had by it; name the id of a"
                    + " <server> under 'credentials', or set a property of your own under <properties> in the POM";
        }
        String shown = Echo.of(name);
        String plain = shown.substring(1, shown.length() - 1);
        return "property " + shown + " is not set; give it with -D" + plain + "=… or under <properties> in the POM";
    }
}
