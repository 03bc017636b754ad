package io.github.apim.descriptor;

import static io.github.apim.descriptor.DescriptorShape.byWord;
import static io.github.apim.descriptor.DescriptorShape.choice;
import static io.github.apim.descriptor.DescriptorShape.credentials;
import static io.github.apim.descriptor.DescriptorShape.optional;
import static io.github.apim.descriptor.DescriptorShape.port;
import static io.github.apim.descriptor.DescriptorShape.standard;
import static io.github.apim.descriptor.DescriptorShape.struct;
import static io.github.apim.descriptor.DescriptorShape.text;

import io.github.apim.deployment.Clustering;
import io.github.apim.descriptor.Shape.Case;
import io.github.apim.descriptor.Shape.Struct;
import io.github.apim.descriptor.Shape.Whole;
import java.util.List;
import java.util.Map;

/** The shape of {@code clustering}. */
final class ClusteringShape {

    private static final String WKA = Clustering.Scheme.WKA.key();
    private static final String MULTICAST = Clustering.Scheme.MULTICAST.key();
    private static final String AWS = Clustering.Scheme.AWS.key();

    private ClusteringShape() {}

    static Struct section() {
        Struct keys = struct(
                standard(
                        "scheme",
                        choice("a membership scheme", List.of(WKA, MULTICAST, AWS)),
                        WKA,
                        "Whether members list each other, call into the network, or ask Amazon EC2."),
                optional("address", text(Formats.ADDRESS), "The multicast group."),
                standard("port", port(), "45564", "The UDP port of the multicast group."),
                optional("ttl", new Whole(0, 255), "How many routers a multicast may pass."),
                optional("timeout", new Whole(1, 3_600), "How many seconds a node waits for the others' answer."),
                optional("credentials", credentials(), "Access key and secret key of an AWS account."),
                optional("region", text(Formats.PLAIN_NAME), "The region of the instances."),
                optional("security-group", text(Formats.PLAIN_NAME), "The security group of the instances."),
                optional("tag-key", text(Formats.TEXT), "The tag that the instances have."),
                optional("tag-value", text(Formats.TEXT), "The value of that tag."),
                optional("host-header", text(Formats.VIRTUAL_HOST_NAME), "The host of the EC2 API."),
                optional("connection-timeout", new Whole(1, 3_600), "How many seconds the EC2 API may take."));
        return byWord(
                keys,
                "scheme",
                Map.of(
                        WKA,
                        new Case(List.of(), List.of()),
                        MULTICAST,
                        new Case(List.of(), List.of("address", "port", "ttl", "timeout")),
                        AWS,
                        new Case(
                                List.of("credentials"),
                                List.of(
                                        "region",
                                        "security-group",
                                        "tag-key",
                                        "tag-value",
                                        "host-header",
                                        "connection-timeout"))));
    }
}
