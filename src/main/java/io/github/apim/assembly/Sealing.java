package io.github.apim.assembly;

import io.github.apim.archive.Content;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.FileAsIs;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.SecureVault;
import io.github.apim.edit.EditException;
import io.github.apim.family.carbon.ConfigurationFiles;
import io.github.apim.family.carbon.HomeVault;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import io.github.apim.product.Product;
import io.github.apim.product.VaultFact;
import io.github.apim.topology.Topology;
import io.github.apim.vault.Ciphertexts;
import io.github.apim.vault.LockException;
import io.github.apim.vault.SecretsLock;
import io.github.apim.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Encrypts what planned nodes hold, where the descriptor asks for it. It comes behind the rules, which compare passwords.
 */
final class Sealing {

    /** By which name manifests and plans call it. */
    private static final String NAME = "secure-vault";

    private final Deployment deployment;
    private final Path file;
    private final byte[] before;
    private final Ciphertexts ciphertexts;
    private boolean anySealed;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Open> open = new HashMap<>();

    /** A node as it was before. */
    private record Open(NodePlan plan, HomeVault vault) {}

    private Sealing(Deployment deployment, Path file, byte[] before) {
        this.deployment = deployment;
        this.file = file;
        this.before = before;
        this.ciphertexts = new Ciphertexts(before.length == 0 ? SecretsLock.EMPTY : SecretsLock.parse(before));
    }

    /**
     * Begins with what an earlier build has left beside the descriptor.
     *
     * @throws DeploymentException if that cannot be read
     */
    static Sealing of(Deployment deployment) throws IOException {
        Path file = lock(deployment);
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        try {
            return new Sealing(deployment, file, content);
        } catch (LockException damaged) {
            throw new DeploymentException(List.of(problem(deployment, damaged.line(), damaged.getMessage())));
        }
    }

    /** Where ciphertexts are kept: beside the descriptor, for each environment on its own. */
    static Path lock(Deployment deployment) {
        String name =
                deployment.environment().name().map(layers -> "-" + layers).orElse("");
        return deployment.file().toAbsolutePath().resolveSibling("secrets" + name + ".lock");
    }

    /** The node as its tarball will hold it. What stops that is kept as a problem, and the node comes back as it was. */
    NodePlan seal(NodePlan plan, Topology topology) throws IOException {
        Optional<HomeVault> vault = vault(plan, topology);
        if (vault.isEmpty()) {
            if (plan.node().role().product() != Product.MESSAGE_BROKER) {
                problem(plan, "how this version encrypts passwords is not known to the plugin; do without the key");
            }
            return plan;
        }
        try {
            NodePlan encrypted = with(plan, vault.get().seal(ciphertexts));
            anySealed = true;
            open.put(plan.node().name(), new Open(plan, vault.get()));
            return encrypted;
        } catch (VaultException | EditException problem) {
            problem(plan, problem.getMessage());
            return plan;
        }
    }

    private void problem(NodePlan plan, String why) {
        Node node = plan.node();
        problems.add(new Problem(
                Severity.ERROR, node.location(), "nodes." + node.name(), NAME + ": " + why + " [" + plan.pack() + "]"));
    }

    /**
     * A node that has been planned without its secrets, with a mask for each ciphertext: what is shown of two deployments
     * that differ in their passwords alone is the same.
     */
    NodePlan show(NodePlan shown, Topology topology) throws IOException {
        Optional<HomeVault> vault = vault(shown, topology);
        return vault.isEmpty() ? shown : with(shown, vault.get().show(Secret.MASK));
    }

    /** What is known of a node that has been sealed. */
    Optional<SealedNode> encryption(NodePlan plan) throws IOException {
        Open node = open.get(plan.node().name());
        if (node == null) {
            return Optional.empty();
        }
        Map<String, byte[]> files = node.vault().show(Secret.MASK);
        return Optional.of(new SealedNode(
                with(node.plan(), files),
                files.keySet(),
                ConfigurationFiles.HANDED_PASSWORD,
                node.vault().password()));
    }

    private Optional<HomeVault> vault(NodePlan plan, Topology topology) {
        Node node = plan.node();
        Optional<VaultFact> fact = topology.suite().facts(node.role()).vault();
        return deployment
                .secureVault()
                .flatMap(asked -> fact)
                .map(known -> new HomeVault(
                        known,
                        NodePlanFiles.planned(List.of(plan)).get(0),
                        asIs(node),
                        deployment.secureVault().flatMap(SecureVault::key)));
    }

    private Set<String> asIs(Node node) {
        return deployment.asIs().stream()
                .filter(own -> own.concerns(node))
                .map(FileAsIs::file)
                .collect(Collectors.toSet());
    }

    private static NodePlan with(NodePlan plan, Map<String, byte[]> files) {
        TreeMap<String, Change> changes = new TreeMap<>();
        plan.changes().forEach(change -> changes.put(change.path(), change));
        files.forEach((path, content) -> {
            Optional<Written> earlier = Optional.ofNullable(changes.get(path))
                    .filter(Written.class::isInstance)
                    .map(Written.class::cast);
            boolean packs = plan.pack().has(path);
            int mode = earlier.map(Written::mode)
                    .orElseGet(
                            () -> packs ? plan.pack().find(path).orElseThrow().mode() : 0644);
            List<String> by = new ArrayList<>(earlier.map(Written::overlays).orElse(List.of()));
            by.add(NAME);
            changes.put(path, new Written(path, mode, new Content.Bytes(content), packs, List.copyOf(by)));
        });
        return new NodePlan(
                plan.node(),
                plan.pack(),
                List.copyOf(changes.values()),
                plan.inputs(),
                plan.secrets(),
                plan.accepted(),
                plan.ownFiles(),
                plan.warnings());
    }

    /**
     * What has stopped it, and what of the earlier build's file does not fit.
     *
     * @param whole whether all nodes have been sealed
     */
    List<Problem> problems(boolean whole) {
        List<Problem> all = new ArrayList<>(problems);
        if (problems.isEmpty()) {
            ciphertexts.misfits(whole).forEach(misfit -> all.add(problem(deployment, misfit.line(), misfit.why())));
        }
        return all;
    }

    /** The file is told as the descriptor was named. */
    private static Problem problem(Deployment deployment, int line, String why) {
        Path shown = deployment.file().resolveSibling(lock(deployment).getFileName());
        return new Problem(Severity.ERROR, new Location(shown.toString(), line, 1), NAME, why);
    }

    /** What the next build is to begin with, where that is something else than this one began with. */
    Optional<CiphertextFile> next(boolean whole) {
        byte[] after = ciphertexts.lock(whole).bytes();
        return !anySealed || Arrays.equals(before, after)
                ? Optional.empty()
                : Optional.of(new CiphertextFile(file, after, ciphertexts.made()));
    }
}
