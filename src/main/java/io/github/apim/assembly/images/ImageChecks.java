package io.github.apim.assembly.images;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Images;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what goal and descriptor say together of images. */
public final class ImageChecks {

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private ImageChecks() {}

    /**
     * Checks what a descriptor says of images, if it says anything, as the build of images would.
     *
     * @param tag         goes before that of the descriptor
     * @param standardTag counts where nobody says one
     * @throws DeploymentException if something is missing, or two nodes would share a name
     */
    public static void check(Deployment deployment, Optional<String> tag, String standardTag) {
        deployment
                .images()
                .ifPresent(said -> check(deployment, tag.isPresent() ? tagged(said, tag) : said, standardTag));
    }

    /**
     * What the descriptor says of images, with the tag that the goal wants.
     *
     * @throws DeploymentException if something is missing, or two nodes would share a name
     */
    static Images of(Deployment deployment, ImageRequest request) {
        if (deployment.images().isEmpty()) {
            throw problem(
                    new Location(deployment.file().toString(), 1, 1),
                    "images",
                    "the descriptor says nothing of images; add images: with at least a base");
        }
        Images said = deployment.images().get();
        Images images = request.tag().isPresent() ? tagged(said, request.tag()) : said;
        if (request.push() && images.registry().isEmpty()) {
            throw problem(
                    said.location(), "images", "key 'registry' is missing: there is nowhere to push the images to");
        }
        check(deployment, images, request.standardTag());
        return images;
    }

    private static void check(Deployment deployment, Images images, String standardTag) {
        for (Node node : deployment.nodes()) {
            String product = deployment.product(node.role()).key();
            if (!images.bases().containsKey(deployment.product(node.role()))) {
                throw problem(
                        images.location(),
                        "images.base",
                        "key '" + product + "' is missing; what is the image of " + node.name() + " to stand on?");
            }
        }
        Map<String, Node> names = new HashMap<>();
        for (Node node : deployment.nodes()) {
            String tag = images.tagOf(node, standardTag);
            if (!TAG.matcher(tag).matches()) {
                throw problem(
                        images.location(),
                        "images.tag",
                        "no registry takes the tag '" + tag
                                + "': at most 128 letters, digits, '_', '.' and '-'; write another one here, or give"
                                + " -Dapim.image.tag");
            }
            Node other = names.putIfAbsent(images.repositoryOf(node) + ":" + tag, node);
            if (other != null) {
                throw problem(
                        images.location(),
                        "images.name",
                        "the images of " + other.name() + " and " + node.name() + " would be one; put {node} between"
                                + " the other parts of the name");
            }
        }
    }

    private static Images tagged(Images said, Optional<String> tag) {
        return new Images(
                said.registry(),
                said.name(),
                tag,
                said.bases(),
                said.platform(),
                said.user(),
                said.directory(),
                said.credentials(),
                said.insecure(),
                said.labels(),
                said.location());
    }

    private static DeploymentException problem(Location location, String path, String message) {
        return new DeploymentException(List.of(new Problem(Severity.ERROR, location, path, message)));
    }
}
