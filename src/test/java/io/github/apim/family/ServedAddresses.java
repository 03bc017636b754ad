package io.github.apim.family;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import io.github.apim.testing.NodeHome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What answers under which name and port once the nodes have started: theirs by their own files, as the servers add them
 * up, and what the descriptor says of the load balancer, the database server and the repository.
 */
final class ServedAddresses {

    private static final Pattern LISTENING = Pattern.compile("//[^:/]+:(\\d+)");

    private static final Pattern NAMED =
            Pattern.compile("(https?|tcp|ssl|jdbc:mysql)://([^/:,\\s'\"<>${}]+)(?::(\\d+))?");
    private static final Pattern NAMESPACE = Pattern.compile("xmlns(:\\w+)?=[\\\\]?\"[^\"]*\"");
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443, "jdbc:mysql", 3306);
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "0.0.0.0");

    private final Set<String> addresses = new TreeSet<>();

    ServedAddresses(Deployment deployment, Map<String, NodeHome> homes) {
        for (Node node : deployment.nodes()) {
            for (int port : ports(node, homes.get(node.name()))) {
                addresses.add(node.host() + ":" + port);
                node.address().ifPresent(address -> addresses.add(address + ":" + port));
            }
        }
        deployment.loadBalancers().forEach(balancer -> balancer.virtualHosts().forEach(this::addVirtualHost));
        addresses.addAll(in(deployment.databases().url()));
        deployment.svn().ifPresent(svn -> addresses.addAll(in(svn.url())));
    }

    /** Whether something answers there. */
    boolean has(String address) {
        return addresses.contains(address);
    }

    @Override
    public String toString() {
        return addresses.toString();
    }

    private static Set<Integer> ports(Node node, NodeHome home) {
        Set<Integer> ports = new TreeSet<>();
        if (node.role() == Role.MESSAGE_BROKER) {
            for (String uri : home.values("conf/activemq.xml", "//transportConnector/@uri")) {
                Matcher port = LISTENING.matcher(uri);
                if (port.find()) {
                    ports.add(Integer.parseInt(port.group(1)));
                }
            }
            return ports;
        }
        int offset = Integer.parseInt(home.value("repository/conf/carbon.xml", "/Server/Ports/Offset"));
        for (String port : home.values("repository/conf/tomcat/catalina-server.xml", "//Connector/@port")) {
            ports.add(Integer.parseInt(port) + offset);
        }
        if (home.has("repository/conf/api-manager.xml")) {
            String axis2 = "repository/conf/axis2/axis2.xml";
            for (String port : home.values(axis2, "//transportReceiver/parameter[@name='port']")) {
                ports.add(Integer.parseInt(port) + offset);
            }
            String validator = "//APIKeyValidator/";
            if (home.value("repository/conf/api-manager.xml", validator + "EnableThriftServer")
                    .equals("true")) {
                ports.add(Integer.parseInt(
                        home.value("repository/conf/api-manager.xml", validator + "ThriftServerPort")));
            }
        }
        if (node.role() == Role.BAM) {
            for (String port : home.values("repository/conf/data-bridge/data-bridge-config.xml", "//port")) {
                ports.add(Integer.parseInt(port) + offset);
            }
        }
        return ports;
    }

    private void addVirtualHost(VirtualHost host) {
        addresses.add(host.name() + ":" + host.https());
        host.http().ifPresent(port -> addresses.add(host.name() + ":" + port));
    }

    /** The addresses that a text names, as {@code host:port}; those without a port have their scheme's. */
    static List<String> in(String text) {
        return NAMED.matcher(NAMESPACE.matcher(text).replaceAll(""))
                .results()
                .filter(address -> !LOCAL.contains(address.group(2)))
                .map(address -> address.group(2) + ":"
                        + (address.group(3) != null
                                ? address.group(3)
                                : Integer.toString(DEFAULT_PORTS.getOrDefault(address.group(1), -1))))
                .toList();
    }
}
