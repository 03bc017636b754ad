package io.github.apim.maven;

import io.github.apim.assembly.NodeOutput;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.Verification;
import io.github.apim.manifest.Verifier;
import io.github.apim.shipping.InstalledHomes;
import io.github.apim.shipping.SshConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/**
 * The verification of nodes, wherever they are.
 *
 * @param home    a home or a tarball; without it, the tarballs of the output folder
 * @param shipped whether what is installed on the machines is meant instead
 * @param log     of Maven, in which the machines are told of
 */
record VerificationRun(
        Optional<Path> home,
        boolean shipped,
        int machines,
        boolean acceptNewHostKeys,
        Path outputFolder,
        FailOn failOn,
        Log log) {

    /** @throws IllegalParameterException if parameters contradict each other */
    VerificationRun {
        if (home.isPresent() && shipped) {
            throw new IllegalParameterException(
                    "apim.home is a home here, apim.shipped means those on the machines; leave one of them out");
        }
    }

    /** Makes the manifests that the nodes of a request would get today. */
    @FunctionalInterface
    interface Today {
        Map<String, Manifest> manifests(PlanRequest request) throws IOException;
    }

    /** Holds the home to its own manifest alone. */
    void withoutDescriptor(AssemblyLog assemblyLog) throws IOException {
        VerificationLog report = new VerificationLog(assemblyLog);
        report.verified(Verification.of(home.orElseThrow()));
        assemblyLog.info("There is no deployment descriptor here, so the node is not compared with one");
        report.finish(failOn);
    }

    /** Holds the nodes to their manifests, and these to what the descriptor gives today. */
    void run(PlanRequest request, Today today, AssemblyLog assemblyLog) throws IOException {
        VerificationLog report = new VerificationLog(assemblyLog);
        List<Verification> verified = shipped ? installed(request, report) : here(request, report);
        List<String> names =
                verified.stream().map(each -> each.manifest().node().name()).toList();
        List<String> known = request.descriptor().deployment().nodes().stream()
                .map(Node::name)
                .filter(names::contains)
                .toList();
        names.stream().filter(name -> !known.contains(name)).forEach(report::unknown);
        if (!known.isEmpty()) {
            PlanRequest some = request.selecting(new NodeSelection(List.of(), known));
            report.compare(verified, () -> today.manifests(some));
        }
        report.finish(failOn);
    }

    private List<Verification> here(PlanRequest request, VerificationLog report) throws IOException {
        Verifier verifier = new Verifier();
        List<Verification> verified = new ArrayList<>();
        for (Path each : home.map(List::of).orElseGet(() -> tarballs(request))) {
            Verification verification = verifier.of(each);
            report.verified(verification);
            verified.add(verification);
        }
        return verified;
    }

    private List<Path> tarballs(PlanRequest request) {
        return request.selection().from(request.descriptor().deployment()).stream()
                .map(node -> NodeOutput.of(outputFolder, node.name()).tarball())
                .toList();
    }

    private List<Verification> installed(PlanRequest request, VerificationLog report) {
        Deployment deployment = request.descriptor().deployment();
        List<Node> nodes = request.selection().from(deployment);
        Shipping shipping = deployment.shipping().orElse(Shipping.DEFAULT);
        SshConnector connector = SshConnector.ofUser(
                shipping, acceptNewHostKeys, new ShippingLog(log, Optional.empty(), nodes, System::nanoTime));
        InstalledHomes.Result result = new InstalledHomes(shipping, connector, machines, outputFolder).verify(nodes);
        result.verified().forEach(report::verified);
        result.failures().forEach(report::notVerified);
        return result.verified();
    }
}
