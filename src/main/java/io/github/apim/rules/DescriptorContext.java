package io.github.apim.rules;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.topology.PortTable;
import io.github.apim.topology.Topology;

/** What a rule about the descriptor looks at. */
public record DescriptorContext(ReadResult descriptor, Topology topology, PortTable ports) {

    static DescriptorContext of(ReadResult descriptor) {
        Topology topology = new Topology(descriptor.deployment());
        return new DescriptorContext(descriptor, topology, PortTable.of(topology));
    }

    Deployment deployment() {
        return descriptor.deployment();
    }

    /** Reports a key of a node, at the key's place or, where the descriptor leaves the key out, at the node's. */
    void report(Reporter reporter, Node node, String key, String message) {
        String path = "nodes." + node.name() + "." + key;
        Location location = descriptor.locations().getOrDefault(path, node.location());
        reporter.report(location, path, message);
    }

    /** Reports a key that is no node's. */
    void report(Reporter reporter, String path, String message) {
        reporter.report(descriptor.locationOf(path), path, message);
    }
}
