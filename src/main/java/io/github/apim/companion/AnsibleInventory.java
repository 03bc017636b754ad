package io.github.apim.companion;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.Shipping.Destination;
import io.github.apim.family.carbon.LauncherOverlay;
import io.github.apim.product.Role;
import io.github.apim.shipping.NodePorts;
import io.github.apim.topology.MachineName;
import io.github.apim.topology.StartOrder;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The nodes for Ansible: how their machines are reached, what is installed there, which role and step they are of. */
final class AnsibleInventory {

    private final CompanionContext context;
    private final Shipping shipping;
    private final List<Node> nodes;

    AnsibleInventory(CompanionContext context) {
        this.context = context;
        this.shipping = context.deployment().shipping().orElse(Shipping.DEFAULT);
        this.nodes = context.deployment().nodes();
    }

    String text() throws IOException {
        Map<String, Object> common = common();
        Map<String, Object> hosts = new LinkedHashMap<>();
        for (Node node : nodes) {
            Map<String, Object> own = variables(node);
            own.keySet().removeAll(common.keySet());
            hosts.put(AnsibleNames.host(node.name()), own);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("vars", common);
        all.put("hosts", hosts);
        all.put("children", groups());
        return Templates.text("ansible/inventory.yml") + AnsibleYaml.text(Map.of(AnsibleNames.ALL, all));
    }

    /** What all nodes have in common is said once. */
    private Map<String, Object> common() {
        Map<String, Object> common = variables(nodes.get(0));
        common.keySet()
                .removeAll(List.of(
                        "apim_node", "apim_machine", "apim_ports", "apim_password_file", "ansible_host"));
        for (Node node : nodes) {
            Map<String, Object> own = variables(node);
            common.entrySet().removeIf(entry -> !Objects.equals(entry.getValue(), own.get(entry.getKey())));
        }
        return common;
    }

    private Map<String, Object> variables(Node node) {
        Destination destination = shipping.destination(node);
        SshArguments ssh = new SshArguments(shipping, destination);
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("ansible_host", destination.host());
        variables.put("ansible_port", destination.port());
        destination.user().ifPresent(user -> variables.put("ansible_user", user));
        ssh.key().ifPresent(key -> variables.put("ansible_ssh_private_key_file", key));
        variables.put("ansible_ssh_common_args", ssh.text());
        variables.put("apim_node", node.name());
        variables.put("apim_machine", MachineName.of(node).fileName());
        variables.put("apim_directory", destination.directory());
        variables.put("apim_ports", NodePorts.ofServices(context.topology()).of(node));
        variables.put("apim_keep", shipping.keep());
        variables.put("apim_releases", shipping.releases());
        if (context.isSealed(node)) {
            variables.put("apim_password_file", LauncherOverlay.passwordFile(node));
        }
        return variables;
    }

    private Map<String, Object> groups() {
        Map<String, Object> groups = new LinkedHashMap<>();
        List<List<Node>> stages = StartOrder.stages(nodes);
        for (int stage = 0; stage < stages.size(); stage++) {
            groups.put(AnsibleNames.step(stage), group(stages.get(stage)));
        }
        Arrays.stream(Role.values()).forEach(role -> {
            List<Node> ofRole =
                    nodes.stream().filter(node -> node.role() == role).toList();
            if (!ofRole.isEmpty()) {
                groups.put(AnsibleNames.group(role), group(ofRole));
            }
        });
        return groups;
    }

    private static Map<String, Object> group(List<Node> members) {
        return Map.of(
                "hosts",
                members.stream()
                        .collect(Collectors.toMap(
                                node -> AnsibleNames.host(node.name()),
                                node -> Map.of(),
                                (first, second) -> first,
                                LinkedHashMap::new)));
    }
}
