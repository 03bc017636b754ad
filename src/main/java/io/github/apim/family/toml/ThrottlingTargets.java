package io.github.apim.family.toml;

import io.github.apim.deployment.Node;
import io.github.apim.edit.TomlValue;
import io.github.apim.overlay.NodeContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * To whom events go: a group for each node, as each counts all calls; within a group only one would get an event (am-3 R13,
 * am-4 R10).
 */
public final class ThrottlingTargets {

    private ThrottlingTargets() {}

    /** The groups for events about API calls. */
    public static List<Map<String, TomlValue>> ofCalls(NodeContext context, List<Node> throttling) {
        return groups(context, throttling, "traffic_manager_urls", "traffic_manager_auth_urls");
    }

    /** The groups for what the event hubs are told. */
    public static List<Map<String, TomlValue>> ofHubs(NodeContext context, List<Node> hubs) {
        return groups(context, hubs, "urls", "auth_urls");
    }

    private static List<Map<String, TomlValue>> groups(
            NodeContext context, List<Node> nodes, String urls, String secureUrls) {
        return nodes.stream()
                .map(node -> {
                    Map<String, TomlValue> group = new LinkedHashMap<>();
                    group.put(urls, TomlValue.texts(Addresses.receiver(context, node)));
                    group.put(secureUrls, TomlValue.texts(Addresses.secureReceiver(context, node)));
                    return group;
                })
                .toList();
    }
}
