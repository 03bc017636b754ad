package io.github.apim.family.carbon;

import io.github.apim.archive.Content;
import io.github.apim.deployment.DeploymentSynchronizer.SharedDirectory;
import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.SecretNames;
import io.github.apim.deployment.Secrets;
import io.github.apim.edit.BundledFile;
import io.github.apim.edit.ShellFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Facts;
import io.github.apim.product.Role;
import io.github.apim.product.VaultFact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A launcher that starts the node with its profile and memory, so that the shipped script stays as it is (matrix §7).
 * It never passes {@code -DworkerNode=true}, which no version of these wants (matrix R1, M1).
 */
public final class LauncherOverlay implements Overlay {

    public static final String LAUNCHER = "bin/start-node.sh";

    /** The first Java that does not start with the option; those from 8 on warn. */
    private static final int STOPS_AT_PERM_GEN = 17;

    /** Where nodes find the passwords of their key stores. */
    public static final String PASSWORD_FOLDER = "/etc/apim";

    @Override
    public String name() {
        return "launcher";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        files.put(
                LAUNCHER,
                0755,
                new Content.Bytes(render(
                        context.node(),
                        context.topology().suite().facts(context.node().role()),
                        context.deployment()
                                .sharedDirectory()
                                .filter(shared -> context.topology().wiring().synchronizes(context.node())),
                        context.deployment().secureVault().isPresent())));
        markSecrets(context, files);
    }

    /** The launcher passes Java's options on, and a password may be among them. */
    public static void markSecrets(NodeContext context, NodeFiles files) {
        KnownSecrets secrets = KnownSecrets.of(Secrets.of(context.deployment()));
        if (context.node().jvm().options().stream()
                .anyMatch(option -> SecretNames.areAssignedIn(option) || secrets.occurIn(option))) {
            files.secret(LAUNCHER);
        }
    }

    /**
     * The launcher of one node, of a product of which these facts are known.
     *
     * @param shared the directory that the node shares with other gateways
     * @param vaulted whether the node's passwords are encrypted
     */
    static byte[] render(Node node, Facts facts, Optional<SharedDirectory> shared, boolean vaulted) throws IOException {
        boolean fills = shared.isPresent() && node.role() != Role.GATEWAY_WORKER && !node.standBy();
        return ShellFile.parse(LAUNCHER, template(facts))
                .set("NODE", node.name())
                .set("PRODUCT", facts.version().toString())
                .set(
                        "JAVA_VERSIONS",
                        facts.javas().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .set("START_SCRIPT", facts.startScript(node.role()))
                .set("PROFILE", facts.profile(node.role()).orElse(""))
                .set("NODE_JAVA_HOME", node.jvm().home().orElse(""))
                .set(
                        "NODE_HEAP",
                        facts.heapVariable()
                                ? String.join(" ", Heap.of(node.jvm()).options())
                                : "")
                .set("NODE_JAVA_OPTS", String.join(" ", javaOptions(node, facts)))
                .set("SHARED_ARTIFACTS", shared.map(SharedDirectory::directory).orElse(""))
                .set("FILLS_SHARED_ARTIFACTS", fills ? "yes" : "")
                .set("KEYSTORE_PASSWORD_FILE", vaulted ? passwordFile(node) : "")
                .bytes();
    }

    /** It hands a password over in the file that most servers read. */
    private static byte[] template(Facts facts) throws IOException {
        byte[] usual = BundledFile.bytes(LauncherOverlay.class, "start-node.sh");
        return facts.vault()
                .map(vault -> new String(usual, StandardCharsets.UTF_8)
                        .replace(VaultFact.USUALLY_HANDED_IN, vault.handedIn())
                        .getBytes(StandardCharsets.UTF_8))
                .orElse(usual);
    }

    /** Where a node finds the password of its key store, unless whoever starts it says otherwise. */
    public static String passwordFile(Node node) {
        return PASSWORD_FOLDER + "/" + node.name() + ".password";
    }

    private static List<String> javaOptions(Node node, Facts facts) {
        Jvm jvm = node.jvm();
        List<String> options = new ArrayList<>();
        if (!facts.heapVariable()) {
            jvm.initialHeap().ifPresent(size -> options.add("-Xms" + size));
            jvm.heap().or(() -> standardHeap(node)).ifPresent(size -> options.add("-Xmx" + size));
        }
        if (jvm.permGen().isPresent() && facts.newestJava().orElse(0) >= STOPS_AT_PERM_GEN) {
            throw new OverlayException(
                    node.location(),
                    "nodes." + node.name() + ".jvm.perm-gen",
                    "sets -XX:MaxPermSize, of which Java 8 and later have none, and at which Java " + STOPS_AT_PERM_GEN
                            + " stops; " + facts.version() + " runs on it: remove the key");
        }
        jvm.permGen().ifPresent(size -> options.add("-XX:MaxPermSize=" + size));
        for (String option : jvm.options()) {
            if (option.chars().anyMatch(Character::isWhitespace)) {
                throw unusable(
                        node,
                        option,
                        "holds a blank, at which the product's start script would split it; give each option an item"
                                + " of its own");
            }
            options.add(option);
        }
        return options;
    }

    /** BAM wants 2 GB (matrix §12), and its script gives it half of that; the others' scripts know best. */
    private static Optional<String> standardHeap(Node node) {
        return node.role() == Role.BAM ? Optional.of("2g") : Optional.empty();
    }

    private static OverlayException unusable(Node node, String option, String why) {
        return new OverlayException(
                node.location(),
                "nodes." + node.name() + ".jvm.options",
                "\"" + SecretNames.hide(option) + "\" " + why);
    }
}
