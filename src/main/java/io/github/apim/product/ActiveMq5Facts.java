package io.github.apim.product;

import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Role.MESSAGE_BROKER;

import java.util.List;

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
        return FactsBuilder.of(VersionFamily.ACTIVEMQ_5, version, HomeFacts.ACTIVEMQ_5)
                .ports(PORTS)
                .awaited(PortPurpose.BROKER_OPENWIRE)
                .build();
    }
}
