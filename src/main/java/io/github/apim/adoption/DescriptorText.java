package io.github.apim.adoption;

import io.github.apim.adoption.Guess.Environment;
import io.github.apim.adoption.Guess.Front;
import io.github.apim.adoption.Guess.Value;
import io.github.apim.edit.Operation;
import io.github.apim.family.spi.Sign;
import io.github.apim.rules.HomeReader.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The descriptor as a text: each value with the file and the line that it was found at. */
final class DescriptorText {

    /** Sections of plain values, in the order of the guide; the others are written one by one. */
    private static final List<String> BEFORE = List.of("databases", "admin", "user-store");

    private static final List<String> BEHIND = List.of(
            "key-validation",
            "gateway",
            "jaggery-applications",
            "single-sign-on",
            "statistics",
            "messaging",
            "clustering",
            "throttling");

    /** Keys of virtual hosts that say what comes in there. */
    private static final Set<String> BESIDE = Set.of("websocket", "websub");

    private final Guess guess;
    private final Secrecy secrecy;
    private final Function<Path, String> packPlace;
    private final Yaml yaml = new Yaml();

    private DescriptorText(Guess guess, Function<Path, String> packPlace) {
        this.guess = guess;
        this.secrecy = new Secrecy(guess.vault);
        this.packPlace = packPlace;
    }

    /**
     * The text.
     *
     * @param packPlace how the descriptor names the file of a pack
     * @param edits     by scope and file
     * @param asIs      files by scope
     * @param accepted  what is to be accepted if it is right, as comments
     */
    static String of(
            Guess guess,
            Function<Path, String> packPlace,
            Map<String, Map<String, List<Change>>> edits,
            Map<String, Set<String>> asIs,
            List<String> accepted) {
        DescriptorText text = new DescriptorText(guess, packPlace);
        text.write(edits, asIs, accepted);
        return text.yaml.toString();
    }

    private void write(
            Map<String, Map<String, List<Change>>> edits, Map<String, Set<String>> asIs, List<String> accepted) {
        yaml.comment(
                0, "Adopted from homes that were there; behind each value is where it stands, or why it was guessed.");
        packs();
        BEFORE.forEach(this::section);
        section("deployment-synchronizer");
        fronts();
        environments();
        BEHIND.forEach(this::section);
        edits(edits);
        asIs(asIs);
        yaml.open(0, "nodes");
        guess.nodes.forEach(this::node);
        // Last, so that no line moves that a finding names.
        accepted.forEach(line -> yaml.comment(0, line));
    }

    private void packs() {
        yaml.open(0, "packs");
        guess.packs.forEach((product, file) -> yaml.put(1, product, Yaml.scalar(packPlace.apply(file)), ""));
        guess.unknownPacks.forEach((product, version) -> yaml.put(
                1,
                product,
                "{ path: " + Yaml.scalar(product + "-" + version + ".zip") + ", version: \"" + version + "\" }",
                "not at hand; nothing has been compared with it"));
    }

    /** The values below a key, which may be nested. */
    private void section(String key) {
        Map<String, Value> below = new LinkedHashMap<>();
        guess.values.forEach((path, value) -> {
            if (path.equals(key) || path.startsWith(key + ".")) {
                below.put(path, value);
            }
        });
        if (below.containsKey(key)) {
            Value value = below.get(key);
            yaml.put(0, key, value(key, value), value.why());
        } else if (!below.isEmpty()) {
            yaml.open(0, key);
            nested(1, key + ".", below);
            if (key.equals("deployment-synchronizer") && !guess.client.isEmpty()) {
                yaml.put(1, "client", Yaml.list(guess.client), "");
            }
        }
    }

    private void nested(int depth, String prefix, Map<String, Value> values) {
        List<String> opened = new ArrayList<>();
        for (Map.Entry<String, Value> value : values.entrySet()) {
            if (!value.getKey().startsWith(prefix)) {
                continue;
            }
            String rest = value.getKey().substring(prefix.length());
            int dot = rest.indexOf('.');
            if (dot < 0) {
                yaml.put(
                        depth,
                        rest,
                        value(rest, value.getValue()),
                        value.getValue().why());
            } else if (!opened.contains(rest.substring(0, dot))) {
                String step = rest.substring(0, dot);
                opened.add(step);
                yaml.open(depth, step);
                nested(depth + 1, prefix + step + ".", values);
            }
        }
    }

    private String value(String key, Value value) {
        if (key.equals("credentials")) {
            return guess.vault.reference(value.text());
        }
        return secrecy.isSecret(key, value.text()) ? guess.vault.placeholder(value.text()) : Yaml.value(value.text());
    }

