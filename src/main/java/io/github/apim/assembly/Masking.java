package io.github.apim.assembly;

import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.SecretNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides passwords in texts: those that are known, in every spelling that files may have them in, and what stands where a
 * password stands, whoever put it there.
 */
public final class Masking {

    /** Hides nothing: for tests that compare a plan with its outcome. */
    public static final Masking NONE = new Masking(KnownSecrets.of(List.of()), List.of());

    private static final String LAST = SecretNames.WORD;
    private static final String NAME = SecretNames.NAME;

    /** The last group of each is what is hidden. */
    private static final List<Pattern> PLACES = List.of(
            place("<" + NAME + "(?:\\s[^<>]*)?>([^<]+)<"),
            place("\\b" + NAME + "\\s*=\\s*\"([^\"]+)\""),
            place("\\b" + NAME + "\\s*=\\s*'([^']+)'"),
            place("\\bname\\s*=\\s*[\"'][^\"'<>]*" + LAST + "[^\"'<>]*[\"'][^<>]*>([^<]+)<"),
            place("\\bname\\s*=\\s*[\"'][^\"'<>]*" + LAST + "[^\"'<>]*[\"']\\s+value\\s*=\\s*[\"']([^\"'<>]+)"),
            place("<name>[^<]*" + LAST + "[^<]*</name>\\s*<value>([^<]+)<"),
            place("\"[^\"\\n]*" + LAST + "[^\"\\n]*\"\\s*:\\s*\"((?:\\\\.|[^\"\\\\])+)\""),
            place("^[ \\t]*(?:export[ \\t]+)?" + NAME + "[ \\t]*[=:][ \\t]*([^\\r\\n]+)"),
            place("-D" + NAME + "=([^\"'<\\s]+)"),
            place("[?&;]" + NAME + "=([^&;\"'<\\s]+)"),
            place("://[^/:@\\s\"'<]*:([^/@\\s\"'<]+)@"));

    private static final Set<String> SWITCHES = Set.of("true", "false");

    private static final Pattern SECRET_PLACE = Pattern.compile(LAST, Pattern.CASE_INSENSITIVE);

    private final KnownSecrets secrets;
    private final List<Pattern> places;

    private Masking(KnownSecrets secrets, List<Pattern> places) {
        this.secrets = secrets;
        this.places = places;
    }

    /** Hides these, and whatever else stands where passwords do. */
    public static Masking of(Collection<Secret> secrets) {
        return new Masking(KnownSecrets.of(secrets), PLACES);
    }

    private static Pattern place(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    /**
     * A single value without passwords: nothing of one that stands where passwords do.
     *
     * @param place its path in the file, of which the last two names tell what the value is
     */
    public String value(String place, String value) {
        int last = place.lastIndexOf('/');
        String names = place.substring(last < 0 ? 0 : place.lastIndexOf('/', last - 1) + 1);
        if (!places.isEmpty() && SECRET_PLACE.matcher(names).find() && !isSwitch(value)) {
            return Secret.MASK;
        }
        return String.join(" ", all(List.of(value.strip().split("\\R"))));
    }

    /** The lines without the passwords that are known. */
    public List<String> known(List<String> lines) {
        return lines.stream().map(secrets::hide).toList();
    }

    /** The lines without the passwords that are known and without what looks like one, also over several lines. */
    public List<String> all(List<String> lines) {
        return known(places(lines));
    }

    /** The lines without what looks like a password, also over several lines. */
    public List<String> places(List<String> lines) {
        if (places.isEmpty()) {
            return lines;
        }
        // The mark of a missing end holds a line break; it is put off so that there are as many lines afterwards.
        String separator = "\n";
        List<String> parts = new ArrayList<>(lines);
        Optional<String> mark = Optional.empty();
        if (!parts.isEmpty()) {
            String last = parts.get(parts.size() - 1);
            int end = last.indexOf('\n');
            if (end >= 0) {
                mark = Optional.of(last.substring(end));
                parts.set(parts.size() - 1, last.substring(0, end));
            }
        }
        String text = String.join(separator, parts);
        for (Pattern place : places) {
            text = hide(place, text);
        }
        List<String> masked = new ArrayList<>(List.of(text.split(separator, -1)));
        if (mark.isPresent()) {
            masked.set(masked.size() - 1, masked.get(masked.size() - 1) + mark.get());
        }
        return masked;
    }

    private static String hide(Pattern place, String text) {
        StringBuilder result = new StringBuilder(text.length());
        Matcher matcher = place.matcher(text);
        int next = 0;
        while (matcher.find()) {
            String value = matcher.group(1);
            result.append(text, next, matcher.start(1));
            result.append(value.isBlank() || isSwitch(value) ? value : Secret.masked(value));
            next = matcher.end(1);
        }
        return result.append(text, next, text.length()).toString();
    }

    /** Such a setting is about secrets and none: allow_credentials, StoreSaltedPassword. */
    private static boolean isSwitch(String value) {
        return SWITCHES.contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
