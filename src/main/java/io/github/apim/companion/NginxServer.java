package io.github.apim.companion;

import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.product.Protocol;
import io.github.apim.product.Role;
import io.github.apim.topology.PortTable.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

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

    /** A virtual host and the nodes' ports behind it, by what is spoken there. */
    record Site(VirtualHost host, Map<Protocol, List<Entry>> upstreams) {

        private boolean isForApiCalls() {
            return host.role().takesApiCalls();
        }

        /** What the nodes speak where that is wanted: web sockets begin in HTTP, and the broker's console knows no TLS. */
        private Protocol spoken(Protocol wanted) {
            if (upstreams.containsKey(wanted)) {
                return wanted;
            }
            return wanted == Protocol.HTTP && upstreams.containsKey(Protocol.WEB_SOCKET)
                    ? Protocol.WEB_SOCKET
                    : upstreams.keySet().iterator().next();
        }

        /** What a portal's paths begin with on its node. */
        private String ownPath() {
            return "/" + host.role().key();
        }

        /** Whether they begin in the same way for clients, so that nothing has to be rewritten. */
        private boolean isAtItsOwnPath() {
            return host.path().equals(ownPath());
        }
    }

    /**
     * The whole file of the virtual hosts that share a name and its ports; they differ in their paths.
     *
     * @param calledByNodes whether nodes call one of them, which speak old versions of TLS
     */
    String virtualHosts(List<Site> sites, boolean calledByNodes) {
        VirtualHost host = sites.get(0).host();
        StringBuilder text = new StringBuilder();
        for (Site site : sites) {
            text.append("# ")
                    .append(site.host().key())
                    .append(": ")
                    .append(site.host().name());
            text.append(site.host().path()).append('\n');
            if (site.upstreams().isEmpty()) {
                text.append("# No node of the deployment serves it.\n");
            }
        }
        sites.forEach(site -> site.upstreams()
                .forEach((protocol, entries) -> text.append('\n').append(upstream(site.host(), protocol, entries))));
        host.http().ifPresent(port -> text.append('\n').append(plain(port, sites)));
        text.append('\n')
                .append("server {\n")
                .append(listen(host.https(), " ssl"))
                .append(name(host.name()))
                .append(certificate(host, calledByNodes))
                .append('\n')
                .append(answers(sites, Protocol.HTTPS, "        return 404;\n"))
                .append("}\n");
        webSockets(sites, VirtualHost::webSocket)
                .forEach((port, those) -> text.append('\n')
                        .append("server {\n" + listen(port, "") + name(host.name()) + '\n')
                        .append(answers(those, Protocol.WEB_SOCKET, "        return 404;\n"))
                        .append("}\n"));
        webSockets(sites, VirtualHost::secureWebSocket)
                .forEach((port, those) -> text.append('\n')
                        .append("server {\n" + listen(port, " ssl") + name(host.name()))
                        .append(certificate(host, calledByNodes) + '\n')
                        .append(answers(those, Protocol.WEB_SOCKET_OVER_TLS, "        return 404;\n"))
                        .append("}\n"));
        return text.toString();
    }

    /** Those of the sites that serve web sockets, by their port. */
    private static Map<Integer, List<Site>> webSockets(List<Site> sites, Function<VirtualHost, OptionalInt> port) {
        Map<Integer, List<Site>> serving = new LinkedHashMap<>();
        for (Site site : sites) {
            port.apply(site.host())
                    .ifPresent(number -> serving.computeIfAbsent(number, first -> new ArrayList<>())
                            .add(site));
        }
        return serving;
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
    private String plain(int port, List<Site> sites) {
        VirtualHost host = sites.get(0).host();
        List<Site> apis = sites.stream().filter(Site::isForApiCalls).toList();
        String toHttps = "return 301 https://" + host.name()
                + (host.https() == StandardPorts.HTTPS ? "" : ":" + host.https()) + "$request_uri;\n";
        String answer = apis.isEmpty() ? "    " + toHttps : answers(apis, Protocol.HTTP, "        " + toHttps);
        return "server {\n" + listen(port, "") + name(host.name()) + "\n" + answer + "}\n";
    }

    /** @param other what becomes of requests for a path that no site has, where each has one */
    private static String answers(List<Site> sites, Protocol wanted, String other) {
        List<String> answers =
                new ArrayList<>(sites.stream().map(site -> answer(site, wanted)).toList());
        if (sites.stream().noneMatch(site -> site.host().path().isEmpty())) {
            answers.add("    location / {\n" + other + "    }\n");
        }
        return String.join("\n", answers);
    }

    private static String answer(Site site, Protocol wanted) {
        String path = site.host().path();
        if (site.upstreams().isEmpty()
                || isWebSocket(wanted) && !site.upstreams().containsKey(wanted)) {
            return path.isEmpty() ? "    return 503;\n" : "    location " + path + "/ {\n        return 503;\n    }\n";
        }
        Protocol spoken = site.spoken(wanted);
        boolean isPortalWithPath = !path.isEmpty() && !site.isForApiCalls();
        return (isPortalWithPath ? withSlash(path) : "")
                + "    location " + path + "/ {\n"
                + (path.isEmpty() ? "" : rewritten(site))
                + "        proxy_pass " + scheme(spoken) + "://" + upstreamName(site.host(), spoken) + ";\n"
                + (isPortalWithPath && !site.isAtItsOwnPath() ? calledBack(site) : "")
                + "        include apim/" + (isWebSocket(spoken) ? WEB_SOCKETS : "proxy.conf") + ";\n"
                + "    }\n";
    }

    private static boolean isWebSocket(Protocol protocol) {
        return protocol == Protocol.WEB_SOCKET || protocol == Protocol.WEB_SOCKET_OVER_TLS;
    }

    /** A web socket begins as a request in HTTP. */
    private static String scheme(Protocol protocol) {
        return protocol == Protocol.HTTPS || protocol == Protocol.WEB_SOCKET_OVER_TLS ? "https" : "http";
    }

    private static String withSlash(String path) {
        return "    location = " + path + " {\n        return 301 $scheme://$http_host" + path + "/;\n    }\n\n";
    }

    /** On the node APIs have no such path, a portal has its own, and what portals show of the registry has none. */
    private static String rewritten(Site site) {
        String path = "^" + site.host().path().replace(".", "\\.");
        if (site.isForApiCalls()) {
            return "        rewrite " + path + "(/.*)$ $1 break;\n";
        }
        return "        rewrite " + path + "(/(?:t/[^/]+/)?registry/.*)$ $1 break;\n"
                + (site.isAtItsOwnPath()
                        ? ""
                        : "        rewrite " + path + "/(.*)$ " + site.ownPath() + "/$1 break;\n");
    }

    /** What the node says of its own path, in redirects and cookies, becomes what clients know. */
    private static String calledBack(Site site) {
        String path = site.host().path();
        String own = site.ownPath();
        return "        proxy_redirect ~^https?://[^/]+" + own + "/(.*)$ $scheme://$http_host" + path + "/$1;\n"
                + "        proxy_redirect " + own + "/ " + path + "/;\n"
                + "        proxy_cookie_path " + own + " " + path + ";\n";
    }

    private static String upstream(VirtualHost host, Protocol protocol, List<Entry> entries) {
        StringBuilder text = new StringBuilder("upstream " + upstreamName(host, protocol) + " {\n");
        long active = entries.stream().filter(entry -> !standsBy(entry)).count();
        boolean sticks = active > 1 && sticks(host.role());
        if (sticks) {
            text.append("    ip_hash;\n");
        }
        for (Entry entry : entries) {
            text.append("    server ")
                    .append(new Endpoint(entry.machine(), entry.effective()))
                    .append(standsBy(entry) && active > 0 ? reserve(sticks) : "")
                    .append(";  # ")
                    .append(entry.node().map(Node::name).orElseThrow())
                    .append('\n');
        }
        return text.append("    keepalive ").append(KEPT_OPEN).append(";\n}\n").toString();
    }

    private static boolean standsBy(Entry entry) {
        return entry.node().filter(Node::standBy).isPresent();
    }

    /** nginx knows no reserve where it keeps clients to servers; there the node gets requests when it is promoted. */
    private static String reserve(boolean sticks) {
        return sticks ? " down" : " backup";
    }

    /** Whoever signs in has a session on one node; an API call has none (matrix §14, M33). */
    private static boolean sticks(Role role) {
        return !role.takesApiCalls();
    }

    private static String upstreamName(VirtualHost host, Protocol protocol) {
        return "apim-" + host.key() + "-"
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
