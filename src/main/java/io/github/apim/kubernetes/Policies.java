package io.github.apim.kubernetes;

import io.github.apim.deployment.Node;
import io.github.apim.topology.Firewall;
import io.github.apim.topology.Firewall.Opening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pods reach which ports of which others, as the wiring has it: a port that nobody calls is closed. Who comes from
 * outside, through an ingress or not, has no address that the descriptor knows, so such a port is open to all.
 */
final class Policies {

    private final ClusterContext context;

    Policies(ClusterContext context) {
        this.context = context;
    }

    List<Map<String, Object>> objects() {
        Firewall firewall = Firewall.of(context.companions().topology());
        List<Map<String, Object>> policies = new ArrayList<>();
        for (Node node : context.nodes()) {
            List<Object> rules = new ArrayList<>();
            for (Opening opening :
                    firewall.of(context.companions().topology().machine(node))) {
                rules.add(rule(opening));
            }
            Map<String, Object> spec = new LinkedHashMap<>();
            spec.put("podSelector", Map.of("matchLabels", context.selector(node)));
            spec.put("policyTypes", List.of("Ingress"));
            spec.put("ingress", rules);
            policies.add(context.object(
                    "networking.k8s.io/v1", "NetworkPolicy", node.name(), context.labels(node), spec));
        }
        return policies;
    }

    private Map<String, Object> rule(Opening opening) {
        Map<String, Object> port = new LinkedHashMap<>();
        port.put("protocol", opening.transport().name());
        port.put("port", opening.port());
        Map<String, Object> rule = new LinkedHashMap<>();
        List<Object> from = new ArrayList<>();
        boolean all = true;
        for (String caller : opening.from()) {
            List<Node> nodes = context.nodes().stream()
                    .filter(node -> context.companions().topology().machine(node).equals(caller))
                    .toList();
            all &= !nodes.isEmpty();
            nodes.forEach(node ->
                    from.add(Map.of("podSelector", Map.of("matchLabels", context.selector(node)))));
        }
        if (all) {
            rule.put("from", from);
        }
        rule.put("ports", List.of(port));
        return rule;
    }
}
