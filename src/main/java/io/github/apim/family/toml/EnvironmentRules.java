package io.github.apim.family.toml;

import io.github.apim.edit.NearestName;
import io.github.apim.product.Service;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Environments that APIs are deployed to, and the gateways that serve them (am-3 §8, am-4 §4.2). */
final class EnvironmentRules {

    private static final String ENVIRONMENT = "apim.gateway.environment";
    private static final String NAME = ENVIRONMENT + ".name";
    private static final String LABELS = "apim.sync_runtime_artifacts.gateway.gateway_labels";

    private EnvironmentRules() {}

    static List<Rule<PlanContext>> ofBoth() {
        return List.of(
                Rule.error("T32", EnvironmentRules::labelsAreEnvironments),
                Rule.error("T32", EnvironmentRules::namesAreTheSame),
                Rule.warning("C26", EnvironmentRules::environmentsAreServed));
    }

    static List<Rule<PlanContext>> of4() {
        return List.of(
                Rule.warning("C27", EnvironmentRules::oldestHaveOneLabel),
                Rule.warning("C28", EnvironmentRules::olderHaveHybridEnvironments));
    }

    private static List<DeploymentToml> publishing(PlanContext context) {
        return DeploymentToml.of(context).stream()
                .filter(toml -> toml.offers(Service.PUBLISHER) && toml.has(NAME))
                .toList();
    }

    private static Set<String> names(List<DeploymentToml> tomls, String path) {
        Set<String> names = new TreeSet<>();
        tomls.forEach(toml -> names.addAll(toml.values(path)));
        return names;
    }

    private static List<DeploymentToml> gateways(PlanContext context) {
        return DeploymentToml.of(context).stream()
                .filter(toml -> toml.node().role().isGateway() && toml.has(LABELS))
                .toList();
    }

    private static void labelsAreEnvironments(PlanContext context, Reporter reporter) {
        Set<String> names = names(publishing(context), NAME);
        if (names.isEmpty()) {
            return;
        }
        for (DeploymentToml toml : gateways(context)) {
            toml.every(LABELS).forEach((path, label) -> {
                if (!names.contains(label.value())) {
                    toml.report(
                            reporter,
                            path,
                            "is \"" + label.value() + "\", but APIs are deployed to " + quoted(names)
                                    + "; this gateway would pass over all of them, without an error"
                                    + NearestName.hint(label.value(), names));
                }
            });
        }
    }

    private static void namesAreTheSame(PlanContext context, Reporter reporter) {
        DeploymentToml first = null;
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            if (!toml.has(NAME)) {
                continue;
            }
            if (first == null) {
                first = toml;
            } else if (!new TreeSet<>(toml.values(NAME)).equals(new TreeSet<>(first.values(NAME)))) {
                toml.report(
                        reporter,
                        ENVIRONMENT,
                        "has the names " + quoted(new TreeSet<>(toml.values(NAME))) + ", but node "
                                + first.node().name() + " has " + quoted(new TreeSet<>(first.values(NAME)))
                                + "; an API that is deployed there would not show here; give all the same");
            }
        }
    }

    private static void environmentsAreServed(PlanContext context, Reporter reporter) {
        List<DeploymentToml> gateways = gateways(context);
        boolean all = gateways.size()
                == context.deployment().nodes().stream()
                        .filter(node -> node.role().isGateway())
                        .count();
        if (gateways.isEmpty() || !all) {
            return;
        }
        Set<String> labels = names(gateways, LABELS);
        for (DeploymentToml toml : publishing(context)) {
            toml.every(NAME).forEach((path, name) -> {
                if (!labels.contains(name.value())) {
                    toml.report(
                            reporter,
                            path,
                            "is \"" + name.value()
                                    + "\", which is among the labels of no gateway; APIs could be deployed"
                                    + " to it and would be served by nobody");
                }
            });
        }
    }

    private static void oldestHaveOneLabel(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : gateways(context)) {
            if (!toml.isSince("4.1.0") && toml.values(LABELS).size() > 1) {
                toml.report(
                        reporter,
                        LABELS,
                        "has several labels, with which gateways of this version answer 900900 for APIs that are"
                                + " deployed to one of them alone; give each environment gateways of its own");
            }
        }
    }

    private static void olderHaveHybridEnvironments(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : publishing(context)) {
            if (toml.isSince("4.3.0")) {
                continue;
            }
            toml.every(ENVIRONMENT + ".type").forEach((path, type) -> {
                if (!type.value().equals("hybrid")) {
                    toml.report(
                            reporter,
                            path,
                            "is " + type.value() + ", and this version may give its gateways keys of the other type;"
                                    + " write hybrid");
                }
            });
        }
    }

    private static String quoted(Set<String> names) {
        return "\"" + String.join("\", \"", names) + "\"";
    }
}
