package io.github.apim.family.carbon;

import io.github.apim.deployment.Node;
import io.github.apim.edit.XmlElement;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Role;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.util.List;

/** Hazelcast clustering by well-known addresses: every member knows all the others (matrix §3.1). */
public final class ClusteringOverlay implements Overlay {

    private static final String CLUSTERING =
            "/axisconfig/clustering[@class='org.wso2.carbon.core.clustering.hazelcast.HazelcastClusteringAgent']";

    @Override
    public String name() {
        return "clustering";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        List<Node> cluster = context.topology().cluster(context.node());
        if (!cluster.isEmpty()) {
            files.xml(CarbonFiles.AXIS2, axis2 -> joined(axis2, context, cluster));
        }
    }

    private static XmlFile joined(XmlFile axis2, NodeContext context, List<Node> cluster) {
        Node node = context.node();
        Topology topology = context.topology();
        return axis2.setAttribute(CLUSTERING, "enable", "true")
                .setText(parameter("membershipScheme"), "wka")
                .setText(
                        parameter("domain"),
                        topology.clusterDomain(node).orElseThrow().domain())
                .setText(parameter("localMemberHost"), ip(topology, node))
                .setText(parameter("localMemberPort"), Integer.toString(topology.memberPort(node)))
                .setAttribute(
                        parameter("properties") + "/property[@name='subDomain']",
                        "value",
                        node.role() == Role.GATEWAY_MANAGER ? "mgt" : "worker")
                .replaceChildren(
                        CLUSTERING + "/members",
                        cluster.stream()
                                .filter(member -> member != node)
                                .map(member -> member(topology, member))
                                .toList());
    }

    private static XmlElement member(Topology topology, Node member) {
        return XmlElement.of("member")
                .child("hostName", ip(topology, member))
                .child("port", Integer.toString(topology.memberPort(member)));
    }

    private static String ip(Topology topology, Node node) {
        return topology.ip(node)
                .orElseThrow(() -> new OverlayException(
                        node.location(), "nodes." + node.name(), "it is in a cluster and has no IP address"));
    }

    private static String parameter(String name) {
        return CLUSTERING + "/parameter[@name='" + name + "']";
    }
}
