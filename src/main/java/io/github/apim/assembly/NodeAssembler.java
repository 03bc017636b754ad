package io.github.apim.assembly;

import io.github.apim.archive.AddedEntry;
import io.github.apim.archive.Ahead;
import io.github.apim.archive.TarGzOptions;
import io.github.apim.archive.TarGzOutput;
import io.github.apim.archive.TarGzResult;
import io.github.apim.archive.TarGzWriter;
import io.github.apim.manifest.Manifest;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the planned nodes' tarballs, those of one pack at the same time. */
final class NodeAssembler {

    private final Path folder;
    private final Optional<Instant> timestamp;
    private final int threads;
    private final boolean force;
    private final NodeManifest manifests;
    private final AssemblyListener listener;
    private final Map<Pack, TarGzWriter> writers = new HashMap<>();

    /** Without a timestamp the pack's entries keep their own times, and what is added gets the newest of them. */
    NodeAssembler(AssemblyRequest request, AssemblyListener listener) {
        this.folder = request.outputFolder();
        this.timestamp = request.timestamp();
        this.threads = request.plan().threads();
        this.force = request.force();
        this.manifests = new NodeManifest(
                request.plugin(), request.plan().descriptor().deployment().environment(), request.timestamp());
        this.listener = listener;
    }

    /** Begins with what depends on a pack alone, while the nodes are planned. */
    void prepare(Pack pack) {
        TarGzWriter writer = writer(pack);
        writers.put(pack, writer);
        // One thread for all: the others have the plan and the JIT compiler to do.
        new Ahead<>("apim-prepare", () -> {
                    manifests.prepare(pack);
                    writer.prepare();
                    return pack;
                })
                .start();
    }

    private TarGzWriter writer(Pack pack) {
        return new TarGzWriter(pack.archive(), new TarGzOptions(timestamp, threads, pack::isConfiguration));
    }

    private record Planned(NodePlan plan, Manifest manifest, NodeOutput output) {}

    /**
     * Writes what {@link NodeOutput} lists for every plan, unless it is there already; each file appears whole or not at
     * all.
     *
     * @throws IOException if a file cannot be written; the nodes before it stay as they are
     */
    List<AssembledNode> assemble(List<NodePlan> plans) throws IOException {
        Map<String, AssembledNode> assembled = new LinkedHashMap<>();
        List<Planned> planned = new ArrayList<>();
        for (NodePlan plan : plans) {
            assembled.put(plan.node().name(), null);
            planned.add(new Planned(
                    plan, manifests.of(plan), NodeOutput.of(folder, plan.node().name())));
        }
        try (OutputFolder output = OutputFolder.hold(folder, () -> listener.waitingFor(folder))) {
            Map<Pack, List<Planned>> byPack = new LinkedHashMap<>();
            for (Planned node : planned) {
                Optional<AssembledNode> there = force ? Optional.empty() : there(node, output);
                if (there.isPresent()) {
                    listener.unchanged(node.output().node(), node.output().tarball());
                    assembled.put(node.output().node(), there.get());
                } else {
                    byPack.computeIfAbsent(node.plan().pack(), pack -> new ArrayList<>())
                            .add(node);
                }
            }
            for (Map.Entry<Pack, List<Planned>> group : byPack.entrySet()) {
                for (AssembledNode node : assemble(group.getKey(), group.getValue(), output)) {
                    assembled.put(node.plan().node().name(), node);
                }
            }
            output.sync();
        }
        return List.copyOf(assembled.values());
    }

    /** Equal manifests mean equal tarballs; a tarball is known by its fingerprint to be the one of its manifest. */
    private static Optional<AssembledNode> there(Planned node, OutputFolder folder) throws IOException {
        NodeOutput output = node.output();
        if (!OutputState.holds(folder, output)
                || !Arrays.equals(
                        Files.readAllBytes(output.manifest()), node.manifest().json())) {
            return Optional.empty();
        }
        String checksum = Files.readString(output.checksum(), StandardCharsets.UTF_8);
        return Optional.of(new AssembledNode(
                node.plan(),
                output.tarball(),
                Files.size(output.tarball()),
                checksum.substring(0, checksum.indexOf(' ')),
                false,
                Duration.ZERO));
    }

    private List<AssembledNode> assemble(Pack pack, List<Planned> nodes, OutputFolder output) throws IOException {
        long start = System.nanoTime();
        Instant newest = NodeEntries.newest(pack);
        List<TarGzOutput> outputs = new ArrayList<>();
        for (Planned node : nodes) {
            List<AddedEntry> added = new ArrayList<>(NodeEntries.added(node.plan(), newest));
            added.addAll(manifests.entries(node.manifest(), pack, newest));
            outputs.add(new TarGzOutput(
                    output.part(node.output().tarball().getFileName().toString()), NodeEntries.omitted(node.plan()), added));
        }
        List<TarGzResult> results;
        try {
            results = writers.computeIfAbsent(pack, this::writer).write(outputs);
        } catch (IOException problem) {
            throw new IOException(
                    "writing " + outputs.size() + (outputs.size() == 1 ? " tarball" : " tarballs") + " from "
                            + pack.file() + " to " + folder + ": " + problem.getMessage()
                            + "; each tarball is about as large as the pack, and nothing half-written was kept",
                    problem);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        List<AssembledNode> assembled = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            TarGzResult result = results.get(i);
            Planned planned = nodes.get(i);
            Path tarball = output.publish(
                    result.file(),
                    planned.output(),
                    result.sha256(),
                    planned.manifest().json());
            OutputState.remember(output, planned.output());
            AssembledNode node = new AssembledNode(planned.plan(), tarball, result.size(), result.sha256(), true, time);
            listener.assembled(node);
            assembled.add(node);
        }
        return assembled;
    }
}
