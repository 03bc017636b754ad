package io.github.apim.assembly.rules;

import static io.github.apim.assembly.rules.ConfigurationFiles.API_MANAGER;
import static io.github.apim.assembly.rules.ConfigurationFiles.SYNAPSE;

import io.github.apim.deployment.rules.Reporter;
import io.github.apim.deployment.rules.Rule;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where tokens are issued and revoked (matrix §5, §6, R6). */
final class TokenRules {

    private static final String REVOKE = "/APIManager/APIKeyValidator/RevokeAPIURL";
    private static final String TEMPLATE = "//endpoint/http/@uri-template";

    private TokenRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M25", TokenRules::revocationReachesTheGateways),
                Rule.error("M26", TokenRules::tokenApisLeadToTheKeyManager));
    }

    private static void revocationReachesTheGateways(PlanContext context, Reporter reporter) {
        Set<String> gateways = GatewayRules.hosts(context.topology(), Role.GATEWAY_WORKER, Role.GATEWAY_MANAGER);
        if (gateways.isEmpty()) {
            return;
        }
        for (PlannedNode planned :
                context.nodes(Role.KEY_MANAGER, Role.PUBLISHER, Role.STORE, Role.IDENTITY_SERVER_KEY_MANAGER)) {
            Optional<String> url = planned.value(API_MANAGER, REVOKE);
            if (url.isEmpty()) {
                continue;
            }
            Optional<Address> address = Address.of(url.get());
            boolean once = url.get().indexOf("revoke") == url.get().lastIndexOf("revoke");
            if (address.isEmpty() || !url.get().endsWith("/revoke") || !once) {
                context.report(
                        reporter,
                        planned,
                        API_MANAGER,
                        REVOKE,
                        (url.get().contains("${") ? "leads to this node itself" : Address.shown(url.get()))
                                + "; it must be a gateway's address, end in /revoke and not hold that word elsewhere:"
                                + " otherwise revoked tokens keep working, and the token API's address, which is made"
                                + " from it, is wrong");
            } else if (!gateways.contains(address.get().host())) {
                context.report(
                        reporter,
                        planned,
                        API_MANAGER,
                        REVOKE,
                        address.get().host() + " is no gateway, so revoked tokens would keep working until the"
                                + " gateways' caches expire; name a gateway, or the balancer in front of them");
            }
        }
    }

    /** As shipped, all three take the host from APIKeyValidator/ServerURL. */
    private static void tokenApisLeadToTheKeyManager(PlanContext context, Reporter reporter) {
        Set<String> keyManagers = context.topology()
                .keyManagerRole()
                .map(role -> GatewayRules.hosts(context.topology(), role))
                .orElse(Set.of());
        for (PlannedNode planned : context.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)) {
            List<Target> targets = targets(planned);
            targets.stream()
                    .filter(target -> target.isForeign(keyManagers))
                    .forEach(target -> report(context, reporter, planned, target, "is no key manager"));
            List<Target> known = targets.stream()
                    .filter(target -> !target.isForeign(keyManagers))
                    .toList();
            Optional<String> usual = usual(known);
            known.stream()
                    .filter(target -> !usual.equals(Optional.of(target.host())))
                    .forEach(target ->
                            report(context, reporter, planned, target, "is not where the other token APIs lead"));
        }
    }

    /** Where a token API leads. */
    private record Target(String file, String template, String host) {

        boolean isForeign(Set<String> keyManagers) {
            String name = Address.of(template).map(Address::host).orElse("");
            return !name.isEmpty() && !name.startsWith("{") && !keyManagers.contains(name);
        }
    }

    private static List<Target> targets(PlannedNode planned) {
        List<Target> targets = new ArrayList<>();
        for (String api : List.of("_TokenAPI_", "_AuthorizeAPI_", "_RevokeAPI_")) {
            String file = SYNAPSE + "/default/api/" + api + ".xml";
            for (String template : planned.values(file, TEMPLATE)) {
                String host = template.replaceAll("^[a-z]+://(?:[^@/]*@)?", "").replaceAll("/.*", "");
                targets.add(new Target(file, template, host));
            }
        }
        return targets;
    }

    /** Where most of them lead, so that the one that was changed is to blame and not the others; of two the first. */
    private static Optional<String> usual(List<Target> targets) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        targets.forEach(target -> counts.merge(target.host(), 1, Integer::sum));
        return counts.entrySet().stream()
                .reduce((first, second) -> second.getValue() > first.getValue() ? second : first)
                .map(Map.Entry::getKey);
    }

    private static void report(
            PlanContext context, Reporter reporter, PlannedNode planned, Target target, String wrong) {
        context.report(
                reporter,
                planned,
                target.file(),
                TEMPLATE,
                target.host() + " " + wrong
                        + "; token calls would go round in a loop or fail; lead all three to the same key manager, or"
                        + " leave the files as they were shipped");
    }
}
