package io.github.apim.assembly.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What production has that staging has not. */
class EnvironmentReviewTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: { username: u, password: "former-password" }
            nodes:
              worker: { role: gateway-worker, host: w.internal, address: 10.0.0.11 }
              km:     { role: key-manager, host: km.internal, address: 10.0.0.13 }
            """;

    @TempDir
    Path folder;

    private TestDeployment deployment;
    private final List<NodeDiff> diffs = new ArrayList<>();
    private final List<String> only = new ArrayList<>();

    @BeforeEach
    void describe() throws IOException {
        deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR)
                .knowing("db-staging", "s", "word-of-staging")
                .knowing("db-production", "p", "word-of-production");
        deployment.environment("staging", """
                databases: { credentials: db-staging }
                nodes: { old: { role: gateway-worker, host: old.internal } }
                """);
        deployment.environment("production", """
                databases: { credentials: db-production }
                nodes:
                  worker: { offset: 3 }
                  worker-2: { role: gateway-worker, host: w-2.internal, address: 10.0.0.12 }
                """);
    }

    @Test
    void anEnvironmentDiffersInNothingFromItself() throws IOException {
        compare("staging", "staging", NodeSelection.ALL);

        assertThat(diffs).hasSize(3).allSatisfy(diff -> assertThat(diff.files()).isEmpty());
        assertThat(only).isEmpty();
    }

    @Test
    void theNodesOfBothAreComparedAndThoseOfOneAreSaid() throws IOException {
        compare("production", "staging", NodeSelection.ALL);

        assertThat(diffs).extracting(diff -> diff.plan().node().name()).containsExactly("worker", "km");
        assertThat(only).containsExactly("worker-2 only in production", "old only in staging");
    }

    @Test
    void theLinesOfTheOtherEnvironmentAreThoseBefore() throws IOException {
        String text = compare("production", "staging", NodeSelection.ALL);

        assertThat(diffs.get(0).files())
                .extracting(file -> file.action() + " " + file.path())
                .contains(
                        "changed repository/conf/carbon.xml",
                        "changed repository/conf/datasources/master-datasources.xml");
        assertThat(text).containsPattern("-\\s*<Offset>0</Offset>").containsPattern("\\+\\s*<Offset>3</Offset>");
    }

    @Test
    void thePasswordsOfNeitherAreShown() throws IOException {
        String text = compare("production", "staging", NodeSelection.ALL);

        assertThat(text)
                .contains("********")
                .doesNotContain("word-of-staging", "word-of-production", "former-password");
    }

    @Test
    void onlySelectedNodesAreToldOf() throws IOException {
        compare("production", "staging", new NodeSelection(List.of("key-manager"), List.of()));

        assertThat(diffs).extracting(diff -> diff.plan().node().name()).containsExactly("km");
        assertThat(only).isEmpty();
    }

    @Test
    void aNodeThatOnlyTheSelectedEnvironmentHasIsNoFailure() throws IOException {
        compare("production", "staging", new NodeSelection(List.of(), List.of("worker-2")));

        assertThat(diffs).isEmpty();
        assertThat(only).containsExactly("worker-2 only in production");
    }

    /** Files that no overlay touches differ, too, where the packs do. */
    @Test
    void anotherPackIsComparedAsAWhole() throws IOException {
        Path other = SmallPack.changed()
                .file("repository/conf/new-in-this-pack.txt", new byte[] {1})
                .toZip(folder.resolve("other"));
        deployment.environment("patched", "packs: { api-manager: other/" + other.getFileName() + " }\n");
        deployment.environment("plain", "");

        compare("patched", "plain", new NodeSelection(List.of(), List.of("worker")));

        assertThat(diffs.get(0).files())
                .extracting(file -> file.action() + " " + file.path())
                .contains("added repository/conf/new-in-this-pack.txt");
    }

    private String compare(String here, String there, NodeSelection selection) throws IOException {
        EnvironmentReview review = new EnvironmentReview(
                side(here, selection), side(there, NodeSelection.ALL), TestDeployment::unresolved, List.of());
        review.run(new Review.Reader() {
            @Override
            public void read(NodeDiff diff) {
                diffs.add(diff);
            }

            @Override
            public void only(Environment environment, Node node) {
                only.add(node.name() + " only in " + environment);
            }
        });
        PlanText text = new PlanText(review.masking());
        return diffs.stream()
                .flatMap(diff -> text.of(diff).stream())
                .map(PlanText.Line::text)
                .collect(Collectors.joining("\n"));
    }

    private EnvironmentReview.Side side(String name, NodeSelection selection) throws IOException {
        TestDeployment environment = deployment.inEnvironment(name);
        return new EnvironmentReview.Side(environment.planRequest().selecting(selection), environment.listener());
    }
}
