package io.github.apim.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.images.NodeImage;
import io.github.apim.companion.CompanionContext;
import io.github.apim.companion.CompanionFile;
import io.github.apim.companion.DeploymentFolder;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.image.Digest;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster gets to see of deployments of several versions. */
class ClusterFilesTest {

    private static final String OF_1 = """
            packs: { api-manager: packs/wso2am-1.9.0.zip }
            databases: { url: "jdbc:mysql://db.internal:3306", driver: libs/mysql.jar, credentials: apim-db }
            deployment-synchronizer: { url: "http://svn.internal/repos/gateway" }
            images: { registry: registry.example.com/team, base: scratch }
            kubernetes:
              namespace: apim
              ingress: { class: nginx, tls-secret: apim-tls }
              pull-secret: registry
              nodes: { publisher: { memory: 2Gi, cpu: 500m } }
            load-balancer:
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80, https: 443 }
                key-manager: { name: km.example.com, https: 443 }
                publisher: { name: pub.example.com, https: 443 }
                store: { name: store.example.com, https: 443 }
            nodes:
              manager:   { role: gateway-manager, host: manager }
              worker-1:  { role: gateway-worker, host: worker-1 }
              worker-2:  { role: gateway-worker, host: worker-2 }
              keys:      { role: key-manager, host: keys }
              publisher: { role: publisher, host: publisher }
              store:     { role: store, host: store }
            """;

    private static final String OF_4 = """
            packs: { api-manager: packs/wso2am-4.1.0.zip }
            databases: { url: "jdbc:mysql://db.internal:3306", driver: libs/mysql.jar, credentials: apim-db }
            images: { registry: registry.example.com/team, base: scratch }
            kubernetes:
              namespace: apim
              ingress: { class: nginx }
              nodes: { gateway: { replicas: 3, memory: 2Gi, cpu: 1 } }
            load-balancer:
              virtual-hosts:
                control-plane: { name: api.example.org, https: 443 }
                gateway: { name: gw.example.org, http: 80, https: 443 }
            nodes:
              hub-1:   { role: control-plane, host: hub-1 }
              hub-2:   { role: control-plane, host: hub-2 }
              traffic: { role: traffic-manager, host: traffic }
              gateway: { role: gateway, host: gateway }
            """;

    @TempDir
    Path folder;

    private ClusterFiles cluster(String yaml) {
        Deployment deployment = new Descriptors(folder).read(yaml).deployment();
        Map<String, NodeImage> images = new LinkedHashMap<>();
        for (Node node : deployment.nodes()) {
            images.put(
                    node.name(),
                    new NodeImage(
                            node.name(),
                            node.role().key(),
                            deployment.images().orElseThrow().repositoryOf(node),
                            "7",
                            Digest.of(node.name().getBytes(StandardCharsets.UTF_8)),
                            "scratch",
                            List.of(),
                            Map.of("conf/a/secret.xml", "secret.xml"),
                            true));
        }
        return new ClusterFiles(
                CompanionContext.of(deployment, Map.of()),
                deployment.kubernetes().orElseThrow(),
                images);
    }

    /** All objects by kind and name. */
    private Map<String, Map<?, ?>> objects(String yaml) {
        Map<String, Map<?, ?>> objects = new TreeMap<>();
        for (CompanionFile file : cluster(yaml).files()) {
            if (file.path().endsWith(".yaml") && !file.path().equals("kustomization.yaml")) {
                for (Map<?, ?> object : ObjectJudge.objects(new String(file.content(), StandardCharsets.UTF_8))) {
                    objects.put(object.get("kind") + " " + at(object, "metadata", "name"), object);
                }
            }
        }
        return objects;
    }

    private static Object at(Object object, Object... keys) {
        Object found = object;
        for (Object key : keys) {
            found = key instanceof Integer index ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(key);
        }
        return found;
    }

