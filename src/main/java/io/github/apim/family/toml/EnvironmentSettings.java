package io.github.apim.family.toml;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.edit.TomlValue;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Role;
import io.github.apim.topology.Environment;
import io.github.apim.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The gateway environments that portals offer, and that gateways belong to (am-3 §8.1, am-4 §4.2). */
public final class EnvironmentSettings implements Settings {

    private static final String ENVIRONMENTS = "apim.gateway.environment";
    private static final String NAME = "name";

    private final Function<NodeContext, Set<Role>> offering;
    private final String shippedName;
    private final Function<NodeContext, Map<String, TomlValue>> more;

    /**
     * @param offering    the roles whose nodes must know the environments
     * @param shippedName what the only environment is called where the descriptor says nothing
     * @param more        what a version says of each environment besides
     */
    public EnvironmentSettings(
            Function<NodeContext, Set<Role>> offering,
            String shippedName,
            Function<NodeContext, Map<String, TomlValue>> more) {
        this.offering = offering;
        this.shippedName = shippedName;
        this.more = more;
    }

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        List<Environment> environments = context.topology().wiring().environments();
        if (!offering.apply(context).contains(context.node().role())) {
            settings.without(ENVIRONMENTS);
        } else if (!environments.isEmpty()) {
            settings.tables(
                    ENVIRONMENTS,
                    environments.stream()
                            .map(environment -> element(environment, context))
                            .toList(),
                    NAME);
        }
    }

    /** What an environment is called: by labels of this name gateways know what they serve. */
    public String name(Environment environment) {
        return environment.declared().map(GatewayEnvironment::name).orElse(shippedName);
    }

    private Map<String, TomlValue> element(Environment environment, NodeContext context) {
        Topology topology = context.topology();
        Map<String, TomlValue> element = new LinkedHashMap<>();
        element.put(NAME, TomlValue.text(name(environment)));
        element.put(
                "type",
                TomlValue.text(environment
                        .declared()
                        .map(GatewayEnvironment::type)
                        .orElse(GatewayEnvironment.Type.HYBRID)
                        .key()));
        element.putAll(more.apply(context));
        element.put("display_in_api_console", TomlValue.bool(true));
        element.put("description", TomlValue.text("Gateways of " + name(environment)));
        element.put("show_as_token_endpoint_url", TomlValue.bool(true));
        element.put("service_url", TomlValue.text(Topology.servicesUrl(topology.administration(environment))));
        // Whoever reads api-manager.xml resolves these; a reference of the mapper's own would stay as it is (am-4 R4).
        element.put("username", TomlValue.text("${admin.username}"));
        element.put("password", TomlValue.text("${admin.password}"));
        String path = topology.apiPath(environment);
        topology.webSockets(environment, context.node())
                .forEach((scheme, url) -> element.put(scheme + "_endpoint", TomlValue.text(url)));
        topology.gatewayHttp(environment, context.node())
                .ifPresent(http -> element.put("http_endpoint", TomlValue.text(http(http) + path)));
        Endpoint https = topology.gatewayHttps(environment, context.node());
        element.put("https_endpoint", TomlValue.text(Addresses.url("https", https, StandardPorts.HTTPS) + path));
        topology.webSub(environment, context.node())
                .forEach((scheme, url) ->
                        element.put("websub_event_receiver_" + scheme + "_endpoint", TomlValue.text(url)));
        return element;
    }

    private static String http(Endpoint endpoint) {
        return Addresses.url("http", endpoint, StandardPorts.HTTP);
    }
}
