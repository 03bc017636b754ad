package io.github.apim.family;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.FileAsIs;
import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.edit.EditException;
import io.github.apim.overlay.NodeChanges;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.overlay.SharedFiles;
import io.github.apim.product.Product;
import io.github.apim.topology.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lays the overlays of a node's family over its pack. */
public final class Overlays {

    private Overlays() {}

    /**
     * The products whose packs a node is made of: its own first, then those that its overlays take files from, as far as
     * the descriptor names them.
     */
    public static Set<Product> products(Deployment deployment, Node node) {
        Suite suite = Suite.of(deployment);
        Set<Product> products = new LinkedHashSet<>(Set.of(suite.product(node.role())));
        of(suite, node).forEach(overlay -> products.addAll(overlay.borrowsFrom(deployment, node)));
        products.retainAll(deployment.packs().keySet());
        return products;
    }

    /** Lays all overlays of the node's role over its pack; what one cannot do does not keep the others from theirs. */
    public static NodeChanges apply(NodeContext context) throws IOException {
        Node node = context.node();
        NodeFiles files = new NodeFiles(context.pack(), shared(context.deployment(), node));
        List<Problem> problems = new ArrayList<>();
        for (Overlay overlay : of(context.topology().suite(), node)) {
            files.begin(overlay);
            try {
                overlay.apply(context, files);
            } catch (EditException failure) {
                problems.add(problem(context, overlay, files, failure));
            } catch (OverlayException failure) {
                problems.add(problem(context, overlay, failure));
            }
            files.takeFailures().forEach(failure -> problems.add(problem(context, overlay, failure)));
            files.shared().takeFailures().forEach(failure -> problems.add(problem(context, overlay, files, failure)));
        }
        return problems.isEmpty()
                ? new NodeChanges(
                        files.changes(),
                        files.sources(),
                        files.secrets(),
                        files.shared().ownFiles(),
                        files.shared().disagreements(context.pack()),
                        List.of())
                : NodeChanges.failed(problems);
    }

    /** The overlays of the family that the version of the node's product belongs to. */
    private static List<Overlay> of(Suite suite, Node node) {
        return Families.of(suite.facts(node.role()).family()).overlays();
    }

    private static SharedFiles shared(Deployment deployment, Node node) {
        return new SharedFiles(
                deployment.asIs().stream()
                        .filter(file -> file.concerns(node))
                        .map(FileAsIs::file)
                        .collect(Collectors.toSet()),
                deployment.edits().stream()
                        .filter(edit -> edit.concerns(node))
                        .map(FileEdit::file)
                        .collect(Collectors.toSet()));
    }

    private static Problem problem(NodeContext context, Overlay overlay, NodeFiles files, EditException failure) {
        Optional<Location> own = files.shared().ownLine(failure);
        if (own.isEmpty()) {
            return problem(context, overlay, new OverlayException(failure.getMessage(), failure));
        }
        // A file that cannot be read at all is told of once, whoever wants to set something in it.
        String why = failure.place().isEmpty() ? "" : "; " + overlay.name() + " sets a value there";
        return new Problem(
                Severity.ERROR,
                own.get(),
                "nodes." + context.node().name(),
                failure.detail() + why
                        + "; start from the file of the pack, or list yours under as-is, and nothing is set in it");
    }

    private static Problem problem(NodeContext context, Overlay overlay, OverlayException failure) {
        return failure.problem(context.node(), overlay.name(), " [" + context.pack() + "]");
    }
}