    private static Object container(Map<?, ?> workload, Object... keys) {
        return at(at(workload, "spec", "template", "spec", "containers", 0), keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {OF_1, OF_4})
    void everyObjectIsOneOfKubernetes(String yaml) {
        assertThat(objects(yaml)).hasSizeGreaterThan(10).allSatisfy((name, object) -> {
            ObjectJudge.check(object);
            assertThat(at(object, "metadata", "namespace")).isEqualTo("apim");
        });
    }

    @Test
    void theJudgeFindsWhatIsWrong() {
        Map<?, ?> service = objects(OF_1).get("Service store");
        Map<Object, Object> unknown = new LinkedHashMap<>(service);
        unknown.put("spek", Map.of());
        Map<Object, Object> wrong = new LinkedHashMap<>(service);
        wrong.put("spec", Map.of("ports", List.of(Map.of("port", "https"))));

        assertThatThrownBy(() -> ObjectJudge.check(unknown)).hasMessageContaining("spek");
        assertThatThrownBy(() -> ObjectJudge.check(wrong)).hasMessageContaining("https");
    }

    @Test
    void nodesOf1AreFixedAndFindEachOtherByTheirNamesBeforeTheyAreReady() {
        Map<String, Map<?, ?>> objects = objects(OF_1);

        assertThat(objects.keySet()).noneMatch(name -> name.startsWith("Deployment"));
        assertThat(at(objects.get("StatefulSet worker-1"), "spec", "serviceName"))
                .isEqualTo("worker-1");
        assertThat(at(objects.get("StatefulSet worker-1"), "spec", "replicas")).isEqualTo(1);
        assertThat(at(objects.get("Service worker-1"), "spec", "clusterIP")).isEqualTo("None");
        assertThat(at(objects.get("Service worker-1"), "spec", "publishNotReadyAddresses"))
                .isEqualTo(true);
        assertThat(cluster(OF_1).warnings()).anyMatch(warning -> warning.contains("experimental"));
    }

    @Test
    void gatewaysOf4AreAnyNumberOfPodsAndAllElseIsFixed() {
        Map<String, Map<?, ?>> objects = objects(OF_4);

        assertThat(at(objects.get("Deployment gateway"), "spec", "replicas")).isEqualTo(3);
        assertThat(at(objects.get("PodDisruptionBudget gateway"), "spec", "maxUnavailable"))
                .isEqualTo(1);
        assertThat(((Map<?, ?>) at(objects.get("Service gateway"), "spec")).containsKey("clusterIP"))
                .isFalse();
        assertThat(objects).containsKeys("StatefulSet hub-1", "StatefulSet hub-2", "StatefulSet traffic");
        assertThat(cluster(OF_4).warnings()).isEmpty();
    }

    /** A kustomization's list of digests goes by names, so that one of them would count for all. */
    @ParameterizedTest
    @ValueSource(strings = {"registry: registry.example.com/team", "registry: registry.example.com/team, name: apim"})
    void eachContainerNamesTheVeryImageOfItsNode(String images) {
        Map<String, Map<?, ?>> objects = objects(OF_1.replace("registry: registry.example.com/team", images));

        for (String node : List.of("manager", "worker-1", "worker-2", "keys", "publisher", "store")) {
            assertThat((String) container(objects.get("StatefulSet " + node), "image"))
                    .startsWith("registry.example.com/team/apim")
                    .endsWith("@" + Digest.of(node.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void probesAskTheRealPortsAndLeaveAServerTimeToStart() {
        Map<?, ?> worker = objects(OF_1).get("StatefulSet worker-1");
        Map<?, ?> gateway = objects(OF_4).get("Deployment gateway");
        Map<?, ?> hub = objects(OF_4).get("StatefulSet hub-1");

        assertThat(container(worker, "startupProbe", "tcpSocket", "port")).isEqualTo(8243);
        assertThat(container(worker, "readinessProbe", "tcpSocket", "port")).isEqualTo(8243);
        int tries = (int) container(worker, "startupProbe", "failureThreshold");
        assertThat(tries * (int) container(worker, "startupProbe", "periodSeconds"))
                .isEqualTo(600);
        assertThat(container(gateway, "readinessProbe", "httpGet", "path"))
                .isEqualTo("/api/am/gateway/v2/server-startup-healthcheck");
        assertThat(container(gateway, "livenessProbe", "tcpSocket", "port")).isEqualTo(8243);
        assertThat(container(hub, "readinessProbe", "httpGet", "path")).isEqualTo("/services/Version");
        assertThat(container(hub, "readinessProbe", "httpGet", "scheme")).isEqualTo("HTTPS");
    }

    @Test
    void podsEndInOrderAndMayDoLittle() {
        Map<?, ?> worker = objects(OF_1).get("StatefulSet worker-1");
        Object pod = at(worker, "spec", "template", "spec");

        assertThat(at(pod, "terminationGracePeriodSeconds")).isEqualTo(120);
        assertThat(container(worker, "lifecycle", "preStop", "exec", "command", 2))
                .isEqualTo("sleep 10");
        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(at(pod, "securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
        assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
        assertThat(at(pod, "enableServiceLinks")).isEqualTo(false);
        assertThat(container(worker, "securityContext", "allowPrivilegeEscalation"))
                .isEqualTo(false);
        assertThat(container(worker, "securityContext", "capabilities", "drop")).isEqualTo(List.of("ALL"));
        assertThat(at(pod, "imagePullSecrets", 0, "name")).isEqualTo("registry");
        assertThat(at(
                        pod,
                        "affinity",
                        "podAntiAffinity",
                        "preferredDuringSchedulingIgnoredDuringExecution",
                        0,
                        "podAffinityTerm",
                        "labelSelector",
                        "matchLabels"))
                .isEqualTo(Map.of("app.kubernetes.io/name", "apim", "app.kubernetes.io/component", "gateway-worker"));
    }

    @Test
    void memoryIsAskedForAndNoMoreIsGiven() {
        Map<?, ?> publisher = objects(OF_1).get("StatefulSet publisher");

        assertThat(container(publisher, "resources", "requests")).isEqualTo(Map.of("memory", "2Gi", "cpu", "500m"));
        assertThat(container(publisher, "resources", "limits")).isEqualTo(Map.of("memory", "2Gi"));
        assertThat(container(objects(OF_1).get("StatefulSet store"), "resources"))
                .isNull();
    }

    @Test
    void aNodeOf1FindsItselfUnderItsVirtualHost() {
        assertThat(at(
                        objects(OF_1).get("StatefulSet store"),
                        "spec",
                        "template",
                        "spec",
                        "hostAliases",
                        0,
                        "hostnames"))
                .isEqualTo(List.of("store.example.com"));
        assertThat(at(objects(OF_4).get("Deployment gateway"), "spec", "template", "spec", "hostAliases"))
                .isNull();
    }

    @Test
    void secretsAreMountedWhereTheContainerLooks() {
        Map<?, ?> store = objects(OF_1).get("StatefulSet store");

        assertThat(container(store, "volumeMounts", 0, "mountPath")).isEqualTo("/run/secrets/apim");
        assertThat(at(store, "spec", "template", "spec", "volumes", 0, "secret", "secretName"))
                .isEqualTo("store-secrets");
        assertThat(at(store, "spec", "template", "spec", "volumes", 0, "secret", "optional"))
                .isEqualTo(false);
    }

    /** Files of a secret belong to group 0, and are for their group. */
    @Test
    void aServerOfAnotherGroupMayReadItsSecrets() {
        Map<?, ?> usual = objects(OF_1).get("StatefulSet store");
        Map<?, ?> other = objects(OF_1.replace("base: scratch }", "base: scratch, user: '10001:20001' }"))
                .get("StatefulSet store");

        assertThat(((Map<?, ?>) at(usual, "spec", "template", "spec", "securityContext")).containsKey("fsGroup"))
                .isFalse();
        assertThat(at(other, "spec", "template", "spec", "securityContext", "fsGroup"))
                .isEqualTo(20_001);
        ObjectJudge.check(other);
    }

    @Test
    void anIngressLeadsToTheNodesOfItsVirtualHost() {
        Map<String, Map<?, ?>> objects = objects(OF_1);
        Map<?, ?> store = objects.get("Ingress front-store");
        Map<?, ?> gateway = objects.get("Ingress front-gateway-worker");

        assertThat(at(store, "spec", "ingressClassName")).isEqualTo("nginx");
        assertThat(at(store, "spec", "rules", 0, "host")).isEqualTo("store.example.com");
        assertThat(at(store, "spec", "rules", 0, "http", "paths", 0, "backend", "service", "port", "number"))
                .isEqualTo(9443);
        assertThat(at(store, "spec", "tls", 0, "secretName")).isEqualTo("apim-tls");
        assertThat((Map<?, ?>) at(store, "metadata", "annotations"))
                .containsEntry(cast("nginx.ingress.kubernetes.io/affinity"), cast("cookie"));
        assertThat(at(gateway, "metadata", "annotations"))
                .isEqualTo(Map.of("nginx.ingress.kubernetes.io/backend-protocol", "HTTPS"));
        Object selector = at(objects.get("Service front-gateway-worker"), "spec", "selector");
        assertThat(selector).isEqualTo(Map.of("io.github.apim/front-gateway-worker", "yes"));
        for (String worker : List.of("worker-1", "worker-2")) {
            assertThat(((Map<?, ?>) at(objects.get("StatefulSet " + worker), "spec", "template", "metadata", "labels"))
                            .containsKey("io.github.apim/front-gateway-worker"))
                    .isTrue();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    @Test
    void aVirtualHostThatNoIngressCanServeIsTold() {
        assertThat(cluster(OF_1.replace("store.example.com, https: 443", "store.example.com, https: 447"))
                        .warnings())
                .anyMatch(warning -> warning.contains("an ingress answers on port 443 alone"));
    }

    @Test
    void aPortIsOpenToThoseWhoCallItAndToNobodyElse() {
        Map<?, ?> keys = objects(OF_1).get("NetworkPolicy keys");
        List<?> rules = (List<?>) at(keys, "spec", "ingress");
        Map<?, ?> worker = objects(OF_1).get("NetworkPolicy worker-1");

        assertThat(at(keys, "spec", "podSelector", "matchLabels", "app.kubernetes.io/instance"))
                .isEqualTo("keys");
        assertThat(rules).isNotEmpty();
        // Hazelcast between the gateways, and API calls from wherever they come.
        assertThat((List<?>) at(worker, "spec", "ingress")).anySatisfy(rule -> {
            assertThat(at(rule, "ports", 0, "port")).isEqualTo(4000);
            assertThat(rule.toString()).contains("manager").doesNotContain("store");
        });
        assertThat((List<?>) at(worker, "spec", "ingress")).anySatisfy(rule -> {
            assertThat(at(rule, "ports", 0, "port")).isEqualTo(8243);
            assertThat(((Map<?, ?>) rule).containsKey("from")).isFalse();
        });
    }

    @Test
    void existingSecretsAreListedByNameAndKey() {
        List<CompanionFile> files = cluster(OF_1.replace("namespace: apim\n", "namespace: apim\n  secrets: existing\n"))
                .files();

        assertThat(files).anySatisfy(file -> {
            assertThat(file.path()).isEqualTo("secrets.md");
            assertThat(new String(file.content(), StandardCharsets.UTF_8))
                    .contains("## store-secrets", "| secret.xml | conf/a/secret.xml |");
        });
        assertThat(files)
                .filteredOn(file -> file.path().equals("kustomization.yaml"))
                .allSatisfy(file -> assertThat(new String(file.content(), StandardCharsets.UTF_8))
                        .doesNotContain("secretGenerator"));
    }

    @ParameterizedTest
    @ValueSource(strings = {OF_1, OF_4})
    @Needs(Need.KUBECTL)
    void kubectlBuildsThem(String yaml) throws Exception {
        ClusterFiles files = cluster(yaml);
        Path written = DeploymentFolder.write(folder, "kubernetes", files.files(), () -> {})
                .folder();
        for (String node : List.of(
                "manager",
                "worker-1",
                "worker-2",
                "keys",
                "publisher",
                "store",
                "hub-1",
                "hub-2",
                "traffic",
                "gateway")) {
            Files.writeString(
                    Files.createDirectories(written.resolve("secrets").resolve(node))
                            .resolve("secret.xml"),
                    "<a/>");
        }

        Command.Result built = new Command(folder, Duration.ofSeconds(60))
                .run(List.of(Need.KUBECTL.path().toString(), "kustomize", written.toString()));

        assertThat(built.code()).as(built.err()).isZero();
        List<Map<?, ?>> objects = ObjectJudge.objects(built.out());
        assertThat(objects).hasSizeGreaterThan(10).allSatisfy(ObjectJudge::check);
        assertThat(objects)
                .filteredOn(object -> object.get("kind").equals("Secret"))
                .isNotEmpty();
        assertThat(built.out())
                .containsPattern("image: registry\\.example\\.com/team/apim-[a-z0-9-]+@sha256:[0-9a-f]{64}")
                .containsPattern("secretName: [a-z0-9-]+-secrets-[a-z0-9]{10}")
                .doesNotContainPattern("(?m)image: [^@\\n]+$");
    }
}
