package io.github.apim.manifest;

import io.github.apim.archive.FileDigests;
import io.github.apim.manifest.Drift.Kind;
import io.github.apim.manifest.Drift.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of holding a home, unpacked or in its tarball, to its manifest.
 *
 * @param home    where it is, for messages
 * @param checked number of paths that were compared
 * @param ignored number of paths that were not, since running servers write them or they do not matter
 */
public record Verification(String home, Manifest manifest, List<Drift> drifts, int checked, int ignored) {

    /**
     * Verifies an unpacked home, or the home in a tarball together with the files beside it.
     *
     * @throws ManifestException if it is no home that this plugin has built
     */
    public static Verification of(Path homeOrTarball) throws IOException {
        if (!Files.exists(homeOrTarball)) {
            throw new ManifestException(homeOrTarball + " does not exist");
        }
        if (Files.isDirectory(homeOrTarball)) {
            return ofFolder(homeOrTarball);
        }
        return ofTarball(homeOrTarball);
    }

    private static Verification ofFolder(Path home) throws IOException {
        Path manifest = home.resolve(Manifest.PLACE);
        if (!Files.isRegularFile(manifest)) {
            throw new ManifestException(home + " has no " + Manifest.PLACE
                    + ": this plugin has not built it, or it lies deeper" + hint(home));
        }
        // A link to a home, such as that to the current release, is as good as the home.
        return of(home.toString(), FolderTree.of(home.toRealPath()), List.of());
    }

    private static String hint(Path folder) throws IOException {
        try (Stream<Path> below = Files.list(folder)) {
            return below.filter(path -> Files.isRegularFile(path.resolve(Manifest.PLACE)))
                    .findFirst()
                    .map(home -> "; did you mean " + home + "?")
                    .orElse("");
        }
    }

    private static Verification ofTarball(Path tarball) throws IOException {
        TarballTree tree = TarballTree.of(tarball);
        if (!tree.items().containsKey(Manifest.PLACE)) {
            throw new ManifestException(tarball + " has no " + Manifest.PLACE + ": this plugin has not built it");
        }
        List<Drift> drifts = new ArrayList<>();
        String name = tarball.getFileName().toString();
        Path checksum = tarball.resolveSibling(name + ".sha256");
        if (!Files.isRegularFile(checksum)) {
            drifts.add(new Drift(
                    Severity.WARNING, Kind.MISSING, checksum.getFileName().toString(), ""));
        } else if (!Files.readString(checksum, StandardCharsets.UTF_8).startsWith(tree.sha256() + " ")) {
            drifts.add(new Drift(Severity.ERROR, Kind.DAMAGED, name, "its sha256 is not that beside it"));
        }
        Path manifest = tarball.resolveSibling(name.replaceFirst("\\.tar\\.gz$", "") + ".manifest.json");
        if (!Files.isRegularFile(manifest)) {
            drifts.add(new Drift(
                    Severity.WARNING, Kind.MISSING, manifest.getFileName().toString(), ""));
        } else if (Files.size(manifest) > Manifest.MOST_BYTES
                || !Arrays.equals(Files.readAllBytes(manifest), tree.read(Manifest.PLACE))) {
            drifts.add(new Drift(
                    Severity.ERROR,
                    Kind.CHANGED,
                    manifest.getFileName().toString(),
                    "is not the manifest within the tarball"));
        }
        return of(tarball.toString(), tree, drifts);
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

    private static Verification of(String home, HomeTree tree, List<Drift> first) throws IOException {
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
