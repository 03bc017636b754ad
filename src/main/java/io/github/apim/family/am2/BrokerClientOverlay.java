package io.github.apim.family.am2;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secret;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Place;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Service;
import io.github.apim.topology.Link;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * By which broker a node publishes: who counts calls says by its own what is to be refused, and up to 2.1.0 publishers and
 * stores say by the traffic managers' what is blocked (am-2 §11). Nothing is substituted in this file, so it holds the
 * administrator's password.
 */
final class BrokerClientOverlay implements Overlay {

    private static final String FACTORY = "connectionfactory.TopicConnectionFactory";

    /** User name and password as shipped. */
    private static final Credentials SHIPPED = new Credentials("admin", new Secret("admin"));

    /** The broker of the node itself. */
    private static final String ITSELF = "localhost";

    @Override
    public String name() {
        return "broker-client";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<String> url = url(context);
        if (url.isEmpty()) {
            return;
        }
        files.properties(CarbonFiles.JNDI, jndi -> jndi.set(FACTORY, url.get()));
        if (context.deployment().admin().isPresent()) {
            files.secret(CarbonFiles.JNDI);
        }
    }

    private static Optional<String> url(NodeContext context) {
        Credentials admin = context.deployment().admin().orElse(SHIPPED);
        String user = admin.username();
        String password = admin.password().reveal();
        Node node = context.node();
        if (context.topology().wiring().serving(Service.THROTTLING).contains(node)) {
            int port = context.topology().port(node, PortPurpose.BROKER_AMQP).orElseThrow();
            return Optional.of(BrokerUrl.of(user, password, new Endpoint(ITSELF, port)));
        }
        List<Link> brokers = context.topology().wiring().links(CallPurpose.THROTTLE_DECISIONS).stream()
                .filter(link -> link.from().equals(node))
                .toList();
        return publishesBlocks(context) && !brokers.isEmpty()
                ? Optional.of(BrokerUrl.of(user, password, brokers))
                : Optional.empty();
    }

    /** Gateways only listen, by what api-manager.xml says. */
    private static boolean publishesBlocks(NodeContext context) {
        return context.facts().places().find(Place.JMS_PUBLISHER).isPresent()
                && !context.node().role().isGateway();
    }
}
