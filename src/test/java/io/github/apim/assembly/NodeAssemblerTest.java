package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build leaves that ends before it has written a node. */
class NodeAssemblerTest {

    @TempDir
    Path folder;

    @Test
    void nothingIsWrittenAnyMoreWhenItIsClosed() throws IOException {
        TestDeployment deployment = ExampleDeployment.in(folder);
        PlanRequest request = deployment.planRequest();
        List<Long> listings = new ArrayList<>();
        NodeAssembler assembler = new NodeAssembler(
                new AssemblyRequest(request, deployment.output(), Optional.empty(), "test", false),
                deployment.listener());
        Planning planning = new Planning(request, TestDeployment::unresolved, deployment.listener());
        PackListener closing = (pack, sha256) -> {
            assembler.prepare(pack, sha256);
            assembler.close();
            listings.add(keptListings());
        };
        try (Plan plan = planning.run(closing)) {
            assertThat(plan.nodes()).hasSize(10);
        }

        assertThat(listings).containsExactly(1L, 2L, 3L, 4L);
    }

    private long keptListings() throws IOException {
        try (Stream<Path> kept = Files.walk(folder.resolve("cache"))) {
            return kept.filter(file -> file.toString().endsWith(".1.gz")).count();
        }
    }
}
