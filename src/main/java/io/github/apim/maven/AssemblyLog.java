package io.github.apim.maven;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.AssemblyListener;
import io.github.apim.assembly.BuildMemory;
import io.github.apim.assembly.NodeOutput;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.Validation;
import io.github.apim.companion.DeploymentFolder;
import io.github.apim.database.DatabaseListener;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.Shipping.Destination;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.edit.ShellQuotes;
import io.github.apim.product.Pack;
import io.github.apim.rules.StoredCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.logging.Log;

/** Writes an assembly's progress to Maven's log: a line for each pack, two for each node. */
final class AssemblyLog implements AssemblyListener, DatabaseListener {

    private static final double MEGABYTE = 1_000_000;

    private final Log log;
    private Optional<Shipping> shipping = Optional.empty();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> accepted = new ArrayList<>();
    /** Bases that are on their way to a place. */
    private final Set<String> based = new HashSet<>();

    private final Timings timings = new Timings();
    private int widestName;

    AssemblyLog(Log log) {
        this.log = log;
    }

    /** Learns how wide the columns must be and how tarballs get to the machines. */
    void begin(Deployment deployment) {
        deployment.environment().name().ifPresent(name -> log.info("Environment: " + name));
        shipping = deployment.shipping();
        widestName = deployment.nodes().stream()
                .mapToInt(node -> node.name().length())
                .max()
                .orElse(0);
    }

    @Override
    public void packOpened(Pack pack, Duration time) {
        log.info(String.format(
                Locale.ROOT,
                "%s: %,d entries in %s, checked in %s",
                pack.title(),
                pack.archive().entries().size(),
                shown(pack.file()),
                seconds(time)));
    }

    @Override
    public void ended(Stage stage, Duration time) {
        timings.add(stage, time);
        log.debug(stage.name().toLowerCase(Locale.ROOT) + ": " + time.toMillis() + " ms");
    }

    /** How long everything took so far. */
    Timings timings() {
        return timings;
    }

    @Override
    public void waitingFor(Path folder) {
        log.info("Another build writes to " + shown(folder) + "; waiting until it has ended");
    }

    @Override
    public void assembled(AssembledNode assembled) {
        NodePlan plan = assembled.plan();
        Node node = plan.node();
        log.info(String.format(
                Locale.ROOT,
                "%-" + Math.max(1, widestName) + "s  %s, %s, %s, %s",
                node.name(),
                node.role(),
                changes(plan),
                megabytes(assembled.size()),
                seconds(assembled.time())));
        log.info("  " + scp(assembled));
    }

    @Override
    public void base(Path tarball, long size, boolean built) {
        log.info(String.format(
                Locale.ROOT,
                "%s, %,.0f MB, is what the nodes of its pack have in common%s",
                shown(tarball),
                size / MEGABYTE,
                built ? "" : "; unchanged since it was built"));
    }

    @Override
    public void unchanged(String node, Path tarball) {
        log.info(String.format(
                Locale.ROOT,
                "%-" + Math.max(1, widestName) + "s  unchanged since it was built: %s",
                node,
                shown(tarball)));
    }

    private static String changes(NodePlan plan) {
        String text =
                plan.changed() + (plan.changed() == 1 ? " file" : " files") + " changed, " + plan.added() + " added";
        return plan.removed() == 0 ? text : text + ", " + plan.removed() + " removed";
    }

    /** The command that copies a node's tarball to its machine, with what is not ssh's own choice. */
    private String scp(AssembledNode assembled) {
        Node node = assembled.plan().node();
        Destination destination = shipping.orElse(Shipping.DEFAULT).destination(node);
        StringBuilder command = new StringBuilder("scp ");
        destination
                .key()
                .ifPresent(key -> command.append("-i ")
                        .append(ShellQuotes.word(shown(key)))
                        .append(' '));
        if (destination.port() != StandardPorts.SSH) {
            command.append("-P ").append(destination.port()).append(' ');
        }
        shipping.flatMap(Shipping::jump)
                .ifPresent(jump -> command.append("-J ")
                        .append(ShellQuotes.word(
                                jump.user().map(name -> name + "@").orElse("")
                                        + bracketed(jump.host())
                                        + (jump.port() == StandardPorts.SSH ? "" : ":" + jump.port())))
                        .append(' '));
        String folder = shipping.isPresent() ? destination.directory() : "";
        String target = destination.user().map(name -> name + "@").orElse("") + bracketed(destination.host()) + ":"
                + (folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/");
        // A machine needs a base once, however many nodes it has.
        assembled
                .base()
                .filter(base -> based.add(base + "\0" + target))
                .ifPresent(base -> command.append(ShellQuotes.word(shown(base))).append(' '));
        return command.append(ShellQuotes.word(shown(assembled.tarball())))
                .append(' ')
                .append(ShellQuotes.word(target))
                .toString();
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** Sums up a validation; the descriptor's own warnings count, too. */
    void validated(Validation.Summary summary, int descriptorWarnings) {
        log.info(counted(summary.nodes(), "node") + " checked against " + counted(summary.rules(), "rule") + ", "
                + counted(summary.warnings() + descriptorWarnings, "warning"));
    }

    /** Tells until when a key store can be used. */
    void keyStore(StoredCertificate stored) {
        stored.until()
                .ifPresent(day -> log.info(shown(stored.store().file()) + ": "
                        + stored.alias().orElseThrow()
                        + (stored.certificates() > 1 ? ", the first of " + stored.certificates() + " to end," : "")
                        + " is valid until " + day));
    }

    /** Tells of the files that surround the nodes. */
    void companionsWritten(DeploymentFolder.Written written) {
        log.info("What surrounds the nodes: " + counted(written.files(), "file") + " in " + shown(written.folder())
                + " (" + written.changed() + " new or changed, " + written.removed() + " removed)");
    }

    /** Tells of the objects of a cluster. */
    void clusterWritten(DeploymentFolder.Written written) {
        log.info("Objects of the cluster: " + counted(written.files(), "file") + " in " + shown(written.folder()) + " ("
                + written.changed() + " new or changed, " + written.removed() + " removed)");
        log.info("  kubectl diff -k " + ShellQuotes.word(shown(written.folder())) + "; kubectl apply -k "
                + ShellQuotes.word(shown(written.folder())));
    }

    /** A layer is often less than one. */
    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, bytes < 10 * MEGABYTE ? "%,.1f MB" : "%,.0f MB", bytes / MEGABYTE);
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    @Override
    public void says(String line) {
        log.info(line);
    }

    /** Told once: the next build finds them. */
    @Override
    public void madeCiphertexts(String message) {
        log.warn(message);
    }

    @Override
    public void warning(String message) {
        warnings.add(message);
        log.warn(message);
    }

    @Override
    public void accepted(String message) {
        accepted.add(message);
        log.info(message);
    }

    /** All accepted breaches so far. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** All warnings so far. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Tells that nothing had to be done, and again what was to be said when it was. */
    void allUnchanged(BuildMemory.Unchanged unchanged, Path folder) {
        widestName = unchanged.nodes().stream().mapToInt(String::length).max().orElse(0);
        unchanged.warnings().forEach(this::warning);
        unchanged.accepted().forEach(this::accepted);
        unchanged
                .nodes()
                .forEach(node -> unchanged(node, NodeOutput.of(folder, node).tarball()));
    }

    /** A line that tells what is so. */
    void info(String message) {
        log.info(message);
    }

    /** A line that tells what stops the build. */
    void error(String message) {
        log.error(message);
    }

    /** The path as the user would type it here. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) && !absolute.equals(here)
                ? here.relativize(absolute).toString()
                : absolute.toString();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
