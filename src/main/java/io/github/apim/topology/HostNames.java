package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentSynchronizer.SharedDirectory;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.deployment.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which host name must lead where, the same on every machine of a deployment (matrix §15.2): virtual hosts to the load
 * balancer, nodes to their machines. A server needs no name to call itself: it does so at the address of a network
 * interface, whatever its HostName is (matrix §2, M29).
 */
public final class HostNames {

    private final Deployment deployment;
    private final Topology topology;

    public HostNames(Topology topology) {
        this.deployment = topology.deployment();
        this.topology = topology;
    }

    /**
     * A name of a node that leads to one machine for some and must lead to another one for others.
     *
     * @param node   who has the name
     * @param other  the machine that the name leads to for another reason
     * @param reason why, to be put behind "leads to … as"
     */
    public record Clash(Node node, String name, String other, String reason) {}

    /** The machines of the nodes, in the descriptor's order. */
    public List<String> machines() {
        return deployment.nodes().stream().map(topology::machine).distinct().toList();
    }

    /** All names with their addresses, in lower case; without an address where the descriptor does not say it. */
    public Map<String, Optional<String>> everywhere() {
        Map<String, Optional<String>> names = new LinkedHashMap<>();
        deployment
                .loadBalancers()
                .forEach(balancer ->
                        balancer.virtualHosts().forEach(host -> add(names, host.name(), balancer.address())));
        deployment.nodes().forEach(node -> add(names, node.host(), topology.ip(node)));
        servers().forEach(server -> add(names, server, Optional.empty()));
        return names;
    }

    /** Names that would have to lead to two machines. */
    public List<Clash> clashes() {
        List<Clash> clashes = new ArrayList<>();
        Map<String, Node> taken = new LinkedHashMap<>();
        for (Node node : deployment.nodes()) {
            if (isNoName(node.host())) {
                continue;
            }
            String machine = topology.machine(node);
            Node first = taken.putIfAbsent(key(node.host()), node);
            if (first != null && !topology.machine(first).equals(machine)) {
                clashes.add(new Clash(node, node.host(), topology.machine(first), "the host of node " + first.name()));
            }
            for (Front front : topology.wiring().fronts()) {
                if (front.host().name().equalsIgnoreCase(node.host())
                        && front.role() != node.role()
                        && !front.machine().equals(machine)) {
                    clashes.add(
                            new Clash(node, node.host(), front.machine(), "the virtual host of role " + front.role()));
                }
            }
        }
        return clashes;
    }

    /** The hosts of what is no node: the database servers, the SVN server, the file server. */
    private Collection<String> servers() {
        Set<String> servers = new LinkedHashSet<>();
        SharedSchema.used(deployment).stream()
                .map(schema -> schema.in(deployment.databases()).url())
                .forEach(url -> servers.addAll(JdbcUrl.hosts(url)));
        deployment.svn().map(Svn::host).ifPresent(servers::add);
        deployment.sharedDirectory().flatMap(SharedDirectory::server).ifPresent(servers::add);
        topology.wiring()
                .analytics()
                .ifPresent(analytics -> servers.add(analytics.receiver().host()));
        return servers;
    }

    private static void add(Map<String, Optional<String>> names, String name, Optional<String> address) {
        if (!isNoName(name)) {
            names.merge(key(name), address, (first, second) -> first.or(() -> second));
        }
    }

    /** Whether no hosts file needs it: an address, or a name that every machine gives to itself. */
    private static boolean isNoName(String host) {
        return IpAddress.isLoopback(host) || IpAddress.isLiteral(host.replaceAll("[\\[\\]]", ""));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
