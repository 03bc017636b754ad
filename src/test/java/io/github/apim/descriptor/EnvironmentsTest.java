package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an environment's layers make of a descriptor, and where its problems are said to be. */
class EnvironmentsTest {

    @TempDir
    Path folder;

    @Test
    void mappingsAreMergedAndOtherValuesReplaced() throws IOException {
        layer("production", """
                databases:
                  url: jdbc:mysql://db.production:3306
                nodes:
                  gw-1: { host: gw-1.production }
                  gw-2: { role: gateway-worker, host: gw-2.production }
                """);

        Deployment read = read("production").deployment();

        assertThat(read.databases().url()).isEqualTo("jdbc:mysql://db.production:3306");
        assertThat(read.databases().driver())
                .isEqualTo(read().deployment().databases().driver());
        assertThat(read.nodes()).extracting(Node::name).containsExactly("gw-1", "gw-2");
        assertThat(read.nodes()).extracting(Node::host).containsExactly("gw-1.production", "gw-2.production");
        assertThat(read.environment().name()).contains("production");
    }

    @Test
    void theDescriptorAloneIsAsItWas() throws IOException {
        layer("production", "nodes: { gw-1: { host: gw-1.production } }\n");

        assertThat(read().deployment().nodes()).extracting(Node::host).containsExactly("gw-1.internal");
        assertThat(read().deployment().environment()).isEqualTo(Environment.NONE);
    }

    @Test
    void aListIsReplacedAsAWhole() throws IOException {
        layer("eu", "statistics: { bam: [ bam-1, bam-2 ] }\n" + bams());
        layer("small", "statistics: { bam: [ bam-2 ] }\nnodes: { bam-1: null }\n");

        assertThat(read("eu", "small").deployment().statistics().orElseThrow().bam())
                .containsExactly("bam-2");
    }

    @Test
    void theLastOfSeveralLayersWins() throws IOException {
        layer("eu", "nodes: { gw-1: { host: gw-1.eu, offset: 3 } }\n");
        layer("production", "nodes: { gw-1: { host: gw-1.production } }\n");

        Node node = read("eu", "production").deployment().nodes().get(0);

        assertThat(node.host()).isEqualTo("gw-1.production");
        assertThat(node.offset()).isEqualTo(3);
        assertThat(read("production", "eu").deployment().nodes().get(0).host()).isEqualTo("gw-1.eu");
        assertThat(read("eu", "production").deployment().environment().name()).contains("eu+production");
    }

    @Test
    void aLayerThatSaysNothingChangesNothing() throws IOException {
        layer("development", "# as the descriptor has it\n");

        assertThat(read("development").deployment().nodes())
                .isEqualTo(read().deployment().nodes());
    }

    @Test
    void nullTakesAKeyOut() throws IOException {
        layer("wide", "nodes: { gw-2: { role: gateway-worker, host: gw-2.internal, offset: 2 } }\n");
        layer("narrow", "nodes: { gw-1: null, gw-2: { offset: ~ } }\n");

        List<Node> nodes = read("wide", "narrow").deployment().nodes();

        assertThat(nodes).extracting(Node::name).containsExactly("gw-2");
        assertThat(nodes.get(0).offset()).isZero();
    }

    @Test
    void aNullThatTakesNothingOutIsToldWhereItStands() throws IOException {
        layer("production", "nodes:\n  gw1: null\n");

        assertThat(problems("production"))
                .containsExactly(
                        "environments/production.yaml:2:3: nodes.gw1: takes nothing out: the layers below have no"
                                + " key 'gw1'; did you mean 'gw-1'?; remove the line, or write the key as it is there");
    }

    @Test
    void aValueThatWasForgottenTakesNothingOut() throws IOException {
        layer("production", "databases:\nnodes:\n  gw-1:\n");

        assertThat(problems("production"))
                .containsExactly(
                        "environments/production.yaml:1:1: databases: has no value; write one, or null to take the key out",
                        "environments/production.yaml:3:3: nodes.gw-1: has no value; write one, or null to take the key"
                                + " out");
    }

