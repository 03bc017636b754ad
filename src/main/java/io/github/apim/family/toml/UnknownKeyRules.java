package io.github.apim.family.toml;

import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedFiles;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of the user's that no version reads, this one does not, or that are misspelt: the servers pass over them. */
final class UnknownKeyRules {

    /** Keys that shipped samples and recipes have and nothing reads, and what is read instead. */
    private static final Map<String, String> DEAD = Map.of(
            "apim.oauth_config.remove_outbound_auth_header", "enable_outbound_auth_header",
            "apim.workflow.username", "wf_engine_user",
            "apim.workflow.password", "wf_engine_pass",
            "apim.analytics.analytics_node", "url_group",
            "keystore.primary.name", "file_name",
            "apim.throttling.event_sync.hostName", "hostname",
            "apim.throttling.event_management.hostName", "hostname");

    private UnknownKeyRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(Rule.warning("T57", UnknownKeyRules::areRead));
    }

    private static void areRead(PlanContext context, Reporter reporter) {
        Map<Object, Optional<KnownKeys>> packs = new HashMap<>();
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            List<String> own = toml.file().values().keySet().stream()
                    .filter(path -> context.isUsers(toml.planned(), DeploymentToml.PATH, path))
                    .toList();
            if (!own.isEmpty()) {
                PlannedFiles files = toml.planned().files();
                packs.computeIfAbsent(KnownKeys.origin(files), absent -> KnownKeys.of(files))
                        .ifPresent(known -> own.forEach(path -> check(toml, reporter, known, path)));
            }
        }
    }

    private static void check(DeploymentToml toml, Reporter reporter, KnownKeys known, String path) {
        String key = KnownKeys.plain(path);
        if (known.isRead(key)) {
            return;
        }
        Optional<String> dead = DEAD.keySet().stream()
                .filter(name -> (key + ".").startsWith(name + "."))
                .findFirst();
        if (dead.isPresent() || !known.isInSample(key)) {
            toml.report(
                    reporter,
                    path,
                    "is read by nothing in this pack, so it has no effect"
                            + dead.map(name -> "; what is read is " + DEAD.get(name))
                                    .orElseGet(() -> known.hint(key)));
        }
    }
}
