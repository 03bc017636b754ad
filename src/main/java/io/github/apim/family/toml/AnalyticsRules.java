package io.github.apim.family.toml;

import io.github.apim.product.AnalyticsFact;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.AnalyticsAddresses;
import java.util.List;
import java.util.Optional;

/** Whoever reports the use of APIs, and whoever shows it, does so with the server that the descriptor names (am-3 §12). */
final class AnalyticsRules {

    private static final String ENABLE = AnalyticsSettings.TABLE + ".enable";
    private static final String RECEIVER = AnalyticsSettings.GROUPS + ".analytics_url";
    private static final String SECURE_RECEIVER = AnalyticsSettings.GROUPS + ".analytics_auth_url";

    private AnalyticsRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("T45", AnalyticsRules::areSwitchedOn),
                Rule.error("T46", AnalyticsRules::leadToTheServer),
                Rule.error("T58", AnalyticsRules::groupsCount));
    }

    private static void areSwitchedOn(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            if (server(toml).isPresent()) {
                if (toml.value(ENABLE)
                        .filter(value -> value.equals("true") || DeploymentToml.isResolvedLater(value))
                        .isEmpty()) {
                    toml.report(
                            reporter,
                            ENABLE,
                            "is not true although the descriptor has statistics; this node would report and show"
                                    + " nothing; set it to true");
                }
            } else if (toml.has(AnalyticsSettings.GROUPS) && !toml.has(ENABLE)) {
                toml.report(
                        reporter,
                        ENABLE,
                        "is not there beside the groups of receivers, and its default is false: nothing would be"
                                + " reported; set it to true");
            }
        }
    }

    /** Beside the server that the descriptor names, edits may name more of them. */
    private static void leadToTheServer(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            server(toml).ifPresent(server -> {
                names(toml, reporter, RECEIVER, AnalyticsSettings.receiver(server), "takes events");
                names(
                        toml,
                        reporter,
                        SECURE_RECEIVER,
                        AnalyticsSettings.secureReceiver(server),
                        "lets reporters sign in");
            });
        }
    }

    private static void names(DeploymentToml toml, Reporter reporter, String path, String expected, String what) {
        List<String> named = toml.values(path);
        if (named.stream().map(url -> url.replaceAll("/+$", "")).noneMatch(expected::equals)
                && named.stream().noneMatch(DeploymentToml::isResolvedLater)) {
            toml.report(
                    reporter,
                    path,
                    "does not name " + expected + ", where the analytics server of the descriptor " + what
                            + "; events would be lost; name it there");
        }
    }

    private static void groupsCount(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            if (toml.has(AnalyticsSettings.GROUPS)) {
                List.of(AnalyticsSettings.TABLE + ".receiver_urls", AnalyticsSettings.TABLE + ".receiver_auth_urls")
                        .forEach(path -> TableRules.isTakenInsteadOfGroups(toml, path, reporter));
            }
        }
    }

    /** The server outside, if the node must know it. */
    private static Optional<AnalyticsAddresses> server(DeploymentToml toml) {
        Optional<AnalyticsFact> fact = toml.context().topology().suite().analytics();
        return toml.wiring()
                .analytics()
                .filter(server ->
                        fact.filter(known -> known.concerns(toml.node().role())).isPresent());
    }
}
