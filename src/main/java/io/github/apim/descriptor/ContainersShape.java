package io.github.apim.descriptor;

import io.github.apim.deployment.Kubernetes;
import io.github.apim.descriptor.Shape.AnyAtom;
import io.github.apim.descriptor.Shape.Either;
import io.github.apim.descriptor.Shape.Flag;
import io.github.apim.descriptor.Shape.Key;
import io.github.apim.descriptor.Shape.Struct;
import io.github.apim.descriptor.Shape.Table;
import io.github.apim.descriptor.Shape.Text;
import io.github.apim.descriptor.Shape.Whole;
import io.github.apim.product.Product;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shape of what the descriptor says about containers. */
final class ContainersShape {

    private ContainersShape() {}

    static Struct images() {
        Map<String, Key> bases = new LinkedHashMap<>();
        for (Product product : Product.values()) {
            bases.put(
                    product.key(),
                    new Key(
                            new Text(Formats.IMAGE),
                            false,
                            "What images of " + product.title() + " stand on.",
                            Optional.empty()));
        }
        return DescriptorShape.struct(
                DescriptorShape.optional(
                        "registry",
                        new Text(Formats.REGISTRY),
                        "The registry, with the path that names begin with; without one, images stay in a folder."),
                DescriptorShape.standard(
                        "name",
                        new Text(Formats.IMAGE_NAME),
                        "apim-{node}",
                        "The name of an image, in which {node} stands for the node's name; without that, the tag has"
                                + " it."),
                DescriptorShape.optional(
                        "tag", new Text(Formats.IMAGE_TAG), "The tag; without one, the project's version."),
                DescriptorShape.required(
                        "base",
                        new Either(
                                new Text(Formats.IMAGE),
                                new Struct(Collections.unmodifiableMap(bases), List.of(), Optional.empty())),
                        "The image with a Java that all of them stand on, or one for each product."),
                DescriptorShape.standard(
                        "platform", new Text(Formats.PLATFORM), "linux/amd64", "The machines that they run on."),
                DescriptorShape.standard(
                        "user",
                        new Text(Formats.USER_AND_GROUP),
                        "10001:0",
                        "The numbers of the user and the group that the servers run as."),
                DescriptorShape.standard(
                        "directory",
                        new Text(Formats.REMOTE_PATH),
                        "/opt/wso2",
                        "The folder of an image that holds the home."),
                DescriptorShape.optional(
                        "credentials", DescriptorShape.credentials(), "User name and password at the registry."),
                DescriptorShape.standard(
                        "insecure", new Flag(), "false", "Whether the registry is spoken to without TLS."),
                DescriptorShape.optional(
                        "labels",
                        new Table(new Text(Formats.LABEL_NAME), new Text(Formats.TEXT), 0),
                        "Further labels of all images."));
    }

    static Struct kubernetes() {
        Struct ingress = DescriptorShape.struct(
                DescriptorShape.required("class", new Text(Formats.OBJECT), "The class of the ingress controller."),
                DescriptorShape.optional(
                        "tls-secret", new Text(Formats.OBJECT), "The secret with certificate and key of its hosts."));
        Struct own = DescriptorShape.struct(
                DescriptorShape.standard("replicas", new Whole(1, 100), "1", "How many of it run."),
                DescriptorShape.optional(
                        "memory", new Text(Formats.CLUSTER_MEMORY), "The memory that each of them gets."),
                DescriptorShape.optional(
                        "cpu", new AnyAtom(Formats.CLUSTER_CPU), "The processors that each of them asks for."));
        return DescriptorShape.struct(
                DescriptorShape.required("namespace", new Text(Formats.OBJECT), "The namespace of all objects."),
                DescriptorShape.standard(
                        "secrets",
                        new Shape.Choice(
                                "a source",
                                Arrays.stream(Kubernetes.SecretSource.values())
                                        .map(Kubernetes.SecretSource::key)
                                        .toList(),
                                List.of()),
                        Kubernetes.SecretSource.GENERATE.key(),
                        "Whether kustomize makes the secrets from files, or they are there already."),
                DescriptorShape.optional(
                        "pull-secret", new Text(Formats.OBJECT), "The secret that images are fetched with."),
                DescriptorShape.optional("ingress", ingress, "What leads from outside to the nodes."),
                DescriptorShape.optional(
                        "nodes",
                        new Table(new Text(Formats.NODE_NAME), own, 0),
                        "What is different for single nodes."));
    }
}
