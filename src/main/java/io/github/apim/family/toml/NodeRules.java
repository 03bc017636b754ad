package io.github.apim.family.toml;

import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server is told to be, and how it starts (am-3 §2, am-4 §2). */
final class NodeRules {

    private static final String ROLE = "server.server_role";
    private static final Pattern PROFILE =
            Pattern.compile("^(?:[^#\\n]*-Dprofile=|PROFILE=)[\"']?([A-Za-z][\\w-]*)", Pattern.MULTILINE);
    private static final Pattern OPTIMIZE = Pattern.compile(
            "^[^#\\n]*(?:--optimize\\b|profileSetup\\.sh(?![^\\n]*--skipConfigOptimization))", Pattern.MULTILINE);

    private NodeRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("T2", NodeRules::filesStayAsBuilt),
                Rule.error("T3", NodeRules::profilesAreThoseOfRoles),
                Rule.error("T4", NodeRules::rolesAreThoseOfNodes),
                Rule.error("T14", NodeRules::oneKindOfUserStore),
                Rule.warning("T47", NodeRules::nothingClusters));
    }

    static List<Rule<PlanContext>> of4() {
        return List.of(
                Rule.error("C47", NodeRules::oneEncryptionKey),
                Rule.warning("C51", NodeRules::controlPlanesTellEachOther),
                Rule.warning("C53", NodeRules::gatewaysHaveNames));
    }

    /** The pack's own scripts call it, too, but only for who asks for it: they are as they are shipped. */
    private static void filesStayAsBuilt(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            if (planned.text(LauncherOverlay.LAUNCHER)
                    .filter(text -> OPTIMIZE.matcher(text).find())
                    .isPresent()) {
                context.report(
                        reporter,
                        planned,
                        LauncherOverlay.LAUNCHER,
                        "--optimize",
                        "replaces " + DeploymentToml.PATH + " by the pack's sample for the role, with hosts like"
                                + " km.wso2.com; remove it: what it does has been done");
            }
        }
    }

    /** Am-3 R6: without a profile the first start is that of an all-in-one. */
    private static void profilesAreThoseOfRoles(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Optional<String> launcher = toml.planned().text(LauncherOverlay.LAUNCHER);
            Optional<String> wanted = toml.facts().profile(toml.node().role());
            Optional<String> found = launcher.flatMap(text ->
                    PROFILE.matcher(text).results().map(match -> match.group(1)).findFirst());
            if (launcher.isPresent() && !found.equals(wanted)) {
                context.report(
                        reporter,
                        toml.planned(),
                        LauncherOverlay.LAUNCHER,
                        "-Dprofile",
                        found.map(profile -> "is " + profile).orElse("is not there") + ", but "
                                + wanted.map(profile -> "servers of this role start with " + profile
                                                + "; another one would open other ports and lack what it needs")
                                        .orElse("this pack has one profile alone, and would not find the components of"
                                                + " another one")
                                + "; leave the launcher as it was generated");
            }
        }
    }

    /** An unknown role is taken without a word, and infers nothing. */
    private static void rolesAreThoseOfNodes(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Optional<String> found = toml.value(ROLE);
            String wanted = toml.facts().profile(toml.node().role()).orElse("default");
            // 3.0.0 calls the store's profile and the role of the same server differently.
            boolean isOld = toml.hasRole(Role.STORE)
                    && found.filter("api-store"::equals).isPresent()
                    && !toml.isSince("3.1.0");
            if (found.isPresent() && !found.get().contains("$") && !found.get().equals(wanted) && !isOld) {
                toml.report(
                        reporter,
                        ROLE,
                        "is " + found.get() + ", but of the pack of this node " + wanted
                                + " is what switches on what a " + toml.node().role()
                                + " needs, and off what it must not do; write that");
            }
        }
    }

    private static void oneKindOfUserStore(PlanContext context, Reporter reporter) {
        same(context, reporter, "user_store.type", "users that one of them makes could not sign in at the other");
    }

    private static void same(PlanContext context, Reporter reporter, String path, String consequence) {
        DeploymentToml first = null;
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Optional<String> value = toml.value(path);
            if (value.isPresent() && first == null) {
                first = toml;
            } else if (value.isPresent() && !value.equals(first.value(path))) {
                toml.report(
                        reporter,
                        path,
                        "is not what node " + Names.withLine(first.node()) + " has; " + consequence
                                + "; give all nodes the same");
            }
        }
    }

    private static void nothingClusters(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            if (toml.has("clustering.membership_scheme")) {
                toml.report(
                        reporter,
                        "clustering.membership_scheme",
                        "switches Hazelcast on, which nodes of this version do not need: they tell each other by events;"
                                + " remove the table");
            }
            if (toml.value("server.mode").filter("ha"::equals).isPresent()) {
                toml.report(
                        reporter,
                        "server.mode",
                        "is ha, which switches the old pair of event processors on and nothing else; remove it: several"
                                + " nodes of a role are enough");
            }
        }
    }

    private static void oneEncryptionKey(PlanContext context, Reporter reporter) {
        String path = "encryption.key";
        List<DeploymentToml> tomls = DeploymentToml.of(context);
        for (DeploymentToml toml : tomls) {
            boolean makesOne = toml.isSince("4.7.0") && !toml.hasRole(Role.IDENTITY_SERVER_KEY_MANAGER);
            if (makesOne && !toml.has(path) && tomls.size() > 1) {
                toml.report(
                        reporter,
                        path,
                        "is not there, and the start script would write one of its own for this node: what one encrypts"
                                + " the others could not read; write encryption: { credentials: … } into the descriptor,"
                                + " with a <server> of settings.xml whose password is what openssl rand -hex 32 prints");
            }
        }
        same(context, reporter, path, "what one encrypts the other could not read");
    }

    private static void controlPlanesTellEachOther(PlanContext context, Reporter reporter) {
        List<DeploymentToml> hubs = DeploymentToml.of(context).stream()
                .filter(toml -> toml.offers(Service.EVENT_HUB))
                .toList();
        if (hubs.size() < 2) {
            return;
        }
        for (DeploymentToml toml : hubs) {
            boolean on = toml.value("apim.cache_invalidation.enabled")
                    .filter("true"::equals)
                    .isPresent();
            if (!on) {
                toml.report(
                        reporter,
                        "apim.cache_invalidation.enabled",
                        "is not true, so that a client's new secret, for instance, stays unknown on the other node; set"
                                + " it, and the same domain on all of them");
            } else if (!toml.value("apim.cache_invalidation.domain")
                    .equals(hubs.get(0).value("apim.cache_invalidation.domain"))) {
                toml.report(
                        reporter,
                        "apim.cache_invalidation.domain",
                        "is not what node " + Names.withLine(hubs.get(0).node())
                                + " has, and would not hear of it; give all the same");
            }
        }
    }

    private static void gatewaysHaveNames(PlanContext context, Reporter reporter) {
        String path = "apim.gateway_notification.gateway_id";
        Map<String, DeploymentToml> taken = new HashMap<>();
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Optional<String> id = toml.value(path).filter(value -> !value.contains("$"));
            DeploymentToml other =
                    id.map(value -> taken.putIfAbsent(value, toml)).orElse(null);
            if (other != null) {
                toml.report(
                        reporter,
                        path,
                        "is that of node " + Names.withLine(other.node())
                                + ", too, so that it cannot be told which of them an API is deployed on; give each its"
                                + " own");
            }
        }
    }
}
