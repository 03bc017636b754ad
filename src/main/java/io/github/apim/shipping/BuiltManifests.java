package io.github.apim.shipping;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.manifest.Drift;
import io.github.apim.manifest.Drift.Kind;
import io.github.apim.manifest.Drift.Severity;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestException;
import io.github.apim.manifest.Verification;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The manifests of the last build here, to which those of installed homes are held: who can change a home can change the
 * manifest in it, too.
 */
public record BuiltManifests(Path outputFolder) {

    /**
     * The deployment with the versions that some nodes were built with: those run on the machines, whatever the descriptor
     * says by now. A node without a manifest that can be read is as the descriptor says.
     */
    public Deployment versioned(Deployment deployment, List<Node> nodes) throws IOException {
        Map<Product, String> versions = new EnumMap<>(Product.class);
        for (Node node : nodes) {
            Path manifest = manifest(node.name());
            if (Files.isRegularFile(manifest)) {
                try {
                    ProductVersion built = Manifest.read(manifest).product();
                    versions.putIfAbsent(built.product(), built.version());
                } catch (ManifestException damaged) {
                    // Neither a shipment nor a rollback fails for want of it: apim:verify judges manifests.
                    continue;
                }
            }
        }
        return deployment.withVersions(versions);
    }

    private Path manifest(String node) {
        return outputFolder.resolve(node + ".manifest.json");
    }

    /**
     * The same finding, and one more if the home's manifest is not the one of the build here.
     *
     * @param release SHA-256 of the tarball that the home says it was unpacked from
     */
    Verification hold(Verification found, String release) throws IOException {
        String node = found.manifest().node().name();
        Path manifest = manifest(node);
        Path checksum = outputFolder.resolve(node + ".tar.gz.sha256");
        if (!Files.isRegularFile(manifest)
                || !Files.isRegularFile(checksum)
                || Manifest.read(manifest).equals(found.manifest())) {
            return found;
        }
        boolean same = Files.readString(checksum, StandardCharsets.UTF_8).startsWith(release + " ");
        List<Drift> drifts = new ArrayList<>();
        drifts.add(new Drift(
                same ? Severity.ERROR : Severity.WARNING,
                Kind.CHANGED,
                Manifest.PLACE,
                same
                        ? "is not the manifest that was built here with this very tarball"
                        : "is of another build than the one in " + outputFolder
                                + ", so the home is held to its own word"));
        drifts.addAll(found.drifts());
        return new Verification(found.home(), found.manifest(), List.copyOf(drifts), found.checked(), found.ignored());
    }
}
