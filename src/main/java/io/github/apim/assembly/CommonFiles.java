package io.github.apim.assembly;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.rules.DeploymentRules;
import io.github.apim.rules.Findings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a goal about the databases takes of the descriptor: the selected nodes, their driver, and packs for scripts. */
public final class CommonFiles implements Closeable {

    private final List<Node> nodes;
    private final Path driver;
    private final OpenPacks packs;

    private CommonFiles(List<Node> nodes, Path driver, OpenPacks packs) {
        this.nodes = nodes;
        this.driver = driver;
        this.packs = packs;
    }

    /**
     * Finds and opens them, and holds the descriptor's databases to their rules.
     *
     * @throws DeploymentException if a rule is broken, or a file is not there
     * @throws SelectionException  if there are no such nodes
     */
    public static CommonFiles open(
            PlanRequest request, Set<Product> products, ArtifactResolver resolver, AssemblyListener listener)
            throws IOException {
        List<Node> nodes = request.selection().from(request.descriptor().deployment());
        List<Problem> found =
                new ArrayList<>(DeploymentRules.check(
                                request.descriptor(),
                                new Findings(request.descriptor().deployment(), listener::accepted))
                        .stream()
                        .filter(problem -> problem.path().startsWith("databases."))
                        .toList());
        ArtifactFiles artifacts = new ArtifactFiles(request.descriptor(), resolver);
        Optional<Path> driver = artifacts.driver(found);
        Map<Product, Path> files = artifacts.packs(products, found);
        if (found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new DeploymentException(
                    found.stream().sorted(Problem.FILE_ORDER).toList());
        }
        found.forEach(problem -> listener.warning(problem.toString()));
        OpenPacks packs = OpenPacks.open(files, request, listener);
        packs.remarks().forEach(listener::warning);
        return new CommonFiles(nodes, driver.orElseThrow(), packs);
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** The JDBC driver's jar. */
    public Path driver() {
        return driver;
    }

    public Map<Product, Pack> packs() {
        return packs.byProduct();
    }

    @Override
    public void close() throws IOException {
        packs.close();
    }
}
