package io.github.apim.family.am4;

import io.github.apim.deployment.Node;
import io.github.apim.family.toml.Addresses;
import io.github.apim.family.toml.NodeSettings;
import io.github.apim.family.toml.Settings;
import io.github.apim.family.toml.ThrottlingTargets;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.util.List;

/**
 * Where events about API calls go, and decisions come from. Whoever decides publishes to its own broker, and hands on to the
 * others what gateways hear there (am-4 §4.3, §4.4, R12 to R14).
 */
final class ThrottlingSettings implements Settings {

    private static final String THROTTLING = "apim.throttling";
    private static final String DECISIONS = "throttle_decision_endpoints";
    private static final String COPIES = "event_duplicate_url";

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        Node node = context.node();
        List<Node> throttling = Addresses.serving(context, Service.THROTTLING);
        List<Node> peers = Addresses.peers(context, Service.THROTTLING);
        boolean alone = throttling.equals(List.of(node))
                && node.role() == Role.ALL_IN_ONE
                && Addresses.serving(context, Service.API_TRAFFIC).equals(List.of(node));
        if (throttling.contains(node) && !alone) {
            settings.set(THROTTLING, DECISIONS, Addresses.ownBroker(context));
            if (!peers.isEmpty()) {
                settings.set(THROTTLING, COPIES, Addresses.brokers(context, peers));
            }
            if (node.role() == Role.ALL_IN_ONE) {
                settings.tables(THROTTLING + ".url_group", ThrottlingTargets.ofCalls(context, throttling));
            }
        } else if (!throttling.contains(node)) {
            besideOthers(context, throttling, settings);
        }
    }

    private static void besideOthers(NodeContext context, List<Node> throttling, NodeSettings settings) {
        Role role = context.node().role();
        if ((role == Role.GATEWAY || role == Role.ALL_IN_ONE) && !throttling.isEmpty()) {
            settings.set(THROTTLING, DECISIONS, Addresses.brokers(context, throttling))
                    .tables(THROTTLING + ".url_group", ThrottlingTargets.ofCalls(context, throttling));
        }
        if (role == Role.CONTROL_PLANE || role == Role.ALL_IN_ONE) {
            besideTrafficManagers(context, settings);
        }
    }

    /**
     * A control plane of 4.0 publishes all its messages by the file that the first key fills (am-4 R13), and up to 4.2 the second
     * one switches on that revoked tokens are handed on (am-4 R14). From 4.1 on an all-in-one node hears decisions by the first.
     */
    private static void besideTrafficManagers(NodeContext context, NodeSettings settings) {
        if (context.facts().version().isSince("4.3.0")) {
            return;
        }
        if (context.node().role() == Role.CONTROL_PLANE
                || !context.facts().version().isSince("4.1.0")) {
            settings.set(THROTTLING, DECISIONS, Addresses.ownBroker(context));
        }
        List<Node> hubs = Addresses.peers(context, Service.EVENT_HUB);
        if (!hubs.isEmpty()) {
            settings.set(THROTTLING, COPIES, Addresses.brokers(context, hubs));
        }
    }
}
