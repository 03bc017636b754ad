package io.github.apim.kubernetes;

import io.github.apim.deployment.Kubernetes;
import io.github.apim.deployment.Node;
import io.github.apim.product.PodFacts;
import io.github.apim.product.PortPurpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods of a node, and the service under whose name the others reach it. */
final class Workload {

    private static final String MOUNT = "/run/secrets/apim";
    private static final String SECRETS = "secrets";

    /** Readable by its owner and its group, which is 0 unless {@code fsGroup} says another. */
    private static final int SECRET_MODE = 0440;

    /** Servers of this kind take minutes to start, and longer on a machine that starts several. */
    private static final int START_TRIES = 120;

    private static final int START_PERIOD = 5;
    private static final int PERIOD = 10;
    private static final int READY_FAILURES = 3;
    private static final int LIVE_FAILURES = 6;
    private static final int TIMEOUT = 5;
    private static final int GRACE = 120;

    /** So long load balancers may take to notice that a pod ends. */
    private static final String BEFORE_STOP = "sleep 10";

    private final ClusterContext context;
    private final Node node;

    Workload(ClusterContext context, Node node) {
        this.context = context;
        this.node = node;
    }

    /** All objects of the node. */
    List<Map<String, Object>> objects() {
        List<Map<String, Object>> objects = new ArrayList<>();
        objects.add(service());
        objects.add(context.isReplicated(node) ? deployment() : statefulSet());
        if (context.isReplicated(node) && replicas() > 1) {
            objects.add(disruptionBudget());
        }
        return objects;
    }

    private int replicas() {
        return node.standBy() ? 0 : context.cluster().own(node).replicas();
    }

    /**
     * A node of its own has a headless service: its name leads to the pod itself, before it is ready, too, for a server
     * looks its own name up when it starts.
     */
    private Map<String, Object> service() {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (!context.isReplicated(node)) {
            spec.put("clusterIP", "None");
            spec.put("publishNotReadyAddresses", true);
        }
        spec.put("selector", context.selector(node));
        spec.put("ports", ClusterContext.servicePorts(context.ports(node)));
        return context.object("v1", "Service", node.name(), context.labels(node), spec);
    }

