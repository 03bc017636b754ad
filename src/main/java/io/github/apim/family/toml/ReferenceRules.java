package io.github.apim.family.toml;

import io.github.apim.edit.Found;
import io.github.apim.edit.NearestName;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** References of a value to another key of the same file. */
final class ReferenceRules {

    private static final Pattern REFERENCE = Pattern.compile("\\$ref\\{([^}]*)}");

    private ReferenceRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(Rule.error("T9", ReferenceRules::leadToAKey));
    }

    /** Within arrays of tables they lead nowhere at all, which is another mistake. */
    private static void leadToAKey(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Map<String, Found> values = toml.file().values();
            for (Map.Entry<String, Found> value : values.entrySet()) {
                if (!value.getKey().contains("[")) {
                    REFERENCE
                            .matcher(value.getValue().value())
                            .results()
                            .map(match -> match.group(1))
                            .filter(key -> !toml.has(key) && !hasDefault(toml, key))
                            .forEach(key -> lost(toml, reporter, value.getKey(), key, values.keySet()));
                }
            }
        }
    }

    /** A pack without defaults is not whole, so that they cannot be known. */
    private static boolean hasDefault(DeploymentToml toml, String key) {
        Set<String> defaults = KnownKeys.withDefaults(toml.planned().files());
        return defaults.isEmpty() || defaults.contains(key) || defaults.contains(KnownKeys.anyName(key));
    }

    private static void lost(DeploymentToml toml, Reporter reporter, String path, String key, Set<String> written) {
        toml.report(
                reporter,
                path,
                "refers to " + key + ", which is neither in this file nor has a default: \"Configuration with key "
                        + key + " doesn't exist\", and the server stops; write it here"
                        + NearestName.hint(key, written));
    }
}
