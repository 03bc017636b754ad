package io.github.apim.family.toml;

import io.github.apim.deployment.Problem;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.family.HeldFiles;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Rule;
import io.github.apim.rules.Rules;
import io.github.apim.rules.XmlReading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Homes of which a test writes what the rules are to read, and reads what the rules say. */
final class TomlHomes {

    static final String TOML = DeploymentToml.PATH;

    private final Path folder;
    private final List<Rule<PlanContext>> rules;
    private String descriptor;
    private final Map<String, TreeMap<String, byte[]>> files = new HashMap<>();
    private final Map<String, Set<String>> changed = new HashMap<>();

    TomlHomes(Path folder, List<Rule<PlanContext>> rules, String descriptor) {
        this.folder = folder;
        this.rules = rules;
        this.descriptor = descriptor;
    }

    /** One node, {@code node}, with a file. */
    static TomlHomes ofOne(Path folder, List<Rule<PlanContext>> rules, String toml) {
        return new TomlHomes(folder, rules, """
                packs: { api-manager: wso2am-2.6.0.zip }
                databases: { url: "jdbc:mysql://10.1.0.20:3306", driver: mysql.jar, credentials: apim-db }
                nodes:
                  node: { role: all-in-one, host: am.internal, address: 10.1.0.10 }
                """).put("node", TOML, toml);
    }

    /** Changes the descriptor. */
    TomlHomes describe(String text, String replacement) {
        descriptor = replaced(descriptor, text, replacement);
        return this;
    }

    /** Adds lines to the descriptor. */
    TomlHomes describe(String lines) {
        descriptor += lines;
        return this;
    }

    TomlHomes put(String node, String file, String text) {
        changed.computeIfAbsent(node, absent -> new TreeSet<>()).add(file);
        return ship(node, file, text);
    }

    /** A file of the pack. */
    TomlHomes ship(String node, String file, String text) {
        return ship(node, file, text.getBytes(StandardCharsets.UTF_8));
    }

    TomlHomes ship(String node, String file, byte[] content) {
        files.computeIfAbsent(node, absent -> new TreeMap<>()).put(file, content);
        return this;
    }

    TomlHomes replace(String node, String text, String replacement) {
        return put(
                node, TOML, replaced(new String(files.get(node).get(TOML), StandardCharsets.UTF_8), text, replacement));
    }

    private static String replaced(String before, String text, String replacement) {
        if (!before.contains(text)) {
            throw new IllegalArgumentException("does not say: " + text);
        }
        return before.replace(text, replacement);
    }

    PlanContext context() {
        ReadResult read = new Descriptors(folder).read(descriptor);
        return PlanContext.of(
                read,
                read.deployment().nodes().stream()
                        .map(node -> new PlannedNode(
                                node,
                                new HeldFiles(
                                        files.getOrDefault(node.name(), new TreeMap<>()),
                                        changed.getOrDefault(node.name(), Set.of())),
                                new XmlReading()))
                        .toList());
    }

    List<Problem> problems() {
        return Rules.check(rules, context());
    }

    /** What the rule of this id finds, a line for each; empty if it finds nothing. */
    String said(String id) {
        return problems().stream()
                .filter(problem -> problem.rule().equals(id))
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
    }
}