    private void fronts() {
        if (guess.fronts.isEmpty()) {
            return;
        }
        yaml.open(0, "load-balancer").open(1, "virtual-hosts");
        for (Front front : guess.fronts) {
            List<String> keys = new ArrayList<>();
            if (!front.key().equals(front.role().key()) && !BESIDE.contains(front.key())) {
                keys.add("role: " + front.role().key());
            }
            keys.add("name: " + Yaml.scalar(front.name()));
            if (!front.nodes().isEmpty()) {
                keys.add("nodes: " + Yaml.list(front.nodes()));
            }
            front.http().ifPresent(port -> keys.add("http: " + port));
            keys.add("https: " + front.https());
            front.webSocket().ifPresent(port -> keys.add("websocket: " + port));
            front.secureWebSocket().ifPresent(port -> keys.add("secure-websocket: " + port));
            if (!front.path().isEmpty()) {
                keys.add("path: " + Yaml.scalar(front.path()));
            }
            yaml.put(2, front.key(), "{ " + String.join(", ", keys) + " }", front.why());
        }
    }

    private void environments() {
        if (guess.environments.isEmpty()) {
            return;
        }
        yaml.open(0, "gateway-environments");
        for (Environment environment : guess.environments) {
            StringBuilder line = new StringBuilder("- { name: ")
                    .append(Yaml.scalar(environment.name()))
                    .append(", gateways: ")
                    .append(Yaml.list(environment.gateways()));
            if (!environment.type().isEmpty()) {
                line.append(", type: ").append(Yaml.scalar(environment.type()));
            }
            environment
                    .virtualHost()
                    .ifPresent(host -> line.append(", virtual-host: ").append(host));
            yaml.line(1, line.append(" }").toString(), environment.why());
        }
    }

    private void edits(Map<String, Map<String, List<Change>>> edits) {
        if (edits.values().stream().allMatch(Map::isEmpty)) {
            return;
        }
        yaml.open(0, "edits");
        edits.forEach((scope, files) -> {
            yaml.open(1, scope);
            files.forEach((file, changes) -> {
                yaml.open(2, file);
                changes.forEach(change -> yaml.put(3, change.place(), operation(change), ""));
            });
        });
    }

    private String operation(Change change) {
        if (change.operation() instanceof Operation.Add add) {
            String content = add.form() == Operation.Form.XML
                    ? secrecy.xml(add.content())
                    : secrecy.yaml(change.place(), add.content());
            return "{ " + add.form().key() + ": " + content + ", " + add.side().key() + ": " + Yaml.scalar(add.anchor())
                    + " }";
        }
        return change.operation() instanceof Operation.Set set
                ? secrecy.yaml(change.place(), set.value())
                : "{ remove: true }";
    }

    private void asIs(Map<String, Set<String>> asIs) {
        if (!asIs.isEmpty()) {
            yaml.open(0, "as-is");
            asIs.forEach((scope, files) -> yaml.put(1, scope, Yaml.list(List.copyOf(files)), ""));
        }
    }

    private void node(AdoptedNode node) {
        yaml.open(1, node.name());
        yaml.put(2, "role", node.role().key(), node.evidence("role"));
        yaml.put(2, "host", Yaml.scalar(node.host()), node.evidence("host"));
        if (!node.address().isEmpty()) {
            yaml.put(2, "address", Yaml.scalar(node.address()), node.evidence("address"));
        }
        if (node.offset() > 0) {
            yaml.put(2, "offset", Integer.toString(node.offset()), node.at(Sign.OFFSET));
        }
        if (node.standBy()) {
            yaml.put(2, "stand-by", "true", node.evidence("stand-by"));
        }
        jvm(node);
    }

    private void jvm(AdoptedNode node) {
        Map<String, String> keys = new LinkedHashMap<>();
        node.find(Sign.JAVA_HOME)
                .map(Seen::value)
                .filter(home -> !home.isEmpty())
                .ifPresent(home -> keys.put("home", Yaml.scalar(home)));
        List<String> options = new ArrayList<>();
        String heap = node.text(Sign.HEAP_OPTIONS);
        for (String option : (heap + " " + node.text(Sign.JAVA_OPTIONS)).split(" +")) {
            if (option.startsWith("-Xmx")) {
                keys.put("heap", Yaml.scalar(option.substring("-Xmx".length())));
            } else if (option.startsWith("-Xms")) {
                keys.put("initial-heap", Yaml.scalar(option.substring("-Xms".length())));
            } else if (option.startsWith("-XX:MaxPermSize=")) {
                keys.put("perm-gen", Yaml.scalar(option.substring("-XX:MaxPermSize=".length())));
            } else if (!option.isEmpty()) {
                options.add(option);
            }
        }
        if (!options.isEmpty()) {
            keys.put(
                    "options",
                    "[ "
                            + String.join(
                                    ", ",
                                    options.stream()
                                            .map(option -> secrecy.yaml("", option))
                                            .toList()) + " ]");
        }
        if (!keys.isEmpty()) {
            yaml.open(2, "jvm");
            Sign sizes = heap.isEmpty() ? Sign.JAVA_OPTIONS : Sign.HEAP_OPTIONS;
            keys.forEach(
                    (key, value) -> yaml.put(3, key, value, node.at(key.endsWith("heap") ? sizes : Sign.JAVA_OPTIONS)));
        }
    }
}
