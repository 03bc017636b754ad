package io.github.apim.companion;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.product.Protocol;
import io.github.apim.product.Role;
import io.github.apim.topology.PortTable.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The blocks of nginx's configuration. Names, addresses and paths come from the descriptor, whose reader lets none
 * through that holds a blank, a quote or any of {@code ;{}$#}.
 */
final class NginxServer {

    private static final String CERTIFICATES = "/etc/nginx/ssl";

    /** For clients of Java 7, and for those of today. */
    private static final String OLD_TLS = "tls.conf";

    private static final String MODERN_TLS = "tls-outside.conf";

    /** How web sockets are handed on. */
    static final String WEB_SOCKETS = "web-sockets.conf";

    private static final int KEPT_OPEN = 16;

    private final String certificates;
    private final boolean overIpv6;

    NginxServer(LoadBalancer balancer) {
        this.certificates = balancer.certificates().orElse(CERTIFICATES).replaceAll("/+$", "");
        this.overIpv6 =
                balancer.address().filter(address -> address.indexOf(':') >= 0).isPresent();
    }

    /**
     * The whole file of a virtual host.
     *
     * @param calledByNodes whether nodes call it, which speak old versions of TLS
     */
    String virtualHost(Role role, VirtualHost host, boolean calledByNodes, Map<Protocol, List<Entry>> upstreams) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(role).append(": ").append(host.name()).append('\n');
        if (upstreams.isEmpty()) {
            text.append("# The deployment has no node of this role.\n");
        }
        upstreams.forEach((protocol, entries) -> text.append('\n').append(upstream(role, protocol, entries)));
        host.http().ifPresent(port -> text.append('\n').append(plain(role, host, port, upstreams)));
        text.append('\n')
                .append("server {\n")
                .append(listen(host.https(), " ssl"))
                .append(name(host.name()))
                .append(certificate(host, calledByNodes))
                .append('\n')
                .append(answer(role, upstreams, Protocol.HTTPS))
                .append("}\n");
        host.webSocket()
                .ifPresent(port -> text.append('\n')
                        .append("server {\n" + listen(port, "") + name(host.name()) + '\n')
                        .append(webSockets(role, upstreams, Protocol.WEB_SOCKET)));
        host.secureWebSocket()
                .ifPresent(port -> text.append('\n')
                        .append("server {\n" + listen(port, " ssl") + name(host.name()))
                        .append(certificate(host, calledByNodes) + '\n')
                        .append(webSockets(role, upstreams, Protocol.WEB_SOCKET_OVER_TLS)));
        return text.toString();
    }

    /** Answers who asks for no known name in plain HTTP. */
    String refusal(int port) {
        return "\nserver {\n" + listen(port, " default_server") + name("_") + "    return 421;\n}\n";
    }

    /** Answers who asks for no known name over TLS, with the certificate of this virtual host. */
    String refusalOverTls(int port, VirtualHost host, boolean calledByNodes) {
        return "\nserver {\n" + listen(port, " ssl default_server") + name("_") + certificate(host, calledByNodes)
                + "    return 421;\n}\n";
    }

    /** API calls may come in plain HTTP; a console's password and session may not. */
    private String plain(Role role, VirtualHost host, int port, Map<Protocol, List<Entry>> upstreams) {
        String answer = role == Role.GATEWAY_WORKER
                ? answer(role, upstreams, Protocol.HTTP)
                : "    return 301 https://" + host.name()
                        + (host.https() == StandardPorts.HTTPS ? "" : ":" + host.https()) + "$request_uri;\n";
        return "server {\n" + listen(port, "") + name(host.name()) + "\n" + answer + "}\n";
    }

    private static String answer(Role role, Map<Protocol, List<Entry>> upstreams, Protocol wanted) {
        if (upstreams.isEmpty()) {
            return "    return 503;\n";
        }
        // The broker's console speaks plain HTTP only.
        Protocol spoken = upstreams.containsKey(wanted)
                ? wanted
                : upstreams.keySet().iterator().next();
        return location(spoken.name().toLowerCase(Locale.ROOT), upstreamName(role, spoken), "proxy.conf");
    }

    /** The rest of a server's block. A web socket begins as a request in HTTP. */
    private static String webSockets(Role role, Map<Protocol, List<Entry>> upstreams, Protocol protocol) {
        String scheme = protocol == Protocol.WEB_SOCKET ? "http" : "https";
        return (upstreams.containsKey(protocol)
                        ? location(scheme, upstreamName(role, protocol), WEB_SOCKETS)
                        : "    return 503;\n")
                + "}\n";
    }

    private static String location(String scheme, String upstream, String settings) {
        return "    location / {\n"
                + "        proxy_pass " + scheme + "://" + upstream + ";\n"
                + "        include apim/" + settings + ";\n"
                + "    }\n";
    }

    private static String upstream(Role role, Protocol protocol, List<Entry> entries) {
        StringBuilder text = new StringBuilder("upstream " + upstreamName(role, protocol) + " {\n");
        if (entries.size() > 1 && sticks(role)) {
            text.append("    ip_hash;\n");
        }
        for (Entry entry : entries) {
            text.append("    server ")
                    .append(new Endpoint(entry.machine(), entry.effective()))
                    .append(";  # ")
                    .append(entry.node().map(Node::name).orElseThrow())
                    .append('\n');
        }
        return text.append("    keepalive ").append(KEPT_OPEN).append(";\n}\n").toString();
    }

    /** Whoever signs in has a session on one node; an API call has none (matrix §14, M33). */
    private static boolean sticks(Role role) {
        return role != Role.GATEWAY_WORKER;
    }

    private static String upstreamName(Role role, Protocol protocol) {
        return "apim-" + role.key() + "-"
                + protocol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** On every address: the balancer's own may be one that is handed from machine to machine. */
    private String listen(int port, String options) {
        String line = "    listen " + port + options + ";\n";
        return overIpv6 ? line + "    listen [::]:" + port + options + ";\n" : line;
    }

    private static String name(String name) {
        return "    server_name " + name + ";\n";
    }

    private String certificate(VirtualHost host, boolean calledByNodes) {
        String path = certificates + "/" + host.name();
        return "    ssl_certificate " + path + ".crt;\n" + "    ssl_certificate_key " + path + ".key;\n"
                + "    include apim/" + (calledByNodes ? OLD_TLS : MODERN_TLS) + ";\n";
    }
}
