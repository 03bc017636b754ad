package io.github.apim.family.toml;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Node;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Product;
import java.util.function.Function;

/** Who the server says it is, and its administrator (am-3 §4, am-4 §4.1). */
public final class ServerSettings implements Settings {

    private static final String SERVER = "server";
    private static final String ADMINISTRATOR = "super_admin";

    private final Function<NodeContext, String> hostName;

    /** @param hostName the name that the server takes for its own */
    public ServerSettings(Function<NodeContext, String> hostName) {
        this.hostName = hostName;
    }

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        Node node = context.node();
        settings.set(SERVER, "hostname", hostName.apply(context))
                .set(SERVER, "node_ip", context.topology().machine(node));
        if (node.role().product() == Product.API_MANAGER) {
            settings.set(
                    SERVER, "server_role", context.facts().profile(node.role()).orElse("default"));
        }
        if (node.offset() > 0) {
            settings.set(SERVER, "offset", node.offset());
        }
        context.deployment().admin().ifPresent(admin -> administrator(admin, settings));
        context.topology()
                .wiring()
                .console(node)
                .ifPresent(front -> settings.set(
                        "transport.https.properties", "proxyPort", front.host().https()));
    }

    /** The templates paste both into XML, and into a URL for the broker (am-4 R6, R7). */
    private static void administrator(Credentials admin, NodeSettings settings) {
        settings.set(ADMINISTRATOR, "username", Escaped.forXml(admin.username()))
                .set(ADMINISTRATOR, "password", Escaped.forXml(admin.password().reveal()))
                .set(ADMINISTRATOR, "create_admin_account", true);
    }
}
