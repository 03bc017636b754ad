package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Images;
import io.github.apim.deployment.Kubernetes;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secrets;
import io.github.apim.product.Product;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the descriptor says about images and the cluster that they run in. */
class ContainersTest {

    private static final String SCRATCH = "images: { base: scratch }\n";

    /** Hosts of a cluster are names of services. */
    private static final String CLUSTERED = """
            packs: { api-manager: packs/wso2am-4.1.0.zip }
            databases: { url: "jdbc:mysql://db.internal:3306", driver: libs/mysql.jar, credentials: apim-db }
            nodes:
              hub: { role: control-plane, host: hub }
              gateway: { role: gateway, host: gateway }
            """;

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void prepare() {
        descriptors = new Descriptors(folder).server("registry", "robot", "registry-secret");
    }

    private Images images(String yaml) {
        return descriptors
                .read(Descriptors.SHORTEST + yaml)
                .deployment()
                .images()
                .orElseThrow();
    }

    private Node node() {
        return descriptors.read(Descriptors.SHORTEST).deployment().nodes().get(0);
    }

    @Test
    void withoutTheKeysThereAreNoImagesAndNoCluster() {
        assertThat(descriptors.read(Descriptors.SHORTEST).deployment().images()).isEmpty();
        assertThat(descriptors.read(Descriptors.SHORTEST).deployment().kubernetes())
                .isEmpty();
    }

    @Test
    void aBaseIsEnough() {
        Images images = images("images: { base: eclipse-temurin:17-jre }");

        assertThat(images.bases())
                .containsEntry(Product.API_MANAGER, "eclipse-temurin:17-jre")
                .containsEntry(Product.MESSAGE_BROKER, "eclipse-temurin:17-jre");
        assertThat(images.user()).isEqualTo("10001:0");
        assertThat(images.directory()).isEqualTo("/opt/wso2");
        assertThat(images.repositoryOf(node())).isEqualTo("apim-gw-1");
        assertThat(images.tagOf(node(), "7")).isEqualTo("7");
    }

    @Test
    void aNameWithoutTheNodeHasItInItsTag() {
        Images images =
                images("images: { registry: 'registry.example.com:5000/team', name: apim, tag: 8, base: scratch }"
                        .replace("tag: 8", "tag: '8'"));

        assertThat(images.repositoryOf(node())).isEqualTo("registry.example.com:5000/team/apim");
        assertThat(images.tagOf(node(), "7")).isEqualTo("gw-1-8");
    }

    @Test
    void theRegistrysPasswordIsOneOfTheSecrets() {
        var deployment = descriptors
                .read(Descriptors.SHORTEST + "images: { base: scratch, credentials: registry }")
                .deployment();

        assertThat(Secrets.of(deployment)).anyMatch(secret -> secret.reveal().equals("registry-secret"));
        assertThat(deployment.toString()).doesNotContain("registry-secret");
    }

    @Test
    void whatAnImageStandsOnIsAskedFor() {
        assertThat(descriptors.problems(Descriptors.SHORTEST + "images: {}"))
                .containsExactly("9:1: images: key 'base' is missing. The image with a Java that all of them stand on,"
                        + " or one for each product.");
    }

    @Test
    void namesThatNoRegistryTakesAreRefused() {
        assertThat(descriptors.problems(Descriptors.SHORTEST
                        + "images: { base: Temurin, name: Apim, registry: 'https://registry/', user: wso2, tag: a b }"))
                .hasSize(5)
                .anyMatch(problem -> problem.contains("leave out") || problem.contains("without a scheme"));
    }

    @Test
    void aClusterIsRead() {
        Kubernetes kubernetes = descriptors
                .read(CLUSTERED + SCRATCH + """
                        kubernetes:
                          namespace: apim
                          secrets: existing
                          pull-secret: registry
                          ingress: { class: nginx, tls-secret: apim-tls }
                          nodes: { gateway: { replicas: 3, memory: 2Gi, cpu: 1 } }
                        """)
                .deployment()
                .kubernetes()
                .orElseThrow();

        assertThat(kubernetes.secrets()).isEqualTo(Kubernetes.SecretSource.EXISTING);
        assertThat(kubernetes.pullSecret()).contains("registry");
        assertThat(kubernetes.ingress().orElseThrow().tlsSecret()).contains("apim-tls");
        assertThat(kubernetes.nodes().get("gateway").replicas()).isEqualTo(3);
        assertThat(kubernetes.nodes().get("gateway").cpu()).contains("1");
    }

    @Test
    void machinesAreRefusedInACluster() {
        String machines = Descriptors.SHORTEST.replace("gw-1.internal", "gw-1.internal, address: 10.0.0.1, offset: 1");

        assertThat(descriptors.problems(machines + SCRATCH + "kubernetes: { namespace: apim }"))
                .containsExactly(
                        "8:39: nodes.gw-1.host: in a cluster the others reach a node under the name of its service;"
                                + " write host: gw-1",
                        "8:63: nodes.gw-1.address: in a cluster a pod's address changes with every start; take the key"
                                + " out",
                        "8:81: nodes.gw-1.offset: in a cluster each pod has all ports for itself; take the key out");
    }

    @Test
    void aClusterNeedsImages() {
        assertThat(descriptors.problems(CLUSTERED + "kubernetes: { namespace: apim }"))
                .singleElement()
                .asString()
                .contains("a cluster runs images");
    }

    @Test
    void rootIsRefusedInAClusterAndNowhereElse() {
        String root = SCRATCH.replace("scratch", "scratch, user: '0:0'");

        assertThat(descriptors.problems(CLUSTERED + root + "kubernetes: { namespace: apim }"))
                .singleElement()
                .asString()
                .contains("images.user: in a cluster no server runs as root; write another number");
        assertThat(descriptors
                        .read(CLUSTERED + root)
                        .deployment()
                        .images()
                        .orElseThrow()
                        .userNumber())
                .isZero();
    }

    @Test
    void onlyGatewaysRunSeveralTimes() {
        List<String> problems = descriptors.problems(CLUSTERED + SCRATCH
                + "kubernetes: { namespace: apim, nodes: { hub: { replicas: 2 }, gateway: { replicas: 2 }, x: {} } }");

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("nodes.hub.replicas", "'control-plane' runs once");
        assertThat(problems.get(1)).contains("there is no node 'x'");
    }
}
