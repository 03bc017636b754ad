package io.github.apim.it;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.TestDeployment;
import java.nio.file.Path;

/** Assembles a deployment in a process of its own, which a test can kill. */
final class AssembleMain {

    private AssembleMain() {}

    /** @param arguments the deployment's folder, the pack, the descriptor with PACK for the pack's path */
    public static void main(String... arguments) throws Exception {
        TestDeployment.in(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2])
                .forced()
                .run(NodeSelection.ALL, 2);
    }
}
