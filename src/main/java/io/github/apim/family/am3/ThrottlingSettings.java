package io.github.apim.family.am3;

import io.github.apim.deployment.Node;
import io.github.apim.family.toml.Addresses;
import io.github.apim.family.toml.NodeSettings;
import io.github.apim.family.toml.Settings;
import io.github.apim.family.toml.ThrottlingTargets;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who sends events to traffic managers, hears their decisions and gives them policies (am-3 §6). */
final class ThrottlingSettings implements Settings {

    private static final String THROTTLING = "apim.throttling";

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        Node node = context.node();
        List<Node> throttling = Addresses.serving(context, Service.THROTTLING);
        Set<CallPurpose> purposes = context.topology().wiring().from(node).stream()
                .map(link -> link.purpose())
                .collect(Collectors.toSet());
        if (purposes.contains(CallPurpose.THROTTLE_POLICIES) || purposes.contains(CallPurpose.HUB_DATA)) {
            settings.set(THROTTLING, "service_url", Addresses.services(context, Service.THROTTLING_POLICIES));
        }
        if (purposes.contains(CallPurpose.THROTTLE_DECISIONS)) {
            settings.set(THROTTLING, "throttle_decision_endpoints", Addresses.brokers(context, throttling));
        }
        if (purposes.contains(CallPurpose.THROTTLE_EVENTS)) {
            settings.tables(THROTTLING + ".url_group", ThrottlingTargets.ofCalls(context, throttling));
        }
        if (purposes.contains(CallPurpose.COPIES)) {
            settings.set(
                    THROTTLING,
                    "event_duplicate_url",
                    Addresses.brokers(context, Addresses.peers(context, Service.THROTTLING)));
        }
        if (node.role() == Role.STORE && !context.facts().version().isSince("3.1.0")) {
            quiet(settings);
        }
    }

    /** 3.0.0 infers nothing from the role that its own profile has (am-3 R14). */
    private static void quiet(NodeSettings settings) {
        for (String flag : List.of(
                "enable_data_publishing",
                "enable_policy_deploy",
                "enable_blacklist_condition",
                "enable_decision_connection")) {
            settings.set(THROTTLING, flag, false);
        }
    }
}
