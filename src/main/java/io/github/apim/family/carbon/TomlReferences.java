package io.github.apim.family.carbon;

import java.util.regex.Pattern;

/** What stands in a deployment.toml for something else, which only the server that starts knows (am-3 R3, am-4 R4). */
public final class TomlReferences {

    private static final Pattern LATER = Pattern.compile("\\$(?:ref|env|sys|secret)\\{");

    private TomlReferences() {}

    /** Whether a value is made of what only the machine knows, or of another key, when the server starts. */
    public static boolean isResolvedLater(String value) {
        return LATER.matcher(value).find();
    }

    /** Whether it is, or holds a placeholder that is resolved where the rendered file is read. */
    static boolean standsForAnother(String value) {
        return value.contains("${") || isResolvedLater(value);
    }
}
