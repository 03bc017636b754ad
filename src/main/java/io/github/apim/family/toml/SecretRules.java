package io.github.apim.family.toml;

import io.github.apim.edit.Found;
import io.github.apim.edit.TomlTraps;
import io.github.apim.edit.TomlTraps.Kind;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The table of secrets, and what refers to it (deployment-toml, Secrets come last). */
final class SecretRules {

    private static final String TABLE = "secrets";
    private static final Pattern REFERENCE = Pattern.compile("\\$secret\\{([^}]*)}");
    private static final Pattern WITH_COMMENT =
            Pattern.compile("^\\s*\\[\\s*secrets\\s*](?:.*\\R)(?:(?!\\s*\\[).*\\R)*?\\s*#", Pattern.MULTILINE);

    private SecretRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("T50", SecretRules::comeLast),
                Rule.error("T50", SecretRules::areDeclared),
                Rule.error("T50", SecretRules::areEncrypted));
    }

    /** Whether a path is that of a secret. */
    static boolean isSecret(String path) {
        return path.startsWith(TABLE + ".");
    }

    /** The secrets of a file that the cipher tool has not encrypted yet, by their paths and without their brackets. */
    static Map<String, String> plain(DeploymentToml toml) {
        Map<String, String> plain = new LinkedHashMap<>();
        toml.file().values().forEach((path, found) -> {
            String value = found.value();
            if (isSecret(path) && value.length() > 1 && value.startsWith("[") && value.endsWith("]")) {
                plain.put(path, value.substring(1, value.length() - 1));
            }
        });
        return plain;
    }

    private static void comeLast(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            TomlTraps.of(toml.file()).stream()
                    .filter(trap -> trap.kind() == Kind.BEHIND_SECRETS)
                    .forEach(trap -> toml.report(
                            reporter,
                            trap.place(),
                            trap.detail() + ", over which the cipher tool stops; move [secrets] to the end"));
        }
    }

    private static void areDeclared(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            List<String> declared = toml.file().keys(TABLE);
            for (Map.Entry<String, Found> value : toml.file().values().entrySet()) {
                REFERENCE
                        .matcher(value.getValue().value())
                        .results()
                        .map(match -> match.group(1))
                        .filter(alias -> !declared.contains(alias))
                        .forEach(alias -> toml.report(
                                reporter,
                                value.getKey(),
                                "refers to the secret " + alias + ", which [secrets] does not have: \"Secret"
                                        + " references can't be resolved for " + alias
                                        + "\", and the server stops; declare it there"));
            }
        }
    }

    private static void areEncrypted(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Map<String, String> plain = plain(toml);
            plain.forEach((path, value) -> toml.report(
                    reporter,
                    path,
                    "is still plain text in brackets: \"Secret references can't be plain text\", and the server stops;"
                            + " encrypt it with the cipher tool"
                            + (value.contains("]")
                                    ? ", which takes no text with a closing bracket: choose another one"
                                    : "")));
            boolean comment = !plain.isEmpty()
                    && toml.planned()
                            .text(DeploymentToml.PATH)
                            .filter(text -> WITH_COMMENT.matcher(text).find())
                            .isPresent();
            if (comment) {
                toml.report(
                        reporter,
                        TABLE,
                        "has a line with a comment, over which the cipher tool stops; move it above the header");
            }
        }
    }
}
