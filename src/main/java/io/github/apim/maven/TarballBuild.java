package io.github.apim.maven;

import io.github.apim.assembly.Answers;
import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.Assembly;
import io.github.apim.assembly.AssemblyRequest;
import io.github.apim.assembly.BaseOutput;
import io.github.apim.assembly.BuildMemory;
import io.github.apim.assembly.Layout;
import io.github.apim.assembly.NodeOutput;
import io.github.apim.assembly.PlanRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One build of tarballs and of what surrounds them, or the knowledge that it would change nothing. */
final class TarballBuild {

    private final Parameters parameters;
    private final BuildMemory memory;
    private final Attachments attachments;
    private final AssemblyLog log;
    private List<Path> companions = List.of();
    private List<Path> bases = List.of();

    /**
     * What the user asks for.
     *
     * @param companions whether what surrounds the nodes is written, too
     * @param force      whether nodes are built that are there already
     * @param timestamp  of all entries
     * @param plugin     the plugin's version
     * @param layout     how nodes lie in the output folder
     */
    record Parameters(
            Path outputFolder,
            boolean companions,
            boolean force,
            Optional<Instant> timestamp,
            String plugin,
            Layout layout) {}

    /** @param deciding what decides, besides these parameters, what the goal makes of a deployment */
    TarballBuild(Parameters parameters, List<String> deciding, Attachments attachments, AssemblyLog log) {
        List<String> all = new ArrayList<>(deciding);
        all.add(parameters.timestamp().map(Instant::toString).orElse(""));
        all.add(Boolean.toString(!parameters.companions()));
        all.add(parameters.layout().name());
        this.parameters = parameters;
        this.memory = new BuildMemory(parameters.outputFolder(), all);
        this.attachments = attachments;
        this.log = log;
    }

    /** Whether everything is as the last build left it. */
    boolean changesNothing(Answers answers) throws IOException {
        if (parameters.force()) {
            return false;
        }
        Optional<BuildMemory.Unchanged> unchanged = memory.recall(answers);
        if (unchanged.isPresent()) {
            log.allUnchanged(unchanged.get(), parameters.outputFolder());
            attachments.add(unchanged.get().nodes());
        }
        return unchanged.isPresent();
    }

    void run(PlanRequest request, ArtifactResolver resolver) throws IOException {
        Surroundings surroundings = new Surroundings(request, parameters.outputFolder(), log);
        AssemblyRequest assembly = new AssemblyRequest(
                parameters.companions() ? surroundings.request() : request,
                parameters.outputFolder(),
                parameters.timestamp(),
                parameters.plugin(),
                parameters.force(),
                parameters.layout());
        new Assembly(assembly, resolver, log).run((plan, nodes) -> {
            bases = nodes.stream()
                    .flatMap(node -> node.base().stream())
                    .distinct()
                    .toList();
            if (parameters.companions()) {
                companions = surroundings.write(plan);
            }
        });
    }

    /** Remembers the build, and attaches its nodes. */
    void done(Answers answers, List<String> nodes) throws IOException {
        answers.watch(PluginFile.place());
        List<Path> outputs = new ArrayList<>(companions);
        bases.forEach(base -> outputs.addAll(
                BaseOutput.of(parameters.outputFolder(), base.getFileName().toString())
                        .files()));
        nodes.forEach(node ->
                outputs.addAll(NodeOutput.of(parameters.outputFolder(), node).files()));
        memory.keep(answers, nodes, outputs, log.warnings(), log.accepted());
        attachments.add(nodes);
    }
}
