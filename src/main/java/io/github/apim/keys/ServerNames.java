package io.github.apim.keys;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.deployment.Node;
import io.github.apim.topology.Front;
import io.github.apim.topology.Link;
import io.github.apim.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every name and address by which a node is called: by the others, by its load balancers' clients, and by itself. */
public final class ServerNames {

    private static final List<String> BY_ITSELF = List.of("localhost", "127.0.0.1");

    private ServerNames() {}

    /** Those of all nodes that have a key, in the descriptor's order; none if no node has it. */
    static List<String> of(Topology topology, Identity identity) {
        Set<String> names = new LinkedHashSet<>();
        for (Node node : topology.deployment().nodes()) {
            if (topology.deployment()
                    .keyStores()
                    .identity(node.role())
                    .filter(own -> own.file().equals(identity.file()))
                    .isPresent()) {
                names.addAll(of(topology, node));
            }
        }
        if (!names.isEmpty()) {
            names.addAll(BY_ITSELF);
        }
        return List.copyOf(names);
    }

    /** Those of one node, without those that it alone has for itself. */
    public static Set<String> of(Topology topology, Node node) {
        List<String> names = new ArrayList<>();
        topology.wiring().fronts().stream()
                .filter(front -> front.nodes().contains(node))
                .map(Front::host)
                .forEach(host -> names.add(host.name()));
        names.add(topology.hostName(node));
        names.add(node.host());
        node.address().ifPresent(names::add);
        topology.wiring().links().stream()
                .filter(link -> link.to().contains(node))
                .map(Link::address)
                .forEach(address -> names.add(address.host()));
        Set<String> distinct = new LinkedHashSet<>();
        names.forEach(name -> distinct.add(plain(name)));
        return distinct;
    }

    /** As certificates have it: small, and an address without brackets. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    }

    static boolean isAddress(String name) {
        return IpAddress.isLiteral(name);
    }
}
