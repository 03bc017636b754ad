package io.github.apim.family;

import io.github.apim.testing.NodeHome;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads JSON with comments and trailing commas: takes these out, and has another reader read the rest. */
final class LenientJson {

    private static final Pattern COMMENT =
            Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\")|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TRAILING_COMMA = Pattern.compile(",(\\s*[}\\]])");

    private LenientJson() {}

    /** The members of the object that the file holds. */
    static Map<?, ?> read(NodeHome home, String path) {
        return read(home.text(path));
    }

    /** The members of the object that this text is. */
    static Map<?, ?> read(String text) {
        String strict = COMMENT.matcher(text)
                .replaceAll(match -> match.group(1) == null ? "" : Matcher.quoteReplacement(match.group(1)));
        String plain = TRAILING_COMMA.matcher(strict).replaceAll("$1");
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        return (Map<?, ?>) new Load(settings).loadFromString(plain);
    }
}
