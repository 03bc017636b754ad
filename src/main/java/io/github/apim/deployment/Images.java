package io.github.apim.deployment;

import io.github.apim.product.Product;
import java.util.Map;
import java.util.Optional;

/**
 * The container images of the nodes.
 *
 * @param registry    host, port and path that names begin with; without one, images stay in a folder
 * @param name        of an image, in which {@link #NODE} stands for the node's name
 * @param tag         without one, the goal's own counts
 * @param bases       what the images of a product stand on
 * @param platform    such as {@code linux/amd64}
 * @param user        number and group that the server runs as, such as {@code 10001:0}
 * @param directory   the folder that holds the home
 * @param credentials for the registry; without them, docker's configuration counts
 * @param insecure    whether the registry is spoken to without TLS
 * @param labels      further labels of all images
 * @param location    where the descriptor says it
 */
public record Images(
        Optional<String> registry,
        String name,
        Optional<String> tag,
        Map<Product, String> bases,
        String platform,
        String user,
        String directory,
        Optional<Credentials> credentials,
        boolean insecure,
        Map<String, String> labels,
        Location location) {

    /** What stands for the node's name in the name of an image. */
    public static final String NODE = "{node}";

    /** The number of the group that the servers run as. */
    public int groupNumber() {
        return Integer.parseInt(user.substring(user.indexOf(':') + 1));
    }

    /** The number of the user that the servers run as. */
    public int userNumber() {
        return Integer.parseInt(user.substring(0, user.indexOf(':')));
    }

    /** The image of a node without its registry, such as {@code apim-gw-1}. */
    public String nameOf(Node node) {
        return name.replace(NODE, node.name());
    }

    /** The image of a node without its tag, such as {@code registry.example.com/apim-gw-1}. */
    public String repositoryOf(Node node) {
        return registry.map(place -> place + "/").orElse("") + nameOf(node);
    }

    /** The tag of a node's image: the nodes that share a name are told apart by it. */
    public String tagOf(Node node, String standard) {
        String own = tag.orElse(standard);
        return name.contains(NODE) ? own : node.name() + "-" + own;
    }
}
