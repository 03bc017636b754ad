package io.github.apim.family.toml;

import io.github.apim.deployment.AnalyticsServer;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Statistics;
import io.github.apim.edit.TomlValue;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.AnalyticsFact;
import io.github.apim.product.Role;
import io.github.apim.topology.AnalyticsAddresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where those that report the use of APIs, and those that show it, find the analytics server outside (am-3 §12). */
public final class AnalyticsSettings implements Settings {

    static final String TABLE = "apim.analytics";
    static final String GROUPS = TABLE + ".url_group";

    /** As the server is shipped; without them a node would sign in there as its own administrator. */
    private static final Credentials SHIPPED = new Credentials("admin", new Secret("admin"));

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        Optional<AnalyticsFact> fact = context.topology().suite().analytics();
        Role role = context.node().role();
        context.topology()
                .wiring()
                .analytics()
                .filter(server -> fact.filter(known -> known.concerns(role)).isPresent())
                .ifPresent(server -> {
                    reporting(server, credentials(context), settings);
                    if (fact.orElseThrow().asking().contains(role)) {
                        settings.set(TABLE, "store_api_url", "https://" + server.rest());
                    }
                });
    }

    /** Both addresses are said: without the second one a port is guessed from the first (am-3 §12). */
    private static void reporting(AnalyticsAddresses server, Credentials credentials, NodeSettings settings) {
        Map<String, TomlValue> group = new LinkedHashMap<>();
        group.put("analytics_url", TomlValue.texts(List.of(receiver(server))));
        group.put("analytics_auth_url", TomlValue.texts(List.of(secureReceiver(server))));
        settings.set(TABLE, "enable", true)
                .set(TABLE, "username", Escaped.forXml(credentials.username()))
                .set(TABLE, "password", Escaped.forXml(credentials.password().reveal()))
                .tables(GROUPS, List.of(group));
    }

    /** Where the server takes events, as files say it. */
    static String receiver(AnalyticsAddresses server) {
        return "tcp://" + server.receiver();
    }

    /** Where one signs in for that. */
    static String secureReceiver(AnalyticsAddresses server) {
        return "ssl://" + server.receiverTls();
    }

    private static Credentials credentials(NodeContext context) {
        return context.deployment()
                .statistics()
                .flatMap(Statistics::analytics)
                .flatMap(AnalyticsServer::credentials)
                .orElse(SHIPPED);
    }
}
