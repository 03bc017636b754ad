package io.github.apim.family.toml;

import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Tables whose keys belong together (am-3 §6, §8.3, §10.1). */
final class TableRules {

    private static final String IDP = "apim.idp";
    private static final String RETRIEVAL = "apim.sync_runtime_artifacts.gateway";

    private TableRules() {}

    static List<Rule<PlanContext>> of3() {
        return List.of(
                Rule.error("T20", TableRules::groupsHaveOneMember),
                Rule.error("T36", TableRules::retrievalIsWhole),
                Rule.error("T55", TableRules::identityProvidersAreWhole));
    }

    static List<Rule<PlanContext>> of4() {
        return List.of(Rule.warning("T20", TableRules::groupsHaveOneMember));
    }

    static List<Rule<PlanContext>> ofBoth() {
        return List.of(Rule.error("T58", TableRules::groupsCount));
    }

    /** Am-3 R13, am-4 R10. */
    private static void groupsHaveOneMember(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            boolean counted = toml.value("apim.distributed_throttling.enable")
                    .filter("true"::equals)
                    .isPresent();
            for (String group : toml.file().tables(EndpointRow.GROUPS)) {
                if (!counted && toml.values(group + ".traffic_manager_urls").size() > 1) {
                    toml.report(
                            reporter,
                            group + ".traffic_manager_urls",
                            "has several addresses, of which each event goes to one: each traffic manager would count a"
                                    + " part of the calls, and limits be as many times higher; write a group for each");
                }
            }
        }
    }

    private static void groupsCount(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            if (toml.has(EndpointRow.GROUPS)) {
                List.of("apim.throttling.receiver_url", "apim.throttling.receiver_auth_url")
                        .forEach(path -> isTakenInsteadOfGroups(toml, path, reporter));
            }
        }
    }

    /** What templates look for first, and stop at. */
    static void isTakenInsteadOfGroups(DeploymentToml toml, String path, Reporter reporter) {
        if (toml.has(path)) {
            toml.report(
                    reporter,
                    path,
                    "is taken instead of all groups, so that only what it names gets events; remove it");
        }
    }

    private static void retrievalIsWhole(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            if (toml.has(RETRIEVAL + ".artifact_retriever")) {
                missing(
                        toml,
                        reporter,
                        RETRIEVAL,
                        List.of(
                                "gateway_labels",
                                "deployment_retry_duration",
                                "data_retrieval_mode",
                                "event_waiting_time"),
                        "is not there beside artifact_retriever: a NullPointerException at the start, or no APIs; set it");
            }
        }
    }

    private static void identityProvidersAreWhole(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            if (toml.has(IDP)) {
                List<String> since31 = List.of("authorize_endpoint", "oidc_logout_endpoint");
                List<String> since32 = Stream.concat(
                                since31.stream(), Stream.of("server_url", "oidc_check_session_endpoint"))
                        .toList();
                missing(
                        toml,
                        reporter,
                        IDP,
                        toml.isSince("3.2.0") ? since32 : since31,
                        "is not there, and has no default where one of its table is set: logins would be redirected to"
                                + " nothing; set it");
            }
        }
    }

    private static void missing(
            DeploymentToml toml, Reporter reporter, String table, List<String> keys, String consequence) {
        keys.stream()
                .map(key -> table + "." + key)
                .filter(path -> !toml.has(path))
                .forEach(path -> toml.report(reporter, path, consequence));
    }
}
