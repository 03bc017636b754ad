package io.github.apim.adoption;

import io.github.apim.assembly.Masking;
import io.github.apim.deployment.KeyFiles;
import io.github.apim.deployment.SecretNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a home's values and files is secret, and so left to settings.xml: by the name of its place, by what stands within
 * it, or because it is a secret elsewhere.
 */
final class Secrecy {

    private static final Pattern NAME = Pattern.compile(SecretNames.NAME, Pattern.CASE_INSENSITIVE);
    private static final Masking LOOKS = Masking.of(List.of());

    /** The last name of a place, also one within a condition. */
    private static final Pattern LAST = Pattern.compile(".*[/@'.]([\\w:-]+)[\\]']*$", Pattern.DOTALL);

    /** A place that is named by what it belongs to. */
    private static final Pattern VALUE = Pattern.compile("/@?value$", Pattern.CASE_INSENSITIVE);

    /** Where deployment.toml has its secrets, under names of anybody's choice. */
    private static final String TABLE = "secrets.";

    private static final String TAG = "([\\w:.-]+)";
    private static final Pattern WITH_ATTRIBUTES =
            Pattern.compile("<" + TAG + "((?:\\s+" + TAG + "=\"[^\"]*\")+)\\s*(/?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(TAG + "=\"([^\"]*)\"");

    /** An element with nothing but a text: its name, its attributes, its text. */
    private static final Pattern LEAF = Pattern.compile("<" + TAG + "([^<>]*)>([^<]+)</\\1>");

    /** What stands for a value that is taken from elsewhere. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\$)\\$\\{[^}]*}");

    /** A text that is longer is no configuration. */
    private static final int LONGEST_TEXT = 1 << 20;

    private final Vault vault;

    Secrecy(Vault vault) {
        this.vault = vault;
    }

    /** Whether a value is secret or holds a secret. */
    boolean isSecret(String place, String value) {
        return !Vault.isNone(value) && (isNamed(place) || holds(value));
    }

    /** Whether there is a secret within a text, by what stands beside it or because it is known for one. */
    boolean holds(String text) {
        List<String> lines = List.of(text.split("\\R", -1));
        return !LOOKS.places(lines).equals(lines) || vault.known().occurIn(text);
    }

    /** Whether nobody but its owner may read a file. */
    boolean isSecret(String file, byte[] content) {
        if (KeyFiles.isOne(file)) {
            return true;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return content.length <= LONGEST_TEXT && text.indexOf('\0') < 0 && holds(text);
    }

    /** A value as YAML, with a placeholder instead if it is secret. */
    String yaml(String place, String value) {
        return isSecret(place, value) ? vault.placeholder(value) : Yaml.scalar(value);
    }

    /** An XML element as YAML, with a placeholder in the place of each secret, or of all of it if that is not enough. */
    String xml(String element) {
        String text = WITH_ATTRIBUTES.matcher(element.replace("${", "$${")).replaceAll(this::attributes);
        String open = LEAF.matcher(text).replaceAll(this::leaf);
        // What belongs together may stand in two elements; what has been judged by itself is not judged again.
        String rest = LEAF.matcher(PLACEHOLDER.matcher(open).replaceAll(""))
                .replaceAll(leaf ->
                        Matcher.quoteReplacement(isNamed(leaf) && Vault.isNone(leaf.group(3)) ? "" : leaf.group()));
        return holds(rest) ? vault.placeholder(element) : Yaml.raw(open);
    }

    private static boolean isNamed(String place) {
        if (place.startsWith(TABLE)) {
            return true;
        }
        String owner = VALUE.matcher(place).replaceFirst("");
        return NAME.matcher(LAST.matcher(owner).replaceFirst("$1")).matches()
                || NAME.matcher(owner).matches();
    }

    private static boolean isNamed(MatchResult leaf) {
        String attributes = PLACEHOLDER.matcher(leaf.group(2)).replaceAll("");
        return isNamed(leaf.group(1)) || NAME.matcher(attributes).find();
    }

    private String attributes(MatchResult tag) {
        boolean named = ATTRIBUTE.matcher(tag.group(2)).results().anyMatch(attribute -> isNamed(attribute.group(2)));
        String attributes = ATTRIBUTE.matcher(tag.group(2)).replaceAll(attribute -> {
            boolean ofNamed = named && attribute.group(1).equalsIgnoreCase("value");
            boolean secret = isSecret(ofNamed ? "" : attribute.group(1), attribute.group(2))
                    || ofNamed && !Vault.isNone(attribute.group(2));
            return Matcher.quoteReplacement(
                    secret ? attribute.group(1) + "=\"" + taken(attribute.group(2)) + "\"" : attribute.group());
        });
        return Matcher.quoteReplacement("<" + tag.group(1) + attributes + tag.group(4) + ">");
    }

    private String leaf(MatchResult leaf) {
        boolean secret = !Vault.isNone(leaf.group(3)) && (isNamed(leaf) || holds(leaf.group(3)));
        return Matcher.quoteReplacement(
                secret
                        ? "<" + leaf.group(1) + leaf.group(2) + ">" + taken(leaf.group(3)) + "</" + leaf.group(1) + ">"
                        : leaf.group());
    }

    /** What a property holds is not looked through for placeholders again, so nothing of it may be doubled. */
    private String taken(String written) {
        return "${" + vault.property(written.replace("$${", "${")) + "}";
    }
}
