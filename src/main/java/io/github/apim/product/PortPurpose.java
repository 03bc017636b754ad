package io.github.apim.product;

import java.util.EnumSet;
import java.util.Set;

/** What a port is for; which number it has is a fact of a version, see {@link PortFact}. */
public enum PortPurpose {
    SERVLET_HTTPS(Protocol.HTTPS, "consoles and admin services over HTTPS"),
    SERVLET_HTTP(Protocol.HTTP, "consoles over HTTP"),
    PASS_THROUGH_HTTPS(Protocol.HTTPS, "API calls over HTTPS"),
    PASS_THROUGH_HTTP(Protocol.HTTP, "API calls over HTTP"),
    KEY_VALIDATION(Protocol.THRIFT, "key validation over thrift"),
    CLUSTERING(Protocol.HAZELCAST, "clustering"),
    JMX_SERVER(Protocol.RMI, "the JMX server"),
    JMX_REGISTRY(Protocol.RMI, "the JMX registry"),
    ENTITLEMENT(Protocol.THRIFT, "entitlement over thrift"),
    EVENTS(Protocol.THRIFT, "events over thrift"),
    EVENTS_TLS(Protocol.THRIFT, "events over thrift and TLS"),
    CASSANDRA_RPC(Protocol.CASSANDRA, "Cassandra's clients over thrift"),
    CASSANDRA_CQL(Protocol.CASSANDRA, "Cassandra's clients over CQL"),
    CASSANDRA_STORAGE(Protocol.CASSANDRA, "Cassandra's nodes"),
    CASSANDRA_STORAGE_TLS(Protocol.CASSANDRA, "Cassandra's nodes over TLS"),
    HIVE(Protocol.THRIFT, "Hive"),
    BROKER_OPENWIRE(Protocol.JMS, "JMS clients"),
    BROKER_AMQP(Protocol.AMQP, "AMQP clients"),
    BROKER_MQTT(Protocol.MQTT, "MQTT clients"),
    BROKER_STOMP(Protocol.STOMP, "STOMP clients"),
    BROKER_WEB_SOCKET(Protocol.HTTP, "STOMP clients over web sockets"),
    BROKER_CONSOLE(Protocol.HTTP, "the broker's console"),
    BROKER_AMQP_TLS(Protocol.AMQP, "AMQP clients over TLS"),
    THROTTLE_EVENTS(Protocol.DATA_BRIDGE, "events for throttling"),
    THROTTLE_EVENTS_TLS(Protocol.DATA_BRIDGE, "events for throttling over TLS"),
    WEB_SOCKET(Protocol.WEB_SOCKET, "API calls over web sockets"),
    WEB_SOCKET_TLS(Protocol.WEB_SOCKET_OVER_TLS, "API calls over web sockets and TLS"),
    WEB_SUB(Protocol.HTTP, "events of WebSub"),
    WEB_SUB_TLS(Protocol.HTTPS, "events of WebSub over TLS"),
    VIRTUAL_HOST_HTTP(Protocol.HTTP, "a virtual host over HTTP"),
    VIRTUAL_HOST_HTTPS(Protocol.HTTPS, "a virtual host over HTTPS"),
    VIRTUAL_HOST_WEB_SOCKET(Protocol.WEB_SOCKET, "a virtual host over web sockets"),
    VIRTUAL_HOST_WEB_SOCKET_TLS(Protocol.WEB_SOCKET_OVER_TLS, "a virtual host over web sockets and TLS");

    private static final Set<PortPurpose> OVER_TLS = EnumSet.of(
            SERVLET_HTTPS,
            PASS_THROUGH_HTTPS,
            VIRTUAL_HOST_HTTPS,
            EVENTS_TLS,
            CASSANDRA_STORAGE_TLS,
            BROKER_AMQP_TLS,
            THROTTLE_EVENTS_TLS,
            WEB_SOCKET_TLS,
            WEB_SUB_TLS,
            VIRTUAL_HOST_WEB_SOCKET_TLS);

    private final Protocol protocol;
    private final String title;

    PortPurpose(Protocol protocol, String title) {
        this.protocol = protocol;
        this.title = title;
    }

    /** What is spoken there. */
    public Protocol protocol() {
        return protocol;
    }

    /** Whether a certificate is shown there. */
    public boolean isOverTls() {
        return OVER_TLS.contains(this);
    }

    /** For messages and reports, to be put behind "the port for". */
    public String title() {
        return title;
    }
}
