package io.github.apim.deployment;

import java.util.Map;
import java.util.Optional;

/**
 * The cluster that the nodes run in.
 *
 * @param namespace  of all objects
 * @param secrets    where the files with secrets come from
 * @param pullSecret the secret that the cluster fetches images with
 * @param ingress    what leads from outside to the nodes
 * @param nodes      what is different for single nodes
 * @param location   where the descriptor says it
 */
public record Kubernetes(
        String namespace,
        SecretSource secrets,
        Optional<String> pullSecret,
        Optional<Ingress> ingress,
        Map<String, Own> nodes,
        Location location) {

    /** Where the files with secrets come from. */
    public enum SecretSource {
        /** They are written beside the manifests, and kustomize makes secrets of them. */
        GENERATE("generate"),
        /** Somebody else makes them: only names and keys are written. */
        EXISTING("existing");

        private final String key;

        SecretSource(String key) {
            this.key = key;
        }

        /** What the descriptor calls it. */
        public String key() {
            return key;
        }
    }

    /** What leads from outside to the nodes: the class of its controller, and the secret of its certificate. */
    public record Ingress(String className, Optional<String> tlsSecret) {}

    /**
     * What is different for one node.
     *
     * @param replicas how many of it run
     * @param memory   that each may use, such as {@code 2Gi}
     * @param cpu      that each may use, such as {@code 1} or {@code 500m}
     */
    public record Own(int replicas, Optional<String> memory, Optional<String> cpu) {

        static final Own DEFAULT = new Own(1, Optional.empty(), Optional.empty());
    }

    /** What counts for a node. */
    public Own own(Node node) {
        return nodes.getOrDefault(node.name(), Own.DEFAULT);
    }
}
