package io.github.apim.kubernetes;

import io.github.apim.assembly.images.NodeImage;
import io.github.apim.companion.CompanionContext;
import io.github.apim.companion.CompanionFile;
import io.github.apim.deployment.Kubernetes;
import io.github.apim.deployment.Kubernetes.SecretSource;
import io.github.apim.deployment.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All files of a deployment's objects, and what a user should know of them. */
public final class ClusterFiles {

    /** Where the files with secrets lie, below the folder of the manifests. */
    public static final String SECRETS = "secrets";

    private static final String EDGE = "edge.yaml";
    private static final String POLICIES = "network-policies.yaml";

    private final ClusterContext context;

    /**
     * @param cluster what the descriptor says of it
     * @param images  of all nodes, by name
     */
    public ClusterFiles(CompanionContext companions, Kubernetes cluster, Map<String, NodeImage> images) {
        this.context = new ClusterContext(companions, cluster, images);
    }

    /** The manifests and the kustomization. */
    public List<CompanionFile> files() {
        List<CompanionFile> files = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        for (Node node : context.nodes()) {
            add(files, resources, "nodes/" + node.name() + ".yaml", new Workload(context, node).objects());
        }
        add(files, resources, EDGE, new Edge(context).objects());
        add(files, resources, POLICIES, new Policies(context).objects());
        files.add(CompanionFile.text("kustomization.yaml", ClusterYaml.text(List.of(kustomization(resources)))));
        if (context.cluster().secrets() == SecretSource.EXISTING) {
            files.add(CompanionFile.text("secrets.md", wanted()));
        }
        return files;
    }

    private static void add(
            List<CompanionFile> files, List<String> resources, String path, List<Map<String, Object>> objects) {
        if (!objects.isEmpty()) {
            files.add(CompanionFile.text(path, ClusterYaml.text(objects)));
            resources.add(path);
        }
    }

    /** Only what kustomize of kubectl 1.20 knows, too. */
    private Map<String, Object> kustomization(List<String> resources) {
        Map<String, Object> kustomization = new LinkedHashMap<>();
        kustomization.put("apiVersion", "kustomize.config.k8s.io/v1beta1");
        kustomization.put("kind", "Kustomization");
        kustomization.put("namespace", context.cluster().namespace());
        kustomization.put("resources", resources);
        List<Object> secrets = new ArrayList<>();
        for (Node node : context.nodes()) {
            NodeImage image = context.image(node);
            if (!image.secrets().isEmpty()) {
                Map<String, Object> secret = new LinkedHashMap<>();
                secret.put("name", ClusterContext.secret(node));
                secret.put(
                        "files",
                        image.secrets().values().stream()
                                .sorted()
                                .map(key -> SECRETS + "/" + node.name() + "/" + key)
                                .toList());
                secrets.add(secret);
            }
        }
        if (context.cluster().secrets() == SecretSource.GENERATE && !secrets.isEmpty()) {
            kustomization.put("secretGenerator", secrets);
        }
        return kustomization;
    }

    /** Names and keys, never a value. */
    private String wanted() {
        StringBuilder text = new StringBuilder("""
                # Secrets that must be there

                Each node mounts one secret. Its keys stand for files; what belongs into them lies in the folder secrets of
                the images, for its owner only.
                """);
        for (Node node : context.nodes()) {
            Map<String, String> files = context.image(node).secrets();
            if (!files.isEmpty()) {
                text.append("\n## ")
                        .append(ClusterContext.secret(node))
                        .append("\n\n| key | file below the home |\n|---|---|\n");
                new TreeMap<>(files)
                        .forEach((path, key) -> text.append("| ")
                                .append(key)
                                .append(" | ")
                                .append(path)
                                .append(" |\n"));
            }
        }
        return text.toString();
    }

    /** What the user should know before anything runs. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(new Edge(context).warnings());
        if (context.formsClusters()) {
            warnings.add(
                    "this version is experimental in a cluster: its nodes find each other by fixed names, none of them"
                            + " can be multiplied, and no cluster has run them");
        }
        List<String> here = context.nodes().stream()
                .filter(node -> !context.image(node).pushed())
                .map(Node::name)
                .toList();
        if (!here.isEmpty()) {
            warnings.add("not pushed by this plugin, so a cluster finds them only if somebody else does: the images of "
                    + String.join(", ", here));
        }
        return warnings;
    }
}