    private Map<String, Object> statefulSet() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("serviceName", node.name());
        spec.put("replicas", replicas());
        spec.put("selector", Map.of("matchLabels", context.selector(node)));
        spec.put("template", template());
        return context.object("apps/v1", "StatefulSet", node.name(), context.labels(node), spec);
    }

    private Map<String, Object> deployment() {
        Map<String, Object> update = new LinkedHashMap<>();
        update.put("maxSurge", 1);
        update.put("maxUnavailable", 0);
        Map<String, Object> strategy = new LinkedHashMap<>();
        strategy.put("type", "RollingUpdate");
        strategy.put("rollingUpdate", update);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("replicas", replicas());
        spec.put("selector", Map.of("matchLabels", context.selector(node)));
        spec.put("strategy", strategy);
        spec.put("template", template());
        return context.object("apps/v1", "Deployment", node.name(), context.labels(node), spec);
    }

    private Map<String, Object> disruptionBudget() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("maxUnavailable", 1);
        spec.put("selector", Map.of("matchLabels", context.selector(node)));
        return context.object("policy/v1", "PodDisruptionBudget", node.name(), context.labels(node), spec);
    }

    private Map<String, Object> template() {
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("metadata", Map.of("labels", context.labels(node)));
        template.put("spec", pod());
        return template;
    }

    private Map<String, Object> pod() {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("automountServiceAccountToken", false);
        // A service called store would put STORE_PORT=tcp://… into the environment of a server that has such a
        // variable.
        pod.put("enableServiceLinks", false);
        pod.put("terminationGracePeriodSeconds", GRACE);
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("runAsNonRoot", true);
        security.put("seccompProfile", Map.of("type", "RuntimeDefault"));
        // Only where it is needed: OpenShift refuses a pod that names a group outside of its namespace's own.
        if (context.group() != 0) {
            security.put("fsGroup", context.group());
        }
        pod.put("securityContext", security);
        context.cluster().pullSecret().ifPresent(name -> pod.put("imagePullSecrets", List.of(Map.of("name", name))));
        pod.put("affinity", apart());
        hostAlias().ifPresent(name -> {
            Map<String, Object> alias = new LinkedHashMap<>();
            alias.put("ip", "127.0.0.1");
            alias.put("hostnames", List.of(name));
            pod.put("hostAliases", List.of(alias));
        });
        pod.put("containers", List.of(container()));
        if (hasSecrets()) {
            Map<String, Object> secret = new LinkedHashMap<>();
            secret.put("secretName", ClusterContext.secret(node));
            secret.put("defaultMode", SECRET_MODE);
            secret.put("optional", false);
            Map<String, Object> volume = new LinkedHashMap<>();
            volume.put("name", SECRETS);
            volume.put("secret", secret);
            pod.put("volumes", List.of(volume));
        }
        return pod;
    }

    /** Where a server calls itself by the name of its virtual host, it does not go out and in again (matrix M29). */
    private Optional<String> hostAlias() {
        String own = context.companions().topology().hostName(node);
        return context.formsClusters() && !own.equals(node.host()) ? Optional.of(own) : Optional.empty();
    }

    private boolean hasSecrets() {
        return !context.image(node).secrets().isEmpty();
    }

    /** Pods of a role rather run on different machines. */
    private Map<String, Object> apart() {
        Map<String, Object> term = new LinkedHashMap<>();
        term.put("topologyKey", "kubernetes.io/hostname");
        term.put("labelSelector", Map.of("matchLabels", component()));
        Map<String, Object> preferred = new LinkedHashMap<>();
        preferred.put("weight", 100);
        preferred.put("podAffinityTerm", term);
        return Map.of("podAntiAffinity", Map.of("preferredDuringSchedulingIgnoredDuringExecution", List.of(preferred)));
    }

    private Map<String, String> component() {
        Map<String, String> labels = new LinkedHashMap<>(context.labels(node));
        labels.keySet().removeIf(label -> !label.endsWith("/name") && !label.endsWith("/component"));
        return labels;
    }

    private Map<String, Object> container() {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "server");
        // Here, and not in the kustomization, which knows an image by its name alone: nodes may share one.
        container.put("image", context.image(node).pinned());
        List<Object> ports = new ArrayList<>();
        for (int number : context.ports(node)) {
            Map<String, Object> port = new LinkedHashMap<>();
            port.put("name", "tcp-" + number);
            port.put("containerPort", number);
            ports.add(port);
        }
        container.put("ports", ports);
        resources().ifPresent(limits -> container.put("resources", limits));
        container.put("startupProbe", probe(open(), START_PERIOD, START_TRIES));
        container.put("readinessProbe", probe(ready(), PERIOD, READY_FAILURES));
        container.put("livenessProbe", probe(open(), PERIOD, LIVE_FAILURES));
        container.put(
                "lifecycle",
                Map.of("preStop", Map.of("exec", Map.of("command", List.of("/bin/sh", "-c", BEFORE_STOP)))));
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("allowPrivilegeEscalation", false);
        security.put("capabilities", Map.of("drop", List.of("ALL")));
        container.put("securityContext", security);
        if (hasSecrets()) {
            Map<String, Object> mount = new LinkedHashMap<>();
            mount.put("name", SECRETS);
            mount.put("mountPath", MOUNT);
            mount.put("readOnly", true);
            container.put("volumeMounts", List.of(mount));
        }
        return container;
    }

    /** As much memory as is asked for, and no more: a server that gets less than its heap is ended in the middle of work. */
    private Optional<Map<String, Object>> resources() {
        Kubernetes.Own own = context.cluster().own(node);
        Map<String, Object> requests = new LinkedHashMap<>();
        own.memory().ifPresent(size -> requests.put("memory", size));
        own.cpu().ifPresent(count -> requests.put("cpu", count));
        if (requests.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put("requests", requests);
        own.memory().ifPresent(size -> resources.put("limits", Map.of("memory", size)));
        return Optional.of(resources);
    }

    private static Map<String, Object> probe(Map<String, Object> check, int period, int failures) {
        Map<String, Object> probe = new LinkedHashMap<>(check);
        probe.put("periodSeconds", period);
        probe.put("timeoutSeconds", TIMEOUT);
        probe.put("failureThreshold", failures);
        return probe;
    }

    /** The port that a server opens last: where it takes API calls, else that of its consoles, else its first one. */
    private Map<String, Object> open() {
        int port = Optional.of(PortPurpose.PASS_THROUGH_HTTPS)
                .flatMap(purpose -> context.port(node, purpose))
                .or(() -> context.port(node, PortPurpose.SERVLET_HTTPS))
                .orElseGet(() -> context.ports(node).get(0));
        return Map.of("tcpSocket", Map.of("port", port));
    }

    private Map<String, Object> ready() {
        Optional<PodFacts.Check> check =
                PodFacts.readiness(context.companions().topology().suite().facts(node.role()), node.role());
        if (check.isEmpty()) {
            return open();
        }
        Map<String, Object> get = new LinkedHashMap<>();
        get.put("scheme", check.get().port().isOverTls() ? "HTTPS" : "HTTP");
        get.put("port", context.port(node, check.get().port()).orElseThrow());
        get.put("path", check.get().path());
        return Map.of("httpGet", get);
    }
}
