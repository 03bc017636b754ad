package io.github.apim.kubernetes;

import io.github.apim.assembly.images.NodeImage;
import io.github.apim.companion.CompanionContext;
import io.github.apim.deployment.Kubernetes;
import io.github.apim.deployment.Node;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Product;
import io.github.apim.topology.Front;
import io.github.apim.topology.PortTable.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What objects are made of.
 *
 * @param images of all nodes, by name
 */
record ClusterContext(CompanionContext companions, Kubernetes cluster, Map<String, NodeImage> images) {

    private static final String PREFIX = "app.kubernetes.io/";
    private static final String OWN = "io.github.apim/";

    List<Node> nodes() {
        return companions.deployment().nodes();
    }

    NodeImage image(Node node) {
        return images.get(node.name());
    }

    /** The number of the group that the servers run as. */
    int group() {
        return companions.deployment().images().orElseThrow().groupNumber();
    }

    /** The TCP ports that a node opens, each once. */
    List<Integer> ports(Node node) {
        return companions.ports().of(node).stream()
                .map(Entry::effective)
                .distinct()
                .toList();
    }

    /** The number of a port of a node, if it opens it. */
    Optional<Integer> port(Node node, PortPurpose purpose) {
        return companions.topology().port(node, purpose);
    }

    /** Virtual hosts that lead to somebody. */
    List<Front> fronts() {
        return companions.topology().wiring().fronts().stream()
                .filter(front -> !front.nodes().isEmpty())
                .toList();
    }

    /**
     * Whether nodes of this version find each other by Hazelcast, which knows nothing of Kubernetes: then every node is one
     * of its own, with a fixed name.
     */
    boolean formsClusters() {
        return !companions
                .topology()
                .suite()
                .facts(Product.API_MANAGER)
                .clusters()
                .isEmpty();
    }

    /** Whether a node's pods are all alike, so that any number of them may run. */
    boolean isReplicated(Node node) {
        return node.role().takesApiCalls() && !formsClusters();
    }

    /** What tells a node's pods from all others. */
    Map<String, String> selector(Node node) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(PREFIX + "name", "apim");
        labels.put(PREFIX + "instance", node.name());
        return labels;
    }

    /** What a node's pods say of themselves; also which virtual hosts lead to them. */
    Map<String, String> labels(Node node) {
        Map<String, String> labels = new LinkedHashMap<>(selector(node));
        labels.put(PREFIX + "component", node.role().key());
        labels.put(PREFIX + "managed-by", "apim-maven-plugin");
        for (Front front : fronts()) {
            if (front.nodes().contains(node)) {
                labels.put(frontLabel(front), "yes");
            }
        }
        return labels;
    }

    static String frontLabel(Front front) {
        return OWN + "front-" + front.host().key();
    }

    /** The name of the secret with a node's files. */
    static String secret(Node node) {
        return node.name() + "-secrets";
    }

    Map<String, Object> metadata(String name, Map<String, String> labels) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", cluster.namespace());
        metadata.put("labels", labels);
        return metadata;
    }

    /** An object up to its {@code spec}. */
    Map<String, Object> object(
            String version, String kind, String name, Map<String, String> labels, Map<String, Object> spec) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", version);
        object.put("kind", kind);
        object.put("metadata", metadata(name, labels));
        object.put("spec", spec);
        return object;
    }

    /** Ports of a service, by their numbers. */
    static List<Object> servicePorts(List<Integer> numbers) {
        List<Object> ports = new ArrayList<>();
        for (int number : numbers) {
            Map<String, Object> port = new LinkedHashMap<>();
            port.put("name", "tcp-" + number);
            port.put("port", number);
            port.put("targetPort", number);
            port.put("protocol", "TCP");
            ports.add(port);
        }
        return ports;
    }
}
