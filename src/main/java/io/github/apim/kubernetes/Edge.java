package io.github.apim.kubernetes;

import io.github.apim.deployment.Kubernetes.Ingress;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.deployment.StandardPorts;
import io.github.apim.product.PortPurpose;
import io.github.apim.topology.Front;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What leads from outside to the nodes: a service and an ingress for each virtual host. */
final class Edge {

    private static final String NGINX = "nginx.ingress.kubernetes.io/";

    private final ClusterContext context;

    Edge(ClusterContext context) {
        this.context = context;
    }

    /** The services, and the ingresses where the descriptor names a class. */
    List<Map<String, Object>> objects() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Front front : context.fronts()) {
            objects.add(service(front));
            context.cluster().ingress().ifPresent(ingress -> objects.add(ingress(front, ingress)));
        }
        return objects;
    }

    /** What an ingress cannot do of what the descriptor wants of its virtual hosts. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (context.cluster().ingress().isEmpty()) {
            return warnings;
        }
        for (Front front : context.fronts()) {
            VirtualHost host = front.host();
            if (host.https() != StandardPorts.HTTPS) {
                warnings.add(front.balancer().place(host) + ": an ingress answers on port " + StandardPorts.HTTPS
                        + " alone, and other nodes look for " + host.name() + " on " + host.https() + "; write https: "
                        + StandardPorts.HTTPS);
            }
            if (host.servesWebSockets()) {
                warnings.add(front.balancer().place(host)
                        + ": an ingress has no ports of its own for web sockets; declare a virtual host for them");
            }
        }
        return warnings;
    }

    private static String name(Front front) {
        return "front-" + front.host().key();
    }

    private Map<String, Object> service(Front front) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("selector", Map.of(ClusterContext.frontLabel(front), "yes"));
        spec.put("ports", ClusterContext.servicePorts(ports(front)));
        return context.object("v1", "Service", name(front), labels(front), spec);
    }

    private Map<String, String> labels(Front front) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", "apim");
        labels.put("app.kubernetes.io/component", "front");
        labels.put("app.kubernetes.io/managed-by", "apim-maven-plugin");
        return labels;
    }

    /** The numbers are those of the first node: in a cluster none is moved. */
    private List<Integer> ports(Front front) {
        return front.ports().stream()
                .map(purpose -> context.port(front.nodes().get(0), purpose))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private Map<String, Object> ingress(Front front, Ingress wanted) {
        PortPurpose port = front.ports().stream()
                .filter(PortPurpose::isOverTls)
                .findFirst()
                .orElse(front.ports().get(0));
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("name", name(front));
        service.put(
                "port",
                Map.of("number", context.port(front.nodes().get(0), port).orElseThrow()));
        Map<String, Object> path = new LinkedHashMap<>();
        path.put("path", front.host().path().isEmpty() ? "/" : front.host().path());
        path.put("pathType", "Prefix");
        path.put("backend", Map.of("service", service));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("host", front.host().name());
        rule.put("http", Map.of("paths", List.of(path)));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("ingressClassName", wanted.className());
        wanted.tlsSecret().ifPresent(secret -> {
            Map<String, Object> tls = new LinkedHashMap<>();
            tls.put("hosts", List.of(front.host().name()));
            tls.put("secretName", secret);
            spec.put("tls", List.of(tls));
        });
        spec.put("rules", List.of(rule));
        Map<String, Object> object =
                context.object("networking.k8s.io/v1", "Ingress", name(front), labels(front), spec);
        Map<String, Object> metadata = new LinkedHashMap<>(context.metadata(name(front), labels(front)));
        metadata.put("annotations", annotations(front, port));
        object.put("metadata", metadata);
        return object;
    }

    /** Consoles keep a session on one node; calls of APIs know none. */
    private static Map<String, String> annotations(Front front, PortPurpose port) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(NGINX + "backend-protocol", port.isOverTls() ? "HTTPS" : "HTTP");
        if (!front.role().takesApiCalls()) {
            annotations.put(NGINX + "affinity", "cookie");
            annotations.put(NGINX + "session-cookie-name", "apim-" + front.host().key());
        }
        return annotations;
    }
}
