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
    STOMP,
    /** The binary protocol of WSO2's data bridge. */
    DATA_BRIDGE,
    WEB_SOCKET,
    WEB_SOCKET_OVER_TLS
}
