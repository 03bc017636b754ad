package io.github.apim.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.Plan;
import io.github.apim.assembly.Planning;
import io.github.apim.assembly.images.NodeImage;
import io.github.apim.assembly.images.SecretFolder;
import io.github.apim.companion.CompanionContext;
import io.github.apim.companion.DeploymentFolder;
import io.github.apim.deployment.Deployment;
import io.github.apim.product.Product;
import io.github.apim.testing.Command;
import io.github.apim.testing.ImageBuild;
import io.github.apim.testing.LocalRegistry;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.Podman;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.StubRegistry;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the descriptor of a 4.1.0 to a pod of its gateway, which podman plays as kustomize has built it. */
@Needs({
    Need.BUSYBOX,
    Need.CATATONIT,
    Need.DOCKER_REGISTRY,
    Need.HTPASSWD,
    Need.KUBECTL,
    Need.PODMAN,
    Need.REAL_PACKS,
    Need.ROOT,
    Need.RUNC
})
class PlayedGatewayTest {

    private static final String DESCRIPTOR = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.2.0.20:3306
              parameters: useSSL=false&autoReconnect=true
              driver: mysql-connector-java-5.1.49.jar
              credentials: { username: apimuser, password: database-secret }
            admin: { credentials: { username: admin, password: Admin-secret1 } }
            IMAGES
            kubernetes: { namespace: default }
            load-balancer:
              virtual-hosts:
                control-plane: { name: api.example.org, https: 443 }
                gateway: { name: gw.example.org, http: 80, https: 443 }
            nodes:
              hub:     { role: control-plane, host: hub }
              gateway: { role: gateway, host: gateway }
            """;

    @TempDir
    Path folder;

    private StubRegistry registry;
    private Podman podman;

    @AfterEach
    void stop() throws IOException {
        if (podman != null) {
            podman.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void aGatewayStartsWithItsSecretsAndEnds() throws Exception {
        registry = StubRegistry.start(folder);
        podman = new Podman(folder);
        registry.login(podman);
        Path pack = SmallPack.realToml("wso2am-4.1.0", "api-manager.sh").toZip(folder.resolve("packs"));
        TestDeployment deployment = TestDeployment.in(
                        folder, pack, DESCRIPTOR.replace("IMAGES\n", registry.images()))
                .knowing("registry", LocalRegistry.USER, LocalRegistry.PASSWORD);
        Map<String, NodeImage> images = new ImageBuild(deployment).pushing().run();
        Path written = write(deployment, images);

        Command.Result built = new Command(folder, Duration.ofSeconds(60))
                .run(List.of(Need.KUBECTL.path().toString(), "kustomize", written.toString()));
        assertThat(built.code()).as(built.err()).isZero();
        Path played = Files.writeString(folder.resolve("gateway.yaml"), ofGateway(built.out()));
        podman.must("pull", "--quiet", "--tls-verify=false", images.get("gateway").pinned());
        podman.must("kube", "play", "--network", "none", played.toString());

        String container = podman.must("ps", "--format", "{{.Names}}", "--filter", "name=server");
        assertThat(container).isEqualTo("gateway-pod-0-server");
        String mounted =
                podman.must("exec", container, "cat", "/opt/wso2/wso2am-4.1.0/repository/conf/deployment.toml");
        String wanted = Files.readString(deployment.output().resolve("secrets/gateway/deployment.toml"));
        // podman 4.3 mounts what a secret holds as it stands there, in Base64.
        assertThat(mounted)
                .isIn(wanted.strip(), Base64.getEncoder().encodeToString(wanted.getBytes(StandardCharsets.UTF_8)));
        assertThat(podman.must("inspect", "--format", "{{.ImageName}}", container))
                .isEqualTo(images.get("gateway").pinned());
        podman.must("kube", "down", played.toString());
    }

    private Path write(TestDeployment deployment, Map<String, NodeImage> images) throws IOException {
        Deployment read = deployment.read().deployment();
        try (Plan plan = new Planning(
                        deployment.planRequest().opening(Set.of(Product.API_MANAGER)),
                        TestDeployment::unresolved,
                        deployment.listener())
                .withoutNodes()) {
            ClusterFiles files = new ClusterFiles(
                    CompanionContext.of(read, plan.packs().byProduct()),
                    read.kubernetes().orElseThrow(),
                    images);
            Path written = DeploymentFolder.write(deployment.output(), "kubernetes", files.files(), () -> {})
                    .folder();
            SecretFolder secrets = SecretFolder.in(written.resolve(ClusterFiles.SECRETS));
            for (NodeImage image : images.values()) {
                secrets.copy(image, deployment.output().resolve(SecretFolder.NAME));
            }
            return written;
        }
    }

    /** The secret first: podman reads a file from its top. */
    private static String ofGateway(String all) {
        List<String> objects = List.of(all.split("(?m)^---\\n"));
        String secret = objects.stream()
                .filter(object -> object.contains("kind: Secret") && object.contains("name: gateway-secrets-"))
                .findFirst()
                .orElseThrow();
        String workload = objects.stream()
                .filter(object -> object.contains("kind: Deployment"))
                .findFirst()
                .orElseThrow();
        // A pod without a network has no ports to map.
        return secret + "---\n" + workload.replaceAll("(?m)^( *)ports:\n(?:\\1-.*\n(?:\\1  .*\n)*)+", "");
    }
}
