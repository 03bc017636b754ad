package io.github.apim.adoption;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds, adopts what was built, and builds that. {@code -Dapim.adopt.topologies} says how many seeded deployments the
 * tests take this way, all together.
 */
public final class RoundTrip {

    private static final int TOPOLOGIES = Integer.getInteger("apim.adopt.topologies", 40);

    private final List<String> wrong = new ArrayList<>();
    private int nodes;

    private RoundTrip() {}

    /** How many topologies are a share of so many percent, rounded up. */
    public static int share(int percent) {
        return (TOPOLOGIES * percent + 99) / 100;
    }

    /** Takes a deployment there and back; the packs lie beside its descriptor or below it in {@code packs}. */
    public static RoundTrip of(TestDeployment deployment) throws IOException {
        RoundTrip trip = new RoundTrip();
        Path output = deployment.output();
        Path adopted = deployment.folder().resolve("adopted");
        delete(output);
        delete(adopted);
        List<AssembledNode> built = deployment.run(NodeSelection.ALL, 2);
        trip.nodes = built.size();
        try {
            AdoptedDeployment found = AdoptedDeployment.of(output, packs(deployment.folder()), adopted);
            if (found.report().leftOver() > 0) {
                trip.wrong.add("leaves " + found.report().leftOver() + ": " + found.descriptor());
            }
            trip.wrong.addAll(AdoptedDeployment.differences(built, found.assemble()));
        } catch (AdoptionException | DeploymentException problem) {
            trip.wrong.add(problem.getMessage());
        }
        return trip;
    }

    /** What does not come back, and whether edits or files had to say something. */
    public List<String> wrong() {
        return wrong;
    }

    /** How many nodes there are. */
    public int nodes() {
        return nodes;
    }

    static List<Path> packs(Path folder) throws IOException {
        Path below = folder.resolve("packs");
        try (Stream<Path> files = Files.list(folder);
                Stream<Path> more = Files.exists(below) ? Files.list(below) : Stream.empty()) {
            return Stream.concat(files, more)
                    .filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
