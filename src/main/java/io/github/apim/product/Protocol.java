package io.github.apim.product;

/** What is spoken on a port. */
public enum Protocol {
    HTTP,
    HTTPS,
    THRIFT,
    HAZELCAST,
    RMI,
    CASSANDRA,
    JMS,
    AMQP,
    MQTT,
    STOMP
}
