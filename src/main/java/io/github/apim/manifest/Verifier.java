package io.github.apim.manifest;

import io.github.apim.manifest.Drift.Kind;
import io.github.apim.manifest.Drift.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Verifies homes and tarballs on this machine; what several tarballs are layers over is read once. */
public final class Verifier {

    private final Map<Path, TarballTree> bases = new HashMap<>();

    /**
     * Verifies an unpacked home, or the home in a tarball together with the files beside it.
     *
     * @throws ManifestException if it is no home that this plugin has built
     */
    public Verification of(Path homeOrTarball) throws IOException {
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
        return Verification.of(home.toString(), FolderTree.of(home.toRealPath()), List.of());
    }

    private static String hint(Path folder) throws IOException {
        try (Stream<Path> below = Files.list(folder)) {
            return below.filter(path -> Files.isRegularFile(path.resolve(Manifest.PLACE)))
                    .findFirst()
                    .map(home -> "; did you mean " + home + "?")
                    .orElse("");
        }
    }

    private Verification ofTarball(Path tarball) throws IOException {
        TarballTree tree = TarballTree.of(tarball);
        if (!tree.items().containsKey(Manifest.PLACE)) {
            throw new ManifestException(tarball + " has no " + Manifest.PLACE + ": this plugin has not built it");
        }
        List<Drift> drifts = new ArrayList<>();
        Optional<TarballChecksum> checksum = checksum(tarball, tree, drifts);
        Path manifest =
                sibling(tarball, tarball.getFileName().toString().replaceFirst("\\.tar\\.gz$", "") + ".manifest.json");
        if (!Files.isRegularFile(manifest)) {
            drifts.add(missing(manifest));
        } else if (Files.size(manifest) > Manifest.MOST_BYTES
                || !Arrays.equals(Files.readAllBytes(manifest), tree.read(Manifest.PLACE))) {
            drifts.add(new Drift(
                    Severity.ERROR,
                    Kind.CHANGED,
                    manifest.getFileName().toString(),
                    "is not the manifest within the tarball"));
        }
        if (tree.items().containsKey(Manifest.DROPPED)) {
            tree = tree.over(base(tarball, checksum.flatMap(TarballChecksum::base), drifts));
        }
        return Verification.of(tarball.toString(), tree, drifts);
    }

    /** What the file beside the tarball says; empty if there is none that says anything. */
    private static Optional<TarballChecksum> checksum(Path tarball, TarballTree tree, List<Drift> drifts)
            throws IOException {
        String name = tarball.getFileName().toString();
        Path file = sibling(tarball, name + TarballChecksum.SUFFIX);
        if (!Files.isRegularFile(file)) {
            drifts.add(missing(file));
            return Optional.empty();
        }
        Optional<TarballChecksum> checksum;
        try {
            checksum = Optional.of(TarballChecksum.read(file));
        } catch (ManifestException none) {
            checksum = Optional.empty();
        }
        if (checksum.filter(read -> read.sha256().equals(tree.sha256())).isEmpty()) {
            drifts.add(new Drift(Severity.ERROR, Kind.DAMAGED, name, "its sha256 is not that beside it"));
        }
        return checksum;
    }

    private TarballTree base(Path tarball, Optional<TarballChecksum.Base> wanted, List<Drift> drifts)
            throws IOException {
        TarballChecksum.Base named = wanted.orElseThrow(() -> new ManifestException(tarball
                + " is a layer, and no second line of its " + TarballChecksum.SUFFIX
                + " says of which base; build it again, or copy that file, too"));
        Path file = sibling(tarball, named.file());
        if (!Files.isRegularFile(file)) {
            throw new ManifestException(tarball + " is a layer over " + named.file()
                    + ", which does not lie beside it; build it again, or copy that file, too");
        }
        TarballTree base = bases.get(file);
        if (base == null) {
            base = TarballTree.of(file);
            bases.put(file, base);
        }
        if (!base.sha256().equals(named.sha256())) {
            drifts.add(new Drift(
                    Severity.ERROR, Kind.DAMAGED, named.file(), "is not the base that the tarball was built over"));
        }
        return base;
    }

    private static Path sibling(Path file, String name) {
        return file.resolveSibling(name);
    }

    private static Drift missing(Path file) {
        return new Drift(Severity.WARNING, Kind.MISSING, file.getFileName().toString(), "");
    }
}
