package io.github.apim.family.toml;

import io.github.apim.edit.Found;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names and passwords that are pasted as they are into XML, into properties and into the broker's URL, and so must be right
 * in all three (deployment-toml, Nothing is escaped).
 */
final class CharacterRules {

    private static final List<String> SIGNING_IN = List.of(
            "super_admin.username",
            "super_admin.password",
            "apim.throttling.username",
            "apim.throttling.password",
            "apim.throttling.jms.username",
            "apim.throttling.jms.password",
            "apim.event_hub.username",
            "apim.event_hub.password",
            "apim.event_hub.jms.username",
            "apim.event_hub.jms.password");

    private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9._!*+=~^-]");
    private static final Pattern RESOLVED_LATER = Pattern.compile("\\$(?:\\{|(?:ref|env|sys|secret)\\{).*");
    private static final Pattern SECRET = Pattern.compile("\\$secret\\{([^}]*)}");

    private CharacterRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(Rule.error("T12", CharacterRules::fitEverywhere));
    }

    private static void fitEverywhere(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Map<String, String> plain = SecretRules.plain(toml);
            Set<String> used = new TreeSet<>();
            for (String path : SIGNING_IN) {
                for (Map.Entry<String, Found> found : toml.every(path).entrySet()) {
                    String value = found.getValue().value();
                    var secret = SECRET.matcher(value);
                    if (secret.matches()) {
                        used.add("secrets." + secret.group(1));
                    } else if (!RESOLVED_LATER.matcher(value).matches()) {
                        check(toml, reporter, found.getKey(), value);
                    }
                }
            }
            used.stream().filter(plain::containsKey).forEach(path -> check(toml, reporter, path, plain.get(path)));
        }
    }

    private static void check(DeploymentToml toml, Reporter reporter, String path, String value) {
        if (FORBIDDEN.matcher(value).find()) {
            toml.report(
                    reporter,
                    path,
                    "has a character beside letters, digits and " + allowed()
                            + ", and goes as it is into XML, into properties and into amqp://user:password@…: one of"
                            + " them would be read otherwise, and nodes would not get into each other; choose another"
                            + " one, on all nodes");
        }
    }

    private static String allowed() {
        return "._-!*+=~^".chars().mapToObj(Character::toString).collect(Collectors.joining(" "));
    }
}