    @Test
    void whatALayerTakesOutAndIsNeededIsToldAtTheLayer() throws IOException {
        layer("production", "databases:\n  credentials: null\n  url: null\n");

        assertThat(problems("production"))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem)
                                .startsWith("environments/production.yaml:3:3: databases: key 'url' is missing."),
                        problem -> assertThat(problem)
                                .startsWith("environments/production.yaml:2:3: databases: ")
                                .contains("credentials"));
    }

    @Test
    void whatALayerAddsBesideItsLikeIsToldAtTheLayer() throws IOException {
        layer(
                "production",
                "packs:\n  api-manager:\n    path: a.zip\n    artifact: a:b:1\n    sha256: " + "f".repeat(64) + "\n");
        layer("pinned", "packs: { api-manager: { path: a.zip, sha256: " + "f".repeat(64) + " } }\n");
        layer("mirrored", "packs:\n  api-manager:\n    artifact: a:b:1\n");

        assertThat(problems("production")).singleElement().asString().contains("environments/production.yaml:2:3: ");
        assertThat(problems("pinned", "mirrored"))
                .singleElement()
                .asString()
                .startsWith("environments/mirrored.yaml:3:5: packs.api-manager: exactly one of ");
    }

    @Test
    void everyProblemIsToldInTheFileInWhichItStands() throws IOException {
        layer("production", "nodes:\n  gw-1:\n    offset: many\n    hots: a\nunknown: 1\n");

        List<String> problems = problemsOf(Descriptors.SHORTEST.replace("jdbc:mysql", "http"), "production");

        assertThat(problems)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("deployment.yaml:4:8: databases.url: "),
                        second ->
                                assertThat(second).startsWith("environments/production.yaml:3:13: nodes.gw-1.offset: "),
                        third -> assertThat(third)
                                .startsWith("environments/production.yaml:4:5: nodes.gw-1.hots: unknown"),
                        fourth -> assertThat(fourth)
                                .startsWith("environments/production.yaml:5:1: unknown: unknown key"));
    }

    @Test
    void aNameThatTwoLayersMakeWrongIsToldWhereItIsSaid() throws IOException {
        layer("production", "nodes:\n  mq-1: { role: message-broker, host: mq-1 }\nmessaging:\n  broker: mq-2\n");

        assertThat(problems("production"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("environments/production.yaml:4:11: messaging.broker: there is no node 'mq-2'"));
    }

    @Test
    void whatIsNoYamlIsToldOfAllLayersAtOnce() throws IOException {
        layer("eu", "nodes: [\n");
        layer("production", "nodes: {}\n\tpacks: 1\n");

        assertThat(problems("eu", "production"))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("environments/eu.yaml:2:1: this is not YAML"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("environments/production.yaml:2:1: this is not YAML"));
    }

    @Test
    void anEnvironmentThatThereIsNotIsSaidWithThoseThereAre() throws IOException {
        layer("production", "");
        layer("staging", "");

        assertThat(problems("stagin"))
                .containsExactly(
                        "environments/stagin.yaml:1:1: there is no environment 'stagin' and no such file; there is"
                                + " production, staging; did you mean 'staging'?");
    }

    @Test
    void pathsOfALayerAreThoseOfTheDescriptor() throws IOException {
        layer("production", "databases: { driver: production/mysql.jar }\n");

        assertThat(read("production").deployment().databases().driver())
                .hasToString(
                        folder.toAbsolutePath().resolve("production/mysql.jar").toString());
    }

    @Test
    void theNamesOfEnvironmentsAreThoseOfTheirFiles() throws IOException {
        layer("staging", "");
        layer("production", "");
        Files.writeString(folder.resolve("environments/.hidden.yaml"), "");
        Files.writeString(folder.resolve("environments/notes.txt"), "");
        Files.createDirectories(folder.resolve("environments/production/overlays"));

        assertThat(new Environments(folder.resolve("deployment.yaml")).names())
                .containsExactly("production", "staging");
    }

    private static String bams() {
        return "packs: { bam: bam.zip }\nnodes: { bam-1: { role: bam, host: bam-1 }, bam-2: { role: bam, host: bam-2 } }\n";
    }

    private void layer(String name, String yaml) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("environments")).resolve(name + ".yaml"), yaml);
    }

    private ReadResult read(String... layers) {
        Descriptors descriptors = new Descriptors(folder);
        return descriptors.read(descriptors.write(Descriptors.SHORTEST), new Environment(List.of(layers)));
    }

    private List<String> problems(String... layers) {
        return problemsOf(Descriptors.SHORTEST, layers);
    }

    private List<String> problemsOf(String descriptor, String... layers) {
        Descriptors descriptors = new Descriptors(folder);
        Path file = descriptors.write(descriptor);
        DeploymentException thrown = catchThrowableOfType(
                DeploymentException.class, () -> descriptors.read(file, new Environment(List.of(layers))));
        return thrown.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
