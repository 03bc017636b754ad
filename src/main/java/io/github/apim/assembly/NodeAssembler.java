package io.github.apim.assembly;

import io.github.apim.archive.Ahead;
import io.github.apim.archive.TarGzOptions;
import io.github.apim.archive.TarGzWriter;
import io.github.apim.archive.Workers;
import io.github.apim.product.Pack;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the planned nodes' tarballs, those of all packs side by side. */
final class NodeAssembler implements Closeable {

    private final Path folder;
    private final Optional<Instant> timestamp;
    private final int threads;
    private final boolean force;
    private final Layout layout;
    private final String plugin;
    private final NodeManifest manifests;
    private final AssemblyListener listener;
    private final Map<Pack, PackRun.Means> means = new HashMap<>();
    private final List<Ahead<Pack>> preparations = new ArrayList<>();
    private Optional<OutputFolder> held = Optional.empty();

    /** Without a timestamp the pack's entries keep their own times, and what is added gets the newest of them. */
    NodeAssembler(AssemblyRequest request, AssemblyListener listener) {
        this.folder = request.outputFolder();
        this.timestamp = request.timestamp();
        this.threads = request.plan().threads();
        this.force = request.force();
        this.layout = request.layout();
        this.plugin = request.plugin();
        this.manifests = new NodeManifest(
                request.plugin(), request.plan().descriptor().deployment().environment(), request.timestamp());
        this.listener = listener;
    }

    /** Begins with what depends on a pack alone, while the nodes are planned. */
    void prepare(Pack pack, String sha256) throws IOException {
        PackRun.Means own = means(pack);
        means.put(pack, own);
        if (own.base().isPresent()) {
            own.base().get().begin(NodeManifest.identity(pack, sha256), hold(), force);
        }
        // One thread for all: the others have the plan and the JIT compiler to do.
        preparations.add(new Ahead<>("apim-prepare", () -> {
                    manifests.prepare(pack);
                    if (own.base().isEmpty()) {
                        own.writer().prepare();
                    }
                    return pack;
                })
                .start());
    }

    /** The folder of the tarballs, which is this build's from here on. */
    private OutputFolder hold() throws IOException {
        if (held.isEmpty()) {
            held = Optional.of(OutputFolder.hold(folder, () -> listener.waitingFor(folder)));
        }
        return held.get();
    }

    private void release() throws IOException {
        if (held.isPresent()) {
            OutputFolder output = held.get();
            held = Optional.empty();
            output.close();
        }
    }

    /** Waits for what {@link #prepare} has begun to write: nothing is left half-done behind a build that fails. */
    @Override
    public void close() throws IOException {
        preparations.forEach(Ahead::settle);
        means.values().forEach(own -> own.base().ifPresent(PackBase::settle));
        release();
    }

    private PackRun.Means means(Pack pack) {
        Optional<PackBase> base = switch (layout) {
            case SINGLE -> Optional.empty();
            case LAYERED -> Optional.of(new PackBase(folder, pack, plugin));
        };
        return new PackRun.Means(
                new TarGzWriter(
                        pack.archive(),
                        TarGzOptions.defaults()
                                .withTime(timestamp)
                                .withThreads(threads)
                                .withLate(pack::isConfiguration)),
                base,
                manifests,
                force);
    }

    /**
     * Writes what {@link NodeOutput} and {@link BaseOutput} list, unless it is there already; each file appears whole or
     * not at all.
     *
     * @throws IOException if a file cannot be written; the nodes of other packs are whole all the same
     */
    List<AssembledNode> assemble(List<NodePlan> plans) throws IOException {
        Map<String, AssembledNode> assembled = new LinkedHashMap<>();
        Map<Pack, List<PackRun.Planned>> byPack = new LinkedHashMap<>();
        for (NodePlan plan : plans) {
            String name = plan.node().name();
            assembled.put(name, null);
            byPack.computeIfAbsent(plan.pack(), pack -> new ArrayList<>())
                    .add(new PackRun.Planned(plan, manifests.of(plan), NodeOutput.of(folder, name)));
        }
        OutputFolder output = hold();
        try {
            List<PackRun> runs = new ArrayList<>();
            byPack.forEach((pack, nodes) ->
                    runs.add(new PackRun(pack, nodes, means.computeIfAbsent(pack, this::means), output)));
            for (AssembledNode node : write(runs)) {
                assembled.put(node.plan().node().name(), node);
            }
            UnusedBases.delete(folder, output);
            output.sync();
        } finally {
            release();
        }
        return List.copyOf(assembled.values());
    }

    /** While one pack waits for the disk, another one is hashed. What is whole is published though another one fails. */
    private List<AssembledNode> write(List<PackRun> runs) throws IOException {
        Workers.runAll(runs, threads);
        List<AssembledNode> assembled = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        for (PackRun run : runs) {
            if (run.failure().isPresent()) {
                failures.add(run.failure().get());
            } else {
                assembled.addAll(run.publish(listener));
            }
        }
        if (!failures.isEmpty()) {
            Exception first = failures.remove(0);
            failures.forEach(first::addSuppressed);
            if (first instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw (IOException) first;
        }
        return assembled;
    }
}
