package io.github.apim.companion;

import io.github.apim.deployment.LoadBalancer;
import io.github.apim.deployment.LoadBalancer.Traffic;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Protocol;
import io.github.apim.topology.Front;
import io.github.apim.topology.PortTable.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * nginx as the load balancer (matrix §14): {@code conf.d} and {@code apim}, to be copied to {@code /etc/nginx}, and the
 * lines of its {@code /etc/hosts}. Thrift, cluster ports and whatever else is no HTTP never go through it.
 */
final class NginxCompanion implements Companion {

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        List<CompanionFile> files = new ArrayList<>();
        for (LoadBalancer balancer : context.deployment().loadBalancers()) {
            if (!balancer.virtualHosts().isEmpty()) {
                files.addAll(files(context, balancer));
            }
        }
        return files;
    }

    private static List<CompanionFile> files(CompanionContext context, LoadBalancer balancer) throws IOException {
        NginxServer servers = new NginxServer(balancer);
        String folder = balancer.name().isEmpty() ? "nginx/" : "nginx/" + balancer.name() + "/";
        List<CompanionFile> files = new ArrayList<>();
        files.add(CompanionFile.text(folder + "conf.d/apim.conf", Templates.text("nginx/apim.conf")));
        files.add(CompanionFile.text(folder + "apim/proxy.conf", Templates.text("nginx/proxy.conf")));
        files.add(CompanionFile.text(folder + "apim/tls.conf", Templates.text("nginx/tls.conf")));
        files.add(CompanionFile.text(folder + "apim/tls-outside.conf", Templates.text("nginx/tls-outside.conf")));
        if (balancer.virtualHosts().stream()
                .anyMatch(host -> host.servesWebSockets() || host.traffic() == Traffic.WEB_SOCKETS)) {
            files.add(CompanionFile.text(
                    folder + "apim/" + NginxServer.WEB_SOCKETS, Templates.text("nginx/" + NginxServer.WEB_SOCKETS)));
        }
        files.add(CompanionFile.text(folder + "apim/default.conf", defaults(context, balancer, servers)));
        for (List<Front> group : groups(context, balancer)) {
            files.add(CompanionFile.text(
                    folder + "apim/virtual-hosts/" + group.get(0).host().key() + ".conf",
                    servers.virtualHosts(
                            group.stream()
                                    .map(front -> new NginxServer.Site(front.host(), upstreams(context, front)))
                                    .toList(),
                            group.stream().anyMatch(front -> isCalledByNodes(context, front)))));
        }
        files.add(CompanionFile.text(folder + "hosts", HostsCompanion.balancer(context, balancer)));
        return files;
    }

    /** The virtual hosts by their names and ports; those of one group differ in their paths. */
    private static Collection<List<Front>> groups(CompanionContext context, LoadBalancer balancer) {
        Map<List<Object>, List<Front>> groups = new LinkedHashMap<>();
        for (Front front : context.topology().wiring().fronts(balancer)) {
            VirtualHost host = front.host();
            groups.computeIfAbsent(
                            List.of(host.name().toLowerCase(Locale.ROOT), host.https(), host.http()),
                            first -> new ArrayList<>())
                    .add(front);
        }
        return groups.values();
    }

    /** Whether nodes call a virtual host, by Java 7; others are called by browsers and clients of APIs only. */
    private static boolean isCalledByNodes(CompanionContext context, Front front) {
        return context.topology().wiring().links().stream()
                .anyMatch(link -> link.front().filter(front::equals).isPresent());
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
        for (Front front : context.topology().wiring().fronts(balancer)) {
            VirtualHost host = front.host();
            tls.putIfAbsent(host.https(), host);
            host.http().ifPresent(port -> plain.putIfAbsent(port, host));
            host.webSocket().ifPresent(port -> plain.putIfAbsent(port, host));
            host.secureWebSocket().ifPresent(port -> tls.putIfAbsent(port, host));
            if (isCalledByNodes(context, front)) {
                calledByNodes.add(host.https());
            }
        }
        StringBuilder text = new StringBuilder("# Requests for other names than those of the virtual hosts.\n");
        plain.keySet().forEach(port -> text.append(servers.refusal(port)));
        tls.forEach((port, host) -> text.append(servers.refusalOverTls(port, host, calledByNodes.contains(port))));
        return text.toString();
    }
}
