package io.github.apim.deployment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that are given to secrets, by which a value is known for one wherever it came from. */
public final class SecretNames {

    /**
     * A regular expression of what such a name ends in, to be matched whatever its case. What makes another thing of it is
     * not the secret: of IDTokenIssuerID and AccessTokenUrl the last word counts.
     */
    public static final String WORD = "(?:(?:password|passwd|passphrase|(?<!by|com)pass|pwd|secret|token|credential)"
            + "(?:s|(?:access)?keys?|values?|text|hash|data)?[0-9]*(?![A-Za-z0-9])"
            + "|(?:(?:api|access|account|consumer|client|encryption|private|shared)[_.-]?key|salt)\\b)";

    /** A regular expression of a whole name. */
    public static final String NAME = "[\\w:.-]*" + WORD + "[\\w.-]*";

    private static final Pattern ASSIGNED =
            Pattern.compile("((?:^|[&;?]|-D)" + NAME + "=)([^&;]+)", Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    /** Whether a Java option, or parameters of a URL, give a value to a secret's name. */
    public static boolean areAssignedIn(String text) {
        return ASSIGNED.matcher(text).find();
    }

    /** A Java option, or parameters of a URL, with a mask for each value whose name is a secret's. */
    public static String hide(String text) {
        return ASSIGNED.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(Secret.MASK));
    }
}
