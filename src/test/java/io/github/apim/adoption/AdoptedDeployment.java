package io.github.apim.adoption;

import io.github.apim.archive.SourceOptions;
import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.Assembly;
import io.github.apim.assembly.AssemblyRequest;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.deployment.Environment;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.descriptor.Environments;
import io.github.apim.overlay.UserFolder;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Homes adopted into a folder, and what is built of the descriptor that this gives. */
public final class AdoptedDeployment {

    private final Path folder;
    private final AdoptionReport report;
    private final List<String> warnings;

    private AdoptedDeployment(Path folder, AdoptionReport report, List<String> warnings) {
        this.folder = folder;
        this.report = report;
        this.warnings = warnings;
    }

    /** Adopts the homes of a folder into another one. */
    public static AdoptedDeployment of(Path homes, List<Path> packs, Path folder) throws IOException {
        SourceOptions options = SourceOptions.cachingIn(folder.resolveSibling("cache"));
        try (Homes opened = Homes.in(homes, options)) {
            return of(opened, packs, folder);
        }
    }

    /** Adopts homes that have been opened. */
    static AdoptedDeployment of(Homes opened, List<Path> packs, Path folder) throws IOException {
        List<String> warnings = new ArrayList<>();
        AdoptionReport report = new Adoption(
                        folder.resolve("deployment.yaml"),
                        SourceOptions.cachingIn(folder.resolveSibling("cache")),
                        TestDeployment.listener(warnings))
                .run(opened, packs);
        return new AdoptedDeployment(folder, report, warnings);
    }

    /** What came of the adoption. */
    public AdoptionReport report() {
        return report;
    }

    /** What was told on the way. */
    public List<String> warnings() {
        return warnings;
    }

    /** The descriptor that was written. */
    public String descriptor() throws IOException {
        return Files.readString(folder.resolve("deployment.yaml"));
    }

    String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    Path folder() {
        return folder;
    }

    /** Builds all nodes, with the secrets of the settings that were written. */
    public List<AssembledNode> assemble() throws IOException {
        AdoptedSettings settings = AdoptedSettings.in(folder);
        Path file = folder.resolve("deployment.yaml");
        PlanRequest request = new PlanRequest(
                new DeploymentReader(settings::property, settings::credentials).read(file, Environment.NONE),
                NodeSelection.ALL,
                UserFolder.all(folder.resolve("overlays"), new Environments(file), Environment.NONE),
                folder.resolveSibling("cache"),
                2);
        return new Assembly(
                        new AssemblyRequest(request, folder.resolve("target/apim"), Optional.empty(), "test", false),
                        TestDeployment::unresolved,
                        TestDeployment.listener(new ArrayList<>()))
                .run();
    }

    /** The names of the nodes that are built otherwise, or not at all, the second time. */
    public static List<String> differences(List<AssembledNode> built, List<AssembledNode> again) {
        List<String> differences = new ArrayList<>();
        for (AssembledNode node : built) {
            String name = node.plan().node().name();
            if (again.stream()
                    .noneMatch(other -> other.plan().node().name().equals(name)
                            && other.sha256().equals(node.sha256()))) {
                differences.add(name);
            }
        }
        return differences;
    }
}
