package io.github.apim.manifest;

import io.github.apim.archive.FileDigests;
import io.github.apim.manifest.Drift.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of holding a home, unpacked or in its tarball, to its manifest.
 *
 * @param home    where it is, for messages
 * @param checked number of paths that were compared
 * @param ignored number of paths that were not, since running servers write them or they do not matter
 */
public record Verification(String home, Manifest manifest, List<Drift> drifts, int checked, int ignored) {

    /**
     * Verifies an unpacked home, or the home in a tarball together with the files beside it, see {@link Verifier}.
     *
     * @throws ManifestException if it is no home that this plugin has built
     */
    public static Verification of(Path homeOrTarball) throws IOException {
        return new Verifier().of(homeOrTarball);
    }

    /**
     * Verifies a home wherever it is.
     *
     * @param home where it is, for messages
     * @throws ManifestException if it is no home that this plugin has built
     */
    public static Verification of(String home, HomeTree tree) throws IOException {
        if (!tree.items().containsKey(Manifest.PLACE)) {
            throw new ManifestException(home + " has no " + Manifest.PLACE + ": this plugin has not built it");
        }
        return of(home, tree, List.of());
    }

    /** The same with what was found already. */
    static Verification of(String home, HomeTree tree, List<Drift> first) throws IOException {
        Manifest manifest = Manifest.parse(tree.read(Manifest.PLACE), home + "/" + Manifest.PLACE);
        String source = home + "/" + Manifest.LISTING;
        if (!tree.items().containsKey(Manifest.LISTING)) {
            throw new ManifestException(source + " is missing; unpack the tarball again");
        }
        byte[] listing = tree.read(Manifest.LISTING);
        if (!FileDigests.sha256(listing).equals(manifest.listing())) {
            throw new ManifestException(source + " is not the one that the manifest names; unpack the tarball again");
        }
        HomeCheck.Result result = HomeCheck.of(manifest, PackListing.read(listing, source), tree);
        List<Drift> drifts = new ArrayList<>(first);
        drifts.addAll(result.drifts());
        return new Verification(home, manifest, List.copyOf(drifts), result.checked(), result.ignored());
    }

    /** How many findings there are of a severity. */
    public long count(Severity severity) {
        return drifts.stream().filter(drift -> drift.severity() == severity).count();
    }
}
