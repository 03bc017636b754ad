package io.github.apim.product;

import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Role.MESSAGE_BROKER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All ports that ActiveMQ 5 ships with; it knows no offset, so the overlay moves each (matrix §15.1, §16). Which Java it
 * needs depends on its version, and its own script says so.
 */
final class ActiveMq5Facts {

    private static final List<PortFact> PORTS = List.of(
            open(PortPurpose.BROKER_OPENWIRE, 61616, MESSAGE_BROKER),
            open(PortPurpose.BROKER_AMQP, 5672, MESSAGE_BROKER),
            open(PortPurpose.BROKER_MQTT, 1883, MESSAGE_BROKER),
            open(PortPurpose.BROKER_STOMP, 61613, MESSAGE_BROKER),
            open(PortPurpose.BROKER_WEB_SOCKET, 61614, MESSAGE_BROKER),
            open(PortPurpose.BROKER_CONSOLE, 8161, MESSAGE_BROKER));

    private ActiveMq5Facts() {}

    static Facts of(String version) {
        return new Facts(
                new ProductVersion(Product.MESSAGE_BROKER, version),
                VersionFamily.ACTIVEMQ_5,
                new TreeSet<>(),
                Map.of(),
                PORTS,
                Set.of(PortPurpose.BROKER_OPENWIRE),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                HomeFacts.ACTIVEMQ_5,
                Map.of(),
                Map.of(),
                Places.none(),
                SvnClient.NONE,
                "",
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
