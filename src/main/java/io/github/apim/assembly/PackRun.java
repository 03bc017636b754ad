package io.github.apim.assembly;

import io.github.apim.archive.AddedEntry;
import io.github.apim.archive.Content;
import io.github.apim.archive.Dropped;
import io.github.apim.archive.LayerFormat;
import io.github.apim.archive.TarGzOutput;
import io.github.apim.archive.TarGzResult;
import io.github.apim.archive.TarGzWriter;
import io.github.apim.manifest.LayerDrops;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.TarballChecksum;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes of one pack: written at the same time, and beside those of other packs. */
final class PackRun implements Runnable {

    private static final int OWNER_ONLY = 0600;

    private final Pack pack;
    private final List<Planned> nodes;
    private final Means means;
    private final OutputFolder output;
    private final Map<Planned, AssembledNode> there = new LinkedHashMap<>();
    private final Map<Planned, TarGzResult> written = new LinkedHashMap<>();
    private Optional<PackBase.There> base = Optional.empty();
    private Duration time = Duration.ZERO;
    private Optional<Exception> failure = Optional.empty();

    /** A node with all that is written of it. */
    record Planned(NodePlan plan, Manifest manifest, NodeOutput output) {}

    /**
     * What the nodes are written with.
     *
     * @param base  in {@link Layout#LAYERED}
     * @param force whether what is there already is written again
     */
    record Means(TarGzWriter writer, Optional<PackBase> base, NodeManifest manifests, boolean force) {}

    PackRun(Pack pack, List<Planned> nodes, Means means, OutputFolder output) {
        this.pack = pack;
        this.nodes = List.copyOf(nodes);
        this.means = means;
        this.output = output;
    }

    /** Writes what is not there already; nothing of a node has its name yet. What goes wrong is kept. */
    @Override
    public void run() {
        long start = System.nanoTime();
        try {
            write();
        } catch (IOException | RuntimeException problem) {
            failure = Optional.of(problem);
        }
        time = Duration.ofNanos(System.nanoTime() - start);
    }

    /** Why nothing can be published. */
    Optional<Exception> failure() {
        return failure;
    }

    private void write() throws IOException {
        try {
            if (means.base().isPresent()) {
                String identity = NodeManifest.identity(nodes.get(0).plan());
                base = Optional.of(means.base().get().ensure(identity, output, means.force()));
            }
            List<Planned> missing = new ArrayList<>();
            for (Planned node : nodes) {
                Optional<AssembledNode> same = means.force() ? Optional.empty() : there(node);
                same.ifPresentOrElse(found -> there.put(node, found), () -> missing.add(node));
            }
            write(missing);
        } catch (IOException problem) {
            int count = nodes.size() - there.size();
            throw new IOException(
                    "writing " + count + (count == 1 ? " tarball" : " tarballs") + " from " + pack.file()
                            + " to " + nodes.get(0).output().tarball().getParent() + ": " + problem.getMessage()
                            + (base.isPresent() ? "; the base is" : "; each tarball is")
                            + " about as large as the pack, and nothing half-written was kept",
                    problem);
        }
    }

    private void write(List<Planned> missing) throws IOException {
        Instant newest = NodeEntries.newest(pack);
        List<TarGzOutput> outputs = new ArrayList<>();
        for (Planned node : missing) {
            List<AddedEntry> added = new ArrayList<>(NodeEntries.added(node.plan(), newest, written -> true));
            added.addAll(means.manifests().entries(node.manifest(), pack, newest));
            TarGzOutput whole = new TarGzOutput(
                    output.part(node.output().tarball().getFileName().toString()),
                    NodeEntries.omitted(node.plan()),
                    added);
            outputs.add(base.isPresent() ? layer(whole, node, newest) : whole);
        }
        List<TarGzResult> results = base.isPresent()
                ? means.writer().writeLayers(outputs, LayerFormat.TARBALL)
                : means.writer().write(outputs);
        for (int i = 0; i < missing.size(); i++) {
            written.put(missing.get(i), results.get(i));
        }
    }

    /** The same with a list of what must be deleted after the layer has been unpacked, the list itself included. */
    private TarGzOutput layer(TarGzOutput whole, Planned node, Instant newest) {
        List<String> clashes = Dropped.clashes(pack.archive(), whole);
        if (!clashes.isEmpty()) {
            throw new OverlayException(node.output().node() + ": " + clashes.get(0) + " is a folder in "
                    + pack.title() + " and none in the node, or the other way round, which no layer can do;"
                    + " call the file otherwise, or build with -Dapim.layout=single");
        }
        List<String> dropped = Dropped.of(pack.archive(), whole).stream()
                .map(name -> name.substring(pack.root().length() + 1))
                .toList();
        List<AddedEntry> added = new ArrayList<>(whole.added());
        added.add(new AddedEntry(
                pack.root() + "/" + Manifest.DROPPED, OWNER_ONLY, newest, new Content.Bytes(LayerDrops.list(dropped))));
        return new TarGzOutput(whole.file(), whole.omitted(), added);
    }

    private Optional<AssembledNode> there(Planned node) throws IOException {
        NodeOutput place = node.output();
        Optional<TarballChecksum> checksum =
                OutputState.find(place, node.manifest(), base.map(PackBase.There::checksum));
        return checksum.isPresent()
                ? Optional.of(node(
                        node,
                        place.tarball(),
                        Files.size(place.tarball()),
                        checksum.get().sha256(),
                        false))
                : Optional.empty();
    }

    private AssembledNode node(Planned node, Path tarball, long size, String sha256, boolean built) {
        return new AssembledNode(
                node.plan(),
                tarball,
                base.map(PackBase.There::tarball),
                size,
                sha256,
                built,
                built ? time : Duration.ZERO);
    }

    /** Gives what was written its names, and tells of all. */
    List<AssembledNode> publish(AssemblyListener listener) throws IOException {
        base.ifPresent(below -> listener.base(below.tarball(), below.size(), below.built()));
        List<AssembledNode> assembled = new ArrayList<>();
        for (Planned node : nodes) {
            AssembledNode same = there.get(node);
            if (same != null) {
                listener.unchanged(node.output().node(), same.tarball());
                assembled.add(same);
                continue;
            }
            TarGzResult result = written.get(node);
            TarballChecksum checksum = new TarballChecksum(result.sha256(), base.map(PackBase.There::checksum));
            Path tarball = output.publish(
                    result.file(), node.output(), checksum, node.manifest().json());
            OutputState.remember(output, node.output());
            AssembledNode built = node(node, tarball, result.size(), result.sha256(), true);
            listener.assembled(built);
            assembled.add(built);
        }
        return assembled;
    }
}
