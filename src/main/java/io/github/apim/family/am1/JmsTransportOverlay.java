package io.github.apim.family.am1;

import io.github.apim.archive.Content;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.Node;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.family.activemq5.BrokerClient;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Pack;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Gateways' JMS transport, switched on, and the client of the deployment's own broker (matrix §16). The shipped samples
 * stay in their comments.
 */
public final class JmsTransportOverlay implements Overlay {

    private static final String RECEIVER = "org.apache.axis2.transport.jms.JMSListener";
    private static final String SENDER = "org.apache.axis2.transport.jms.JMSSender";
    private static final String CONTEXT_FACTORY = "org.apache.activemq.jndi.ActiveMQInitialContextFactory";

    @Override
    public String name() {
        return "jms-transport";
    }

    @Override
    public Set<Product> borrowsFrom(Deployment deployment, Node node) {
        return concerns(deployment, node) ? Set.of(Product.MESSAGE_BROKER) : Set.of();
    }

    /** Whether this node talks to the deployment's broker. */
    private static boolean concerns(Deployment deployment, Node node) {
        return node.role().isGateway() && deployment.messaging().isPresent();
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        if (!concerns(context.deployment(), context.node())) {
            return;
        }
        Node broker = context.deployment()
                .messaging()
                .flatMap(context.topology()::node)
                .orElseThrow();
        Endpoint endpoint = context.topology().endpoint(broker, PortPurpose.BROKER_OPENWIRE);
        files.xml(
                CarbonFiles.AXIS2,
                axis2 -> axis2.put(
                                "/axisconfig/transportReceiver[@name='jms']",
                                receiver("tcp://" + endpoint),
                                Placement.after("transportReceiver"))
                        .put(
                                "/axisconfig/transportSender[@name='jms']",
                                XmlElement.of("transportSender")
                                        .attribute("name", "jms")
                                        .attribute("class", SENDER),
                                Placement.after("transportSender")));
        Pack pack = context.pack(Product.MESSAGE_BROKER)
                .orElseThrow(() -> new OverlayException(
                        "the client of the broker is taken from its pack; name it under packs.message-broker"));
        for (Map.Entry<String, byte[]> jar : BrokerClient.jars(
                        pack,
                        context.topology().suite().facts(context.node().role()).newestJava(),
                        context.warnings())
                .entrySet()) {
            files.put(CarbonFiles.LIBRARIES + jar.getKey(), 0644, new Content.Bytes(jar.getValue()));
        }
    }

    /** The three connection factories of the shipped sample; services that name none get the last one. */
    private static XmlElement receiver(String url) {
        return XmlElement.of("transportReceiver")
                .attribute("name", "jms")
                .attribute("class", RECEIVER)
                .child(factory("myTopicConnectionFactory", url, "TopicConnectionFactory", "topic"))
                .child(factory("myQueueConnectionFactory", url, "QueueConnectionFactory", "queue"))
                .child(factory("default", url, "QueueConnectionFactory", "queue"));
    }

    private static XmlElement factory(String name, String url, String jndiName, String type) {
        return parameter(name)
                .child(parameter("java.naming.factory.initial").text(CONTEXT_FACTORY))
                .child(parameter("java.naming.provider.url").text(url))
                .child(parameter("transport.jms.ConnectionFactoryJNDIName").text(jndiName))
                .child(parameter("transport.jms.ConnectionFactoryType").text(type));
    }

    private static XmlElement parameter(String name) {
        return XmlElement.of("parameter").attribute("name", name).attribute("locked", "false");
    }
}
