package io.github.apim.assembly;

import io.github.apim.archive.AddedEntry;
import io.github.apim.archive.Content;
import io.github.apim.archive.SourceEntry;
import io.github.apim.archive.TarGzOptions;
import io.github.apim.archive.TarGzOutput;
import io.github.apim.archive.TarGzResult;
import io.github.apim.archive.TarGzWriter;
import io.github.apim.overlay.Change;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the planned nodes' tarballs, those of one pack at the same time. */
public final class NodeAssembler {

    private final Path folder;
    private final Optional<Instant> timestamp;
    private final int threads;
    private final AssemblyListener listener;

    /**
     * @param folder    where the tarballs go
     * @param timestamp the time of all entries; without one the pack's entries keep their own, and what is added gets
     *                  the newest of them, so that the same input gives the same bytes
     */
    public NodeAssembler(Path folder, Optional<Instant> timestamp, int threads, AssemblyListener listener) {
        this.folder = folder;
        this.timestamp = timestamp;
        this.threads = threads;
        this.listener = listener;
    }

    /**
     * Writes {@code <node>.tar.gz} and {@code <node>.tar.gz.sha256} for every plan; each appears whole or not at all.
     *
     * @throws IOException if a file cannot be written; the nodes before it stay as they are
     */
    public List<AssembledNode> assemble(List<NodePlan> plans) throws IOException {
        Map<Pack, List<NodePlan>> byPack = new LinkedHashMap<>();
        for (NodePlan plan : plans) {
            byPack.computeIfAbsent(plan.pack(), pack -> new ArrayList<>()).add(plan);
        }
        List<AssembledNode> assembled = new ArrayList<>();
        try (OutputFolder output = OutputFolder.hold(folder, () -> listener.waitingFor(folder))) {
            for (Map.Entry<Pack, List<NodePlan>> group : byPack.entrySet()) {
                assembled.addAll(assemble(group.getKey(), group.getValue(), output));
            }
            output.sync();
        }
        return assembled;
    }

    private List<AssembledNode> assemble(Pack pack, List<NodePlan> plans, OutputFolder output) throws IOException {
        long start = System.nanoTime();
        Instant newest = pack.archive().entries().stream()
                .map(SourceEntry::modified)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        List<TarGzOutput> outputs = plans.stream()
                .map(plan -> new TarGzOutput(output.part(fileName(plan)), omitted(plan), added(plan, newest)))
                .toList();
        TarGzOptions options = new TarGzOptions(timestamp, threads, pack::isConfiguration);
        List<TarGzResult> results;
        try {
            results = new TarGzWriter(pack.archive(), options).write(outputs);
        } catch (IOException problem) {
            throw new IOException(
                    "writing " + outputs.size() + (outputs.size() == 1 ? " tarball" : " tarballs") + " from "
                            + pack.file() + " to " + folder + ": " + problem.getMessage()
                            + "; each tarball is about as large as the pack, and nothing half-written was kept",
                    problem);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        List<AssembledNode> assembled = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            TarGzResult result = results.get(i);
            Path tarball = output.publish(result.file(), fileName(plans.get(i)), result.sha256());
            AssembledNode node = new AssembledNode(plans.get(i), tarball, result.size(), result.sha256(), time);
            listener.assembled(node);
            assembled.add(node);
        }
        return assembled;
    }

    private static String fileName(NodePlan plan) {
        return plan.node().name() + ".tar.gz";
    }

    private static Set<String> omitted(NodePlan plan) {
        Pack pack = plan.pack();
        Set<String> omitted = new HashSet<>();
        for (Change change : plan.changes()) {
            boolean inPack =
                    change instanceof Change.Removed || change instanceof Change.Written written && written.replaces();
            if (inPack) {
                omitted.add(pack.root() + "/" + change.path());
            }
        }
        for (String leftover : pack.leftovers()) {
            omitted.add(pack.root() + "/" + leftover);
        }
        return omitted;
    }

    private static List<AddedEntry> added(NodePlan plan, Instant newest) {
        Pack pack = plan.pack();
        List<AddedEntry> added = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change instanceof Change.Written written) {
                Instant modified =
                        pack.find(written.path()).map(SourceEntry::modified).orElse(newest);
                Content content = written.content();
                added.add(new AddedEntry(pack.root() + "/" + written.path(), written.mode(), modified, content));
            }
        }
        return added;
    }
}
