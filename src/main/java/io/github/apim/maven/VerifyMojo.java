package io.github.apim.maven;

import io.github.apim.assembly.Answers;
import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.NodeOutput;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.PlannedManifests;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.Verification;
import io.github.apim.shipping.InstalledHomes;
import io.github.apim.shipping.SshConnector;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Tells whether nodes still are what was built: holds a home, the tarballs of the last build, or what is installed on the
 * machines, to the manifest in it, file by file, and to what the descriptor would give today. What running servers write
 * is known and passed over. Needs no project for a home.
 *
 * @since 1.0.0
 */
@Mojo(name = "verify", requiresProject = false, threadSafe = true)
public class VerifyMojo extends DeploymentMojo {

    /**
     * The unpacked home of a node, or a tarball somewhere. Without it the tarballs of the nodes that are meant.
     *
     * <p>Example: {@code -Dapim.home=/opt/wso2am-1.9.0}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.home")
    private File home;

    /**
     * Whether what {@code current} points at on the nodes' machines is verified instead of the tarballs here: over SSH, as
     * {@code ship} logs in. Names and checksums come over, the files stay where they are. {@code true} or {@code false};
     * {@code true} does not go with {@code home}.
     *
     * <p>Example: {@code -Dapim.shipped}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.shipped", defaultValue = "false")
    private boolean shipped;

    /**
     * How many machines are asked at a time, with {@code shipped}: a number, 1 at least.
     *
     * <p>Example: {@code -Dapim.machines=2}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.machines", defaultValue = "8")
    private int machines;

    /**
     * Whether host keys of machines that were never seen are accepted, and written to the file of known hosts, with
     * {@code shipped}: {@code true} or {@code false}.
     *
     * <p>Example: {@code -Dapim.acceptNewHostKeys}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.acceptNewHostKeys", defaultValue = "false")
    private boolean acceptNewHostKeys;

    /**
     * Where the tarballs are: a folder.
     *
     * <p>Example: {@code -Dapim.outputDirectory=/srv/releases/7}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    /**
     * The time that the tarballs' entries were built with, see {@code assemble}: ISO 8601 or seconds since 1970.
     *
     * <p>Example: {@code -Dapim.outputTimestamp=2026-11-23T00:00:00Z}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private String outputTimestamp;

    /**
     * From what on the build fails: {@code error} for what matters to how a node works, {@code warning} also for what
     * might and for nodes that the descriptor would build differently today, {@code never}.
     *
     * <p>Example: {@code -Dapim.failOn=warning}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.failOn", defaultValue = "error")
    private String failOn;

    @Inject
    public VerifyMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    /** A home can be verified where there is no descriptor; a machine need not know the deployment. */
    @Override
    boolean isDone(Answers answers, AssemblyLog log) throws IOException {
        FailOn.of(failOn);
        if (home != null && shipped) {
            throw new IllegalParameterException(
                    "apim.home is a home here, apim.shipped means those on the machines; leave one of them out");
        }
        if (home == null || hasDescriptor()) {
            return false;
        }
        VerificationLog report = new VerificationLog(log);
        report.verified(Verification.of(home.toPath()));
        log.info("There is no deployment descriptor here, so the node is not compared with one");
        report.finish(FailOn.of(failOn));
        return true;
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        VerificationLog report = new VerificationLog(log);
        List<Verification> verified = shipped ? installed(request, report) : here(request, report);
        List<String> names =
                verified.stream().map(each -> each.manifest().node().name()).toList();
        List<String> known = request.descriptor().deployment().nodes().stream()
                .map(Node::name)
                .filter(names::contains)
                .toList();
        names.stream().filter(name -> !known.contains(name)).forEach(report::unknown);
        if (!known.isEmpty()) {
            report.compare(verified, () -> today(request, known, resolver, log));
        }
        report.finish(FailOn.of(failOn));
    }

    private List<Verification> here(PlanRequest request, VerificationLog report) throws IOException {
        List<Verification> verified = new ArrayList<>();
        for (Path each : homes(request)) {
            Verification verification = Verification.of(each);
            report.verified(verification);
            verified.add(verification);
        }
        return verified;
    }

    private List<Verification> installed(PlanRequest request, VerificationLog report) {
        Deployment deployment = request.descriptor().deployment();
        Shipping shipping = deployment.shipping().orElse(Shipping.DEFAULT);
        List<Node> nodes = request.selection().from(deployment);
        SshConnector connector = SshConnector.ofUser(
                shipping, acceptNewHostKeys, new ShippingLog(getLog(), Optional.empty(), nodes, System::nanoTime));
        InstalledHomes.Result result =
                new InstalledHomes(shipping, connector, machines, outputDirectory.toPath()).verify(nodes);
        result.verified().forEach(report::verified);
        result.failures().forEach(report::notVerified);
        return result.verified();
    }

    private List<Path> homes(PlanRequest request) {
        if (home != null) {
            return List.of(home.toPath());
        }
        return request.selection().from(request.descriptor().deployment()).stream()
                .map(node ->
                        NodeOutput.of(outputDirectory.toPath(), node.name()).tarball())
                .toList();
    }

    private Map<String, Manifest> today(
            PlanRequest request, List<String> nodes, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        PlanRequest some = new PlanRequest(
                request.descriptor(),
                new NodeSelection(List.of(), nodes),
                request.userOverlays(),
                request.cacheDirectory(),
                request.threads());
        return PlannedManifests.of(
                some, resolver, log, version(), BuildTimestamp.of(outputTimestamp, System.getenv("SOURCE_DATE_EPOCH")));
    }
}
