package io.github.apim.companion;

import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Protocol;
import io.github.apim.topology.Front;
import io.github.apim.topology.PortTable.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * nginx as the load balancer (matrix §14): {@code conf.d} and {@code apim}, to be copied to {@code /etc/nginx}, and the
 * lines of its {@code /etc/hosts}. Thrift, cluster ports and whatever else is no HTTP never go through it.
 */
final class NginxCompanion implements Companion {

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        if (context.deployment().loadBalancer().isEmpty()) {
            return List.of();
        }
        LoadBalancer balancer = context.deployment().loadBalancer().get();
        if (balancer.virtualHosts().isEmpty()) {
            return List.of();
        }
        NginxServer servers = new NginxServer(balancer);
        List<CompanionFile> files = new ArrayList<>();
        files.add(CompanionFile.text("nginx/conf.d/apim.conf", Templates.text("nginx/apim.conf")));
        files.add(CompanionFile.text("nginx/apim/proxy.conf", Templates.text("nginx/proxy.conf")));
        files.add(CompanionFile.text("nginx/apim/tls.conf", Templates.text("nginx/tls.conf")));
        files.add(CompanionFile.text("nginx/apim/tls-outside.conf", Templates.text("nginx/tls-outside.conf")));
        if (balancer.virtualHosts().values().stream().anyMatch(VirtualHost::servesWebSockets)) {
            files.add(CompanionFile.text(
                    "nginx/apim/" + NginxServer.WEB_SOCKETS, Templates.text("nginx/" + NginxServer.WEB_SOCKETS)));
        }
        files.add(CompanionFile.text("nginx/apim/default.conf", defaults(context, balancer, servers)));
        for (Front front : context.topology().wiring().fronts()) {
            files.add(CompanionFile.text(
                    "nginx/apim/virtual-hosts/" + front.role().key() + ".conf",
                    servers.virtualHost(
                            front.role(),
                            front.host(),
                            isCalledByNodes(context, front.host()),
                            upstreams(context, front))));
        }
        files.add(CompanionFile.text("nginx/hosts", HostsCompanion.balancer(context)));
        return files;
    }

    /** Whether nodes call a virtual host, by Java 7; others are called by browsers and clients of APIs only. */
    private static boolean isCalledByNodes(CompanionContext context, VirtualHost host) {
        return context.topology().wiring().links().stream()
                .anyMatch(link -> link.front().filter(host::equals).isPresent());
    }

    /** The nodes' ports behind a virtual host, by what is spoken there. */
    private static Map<Protocol, List<Entry>> upstreams(CompanionContext context, Front front) {
        Map<Protocol, List<Entry>> upstreams = new LinkedHashMap<>();
        for (PortPurpose purpose : front.ports()) {
            List<Entry> entries = front.nodes().stream()
                    .flatMap(node -> context.ports().of(node).stream())
                    .filter(entry -> entry.purpose() == purpose)
                    .toList();
            if (!entries.isEmpty()) {
                upstreams.put(purpose.protocol(), entries);
            }
        }
        return upstreams;
    }

    /**
     * Who asks for no known name gets nothing; without this nginx would hand the request to the first virtual host. The
     * certificate is that of the port's first virtual host, for Java 7 often names no host when it says hello, and its
     * request does find the right one. Its versions of TLS are those of the whole port.
     */
    private static String defaults(CompanionContext context, LoadBalancer balancer, NginxServer servers) {
        Map<Integer, VirtualHost> tls = new LinkedHashMap<>();
        Map<Integer, VirtualHost> plain = new LinkedHashMap<>();
        Set<Integer> calledByNodes = new HashSet<>();
        balancer.virtualHosts().forEach((role, host) -> {
            tls.putIfAbsent(host.https(), host);
            host.http().ifPresent(port -> plain.putIfAbsent(port, host));
            host.webSocket().ifPresent(port -> plain.putIfAbsent(port, host));
            host.secureWebSocket().ifPresent(port -> tls.putIfAbsent(port, host));
            if (isCalledByNodes(context, host)) {
                calledByNodes.add(host.https());
            }
        });
        StringBuilder text = new StringBuilder("# Requests for other names than those of the virtual hosts.\n");
        plain.keySet().forEach(port -> text.append(servers.refusal(port)));
        tls.forEach((port, host) -> text.append(servers.refusalOverTls(port, host, calledByNodes.contains(port))));
        return text.toString();
    }
}
