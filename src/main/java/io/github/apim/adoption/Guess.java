package io.github.apim.adoption;

import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** What a descriptor would say, key by key, as far as it has been found out; each with why. */
final class Guess {

    /** A value and where it stands. */
    record Value(String text, String why) {}

    /**
     * A virtual host.
     *
     * @param key   in the descriptor
     * @param nodes the nodes that it leads to; empty for all of its role
     */
    record Front(
            String key,
            Role role,
            String name,
            int https,
            OptionalInt http,
            String path,
            OptionalInt webSocket,
            OptionalInt secureWebSocket,
            List<String> nodes,
            String why) {

        /** The same under another key. */
        Front as(String otherKey, List<String> otherNodes) {
            return new Front(otherKey, role, name, https, http, path, webSocket, secureWebSocket, otherNodes, why);
        }

        /** The same with another port for plain HTTP. */
        Front at(OptionalInt otherHttp) {
            return new Front(key, role, name, https, otherHttp, path, webSocket, secureWebSocket, nodes, why);
        }

        /** The same without web sockets. */
        Front withoutSockets() {
            return new Front(key, role, name, https, http, path, OptionalInt.empty(), OptionalInt.empty(), nodes, why);
        }

        /** The same with where it was found. */
        Front because(String reason) {
            return new Front(key, role, name, https, http, path, webSocket, secureWebSocket, nodes, reason);
        }

        /** The same under a path. */
        Front under(String otherPath) {
            return new Front(key, role, name, https, http, otherPath, webSocket, secureWebSocket, nodes, why);
        }
    }

    /** Gateways that APIs are published to under one name. */
    record Environment(String name, String type, List<String> gateways, Optional<String> virtualHost, String why) {}

    /** Values by their paths in the descriptor, for what is a plain key below plain keys. */
    final Map<String, Value> values = new LinkedHashMap<>();

    final List<AdoptedNode> nodes = new ArrayList<>();
    final List<Front> fronts = new ArrayList<>();
    final List<Environment> environments = new ArrayList<>();

    /** Files of homes that the descriptor names, by their paths beside it. */
    final Map<String, byte[]> files = new TreeMap<>();

    /** The SVN client's jars, by their paths beside the descriptor. */
    final List<String> client = new ArrayList<>();

    /** The packs by the products' keys. */
    final Map<String, Path> packs = new TreeMap<>();

    /** Versions of products whose pack is not at hand. */
    final Map<String, String> unknownPacks = new TreeMap<>();

    /** What packs hold, by product; nothing of a product whose pack is not at hand. */
    final Map<Product, Set<String>> packed = new EnumMap<>(Product.class);

    /** Files of homes that are there and say nothing, because they cannot be read, each with why. */
    final List<String> unreadable = new ArrayList<>();

    /** What the user must know of what was read, in words. */
    final Set<String> notes = new LinkedHashSet<>();

    final Vault vault = new Vault();

    void put(String path, String text, String why) {
        values.put(path, new Value(text, why));
    }

    /** Where stands what the descriptor says at a path, or at what the path is below; empty if nobody knows. */
    String evidence(String path) {
        for (String above = path; !above.isEmpty(); above = above.substring(0, Math.max(0, above.lastIndexOf('.')))) {
            if (values.containsKey(above)) {
                return values.get(above).why();
            }
        }
        return nodes.stream()
                .filter(node -> path.startsWith("nodes." + node.name() + "."))
                .map(node -> node.evidence(path.substring(path.lastIndexOf('.') + 1)))
                .findFirst()
                .orElse("");
    }

    /** The files of a home that its pack has not. */
    List<String> added(AdoptedNode node) {
        Set<String> known = packed.getOrDefault(node.facts().version().product(), Set.of());
        return node.home().tree().items().entrySet().stream()
                .filter(item -> item.getValue().type() == Type.FILE && !known.contains(item.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The nodes that have one of these roles, in the order found so far. */
    List<AdoptedNode> nodes(Role... roles) {
        List<Role> wanted = List.of(roles);
        return nodes.stream().filter(node -> wanted.contains(node.role())).toList();
    }
}
