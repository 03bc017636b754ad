package io.github.apim.maven;

import io.github.apim.archive.ArchiveException;
import io.github.apim.assembly.SelectionException;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.manifest.Drift.Severity;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestComparison;
import io.github.apim.manifest.ManifestComparison.Difference;
import io.github.apim.manifest.ManifestException;
import io.github.apim.manifest.Printable;
import io.github.apim.manifest.Verification;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.PackException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells in Maven's log what verifications have found, and sums it up. */
final class VerificationLog {

    private final AssemblyLog log;
    private long errors;
    private long warnings;

    VerificationLog(AssemblyLog log) {
        this.log = log;
    }

    /** Makes the manifests that nodes would get today. */
    @FunctionalInterface
    interface Today {
        Map<String, Manifest> manifests() throws IOException;
    }

    void verified(Verification verification) {
        String node = Printable.line(verification.manifest().node().name());
        log.info(String.format(
                Locale.ROOT,
                "%s  %s: %s, %,d paths compared with the manifest of %s, %,d passed over",
                node,
                verification.home(),
                verification.drifts().isEmpty()
                        ? "as it was built"
                        : verification.count(Severity.ERROR) + " errors, " + verification.count(Severity.WARNING)
                                + " warnings",
                verification.checked(),
                Printable.line(verification.manifest().plugin()),
                verification.ignored()));
        verification.drifts().forEach(drift -> {
            if (drift.severity() == Severity.ERROR) {
                errors++;
                log.error(node + "  " + drift);
            } else {
                warn(node + "  " + drift);
            }
        });
    }

    /** Nobody knows what is there, which is no better than a drift. */
    void notVerified(String problem) {
        errors++;
        log.error(Printable.lines(problem));
    }

    void unknown(String node) {
        warn(Printable.line(node) + "  outdated: the descriptor has no node of this name any more");
    }

    /** Without packs, or with a descriptor that cannot be built, the comparison is left out, and said to be. */
    void compare(List<Verification> verified, Today today) throws IOException {
        Map<String, Manifest> manifests;
        try {
            manifests = today.manifests();
        } catch (DeploymentException
                | PackException
                | ArchiveException
                | OverlayException
                | SelectionException
                | IOException problem) {
            log.warning("Not compared with what the descriptor would give today: " + problem.getMessage());
            return;
        }
        for (Verification verification : verified) {
            String node = verification.manifest().node().name();
            if (manifests.containsKey(node)) {
                compare(node, verification.manifest(), manifests.get(node));
            }
        }
    }

    private void compare(String node, Manifest was, Manifest now) {
        List<Difference> inputs = ManifestComparison.inputs(was, now);
        List<Difference> files = ManifestComparison.files(was, now);
        inputs.forEach(difference -> warn(node + "  outdated: built of other inputs: " + difference));
        files.forEach(difference -> warn(node + "  outdated: " + difference));
        if (inputs.isEmpty() && files.isEmpty()) {
            log.info(node + "  is what the descriptor gives today");
        }
    }

    private void warn(String message) {
        warnings++;
        log.warning(message);
    }

    /** @throws ManifestException if that is more than may be */
    void finish(FailOn failOn) {
        if (failOn.fails(errors, warnings)) {
            throw new ManifestException("verification found " + errors + (errors == 1 ? " error" : " errors") + " and "
                    + warnings + (warnings == 1 ? " warning" : " warnings")
                    + "; unpack or install the tarball again, or build it again if the descriptor has moved on");
        }
    }
}
