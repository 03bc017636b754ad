package io.github.apim.family.carbon;

import io.github.apim.deployment.Clustering;
import io.github.apim.deployment.Clustering.Ec2;
import io.github.apim.deployment.Clustering.Multicast;
import io.github.apim.deployment.Node;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Role;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hazelcast clustering: members list each other, or find each other by multicast or in Amazon EC2 (matrix §3.1). */
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
            if (context.deployment().clustering().ec2().isPresent()) {
                files.secret(CarbonFiles.AXIS2);
            }
        }
    }

    private static XmlFile joined(XmlFile axis2, NodeContext context, List<Node> cluster) {
        Node node = context.node();
        Topology topology = context.topology();
        Clustering clustering = context.deployment().clustering();
        XmlFile joined = axis2.setAttribute(CLUSTERING, "enable", "true")
                .setText(parameter("membershipScheme"), clustering.scheme().key())
                .setText(
                        parameter("domain"),
                        topology.clusterDomain(node).orElseThrow().domain())
                .setText(parameter("localMemberHost"), topology.memberHost(node))
                .setText(parameter("localMemberPort"), Integer.toString(topology.memberPort(node)))
                .setAttribute(
                        parameter("properties") + "/property[@name='subDomain']",
                        "value",
                        node.role() == Role.GATEWAY_MANAGER ? "mgt" : "worker");
        return switch (clustering.scheme()) {
            case WKA ->
                joined.replaceChildren(
                        CLUSTERING + "/members",
                        cluster.stream()
                                .filter(member -> member != node)
                                .map(member -> member(topology, member))
                                .toList());
            case MULTICAST -> with(joined, multicast(clustering.multicast()));
            case AWS -> with(joined, ec2(clustering.ec2().orElseThrow()));
        };
    }

    private static XmlElement member(Topology topology, Node member) {
        return XmlElement.of("member")
                .child("hostName", topology.memberHost(member))
                .child("port", Integer.toString(topology.memberPort(member)));
    }

    private static Map<String, String> multicast(Multicast multicast) {
        Map<String, String> parameters = new LinkedHashMap<>();
        multicast.address().ifPresent(address -> parameters.put("mcastAddress", address));
        parameters.put("mcastPort", Integer.toString(multicast.port()));
        multicast.timeToLive().ifPresent(hops -> parameters.put("mcastTTL", Integer.toString(hops)));
        multicast.timeout().ifPresent(seconds -> parameters.put("mcastTimeout", Integer.toString(seconds)));
        return parameters;
    }

    private static Map<String, String> ec2(Ec2 ec2) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("accessKey", ec2.credentials().username());
        parameters.put("secretKey", ec2.credentials().password().reveal());
        ec2.region().ifPresent(region -> parameters.put("region", region));
        ec2.securityGroup().ifPresent(group -> parameters.put("securityGroup", group));
        ec2.tagKey().ifPresent(key -> parameters.put("tagKey", key));
        ec2.tagValue().ifPresent(value -> parameters.put("tagValue", value));
        ec2.hostHeader().ifPresent(host -> parameters.put("hostHeader", host));
        ec2.connectionTimeout().ifPresent(seconds -> parameters.put("connTimeout", Integer.toString(seconds)));
        return parameters;
    }

    /** The pack has some of the parameters, some in a comment, and those of Amazon not at all. */
    private static XmlFile with(XmlFile axis2, Map<String, String> parameters) {
        XmlFile changed = axis2;
        for (Map.Entry<String, String> entry : parameters.entrySet()) {
            String path = parameter(entry.getKey());
            changed = changed.put(
                    path,
                    XmlElement.of("parameter", entry.getValue()).attribute("name", entry.getKey()),
                    Placement.after("parameter[@name='domain']"));
        }
        return changed;
    }

    private static String parameter(String name) {
        return CLUSTERING + "/parameter[@name='" + name + "']";
    }
}
