package io.github.apim.manifest;

import io.github.apim.manifest.ManifestFile.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells in what two builds of a node differ, by their manifests alone. */
public final class ManifestComparison {

    private ManifestComparison() {}

    /** A path whose content, mode or presence is another one. */
    public record Difference(String path, String what) {

        @Override
        public String toString() {
            return Printable.line(path + ": " + what);
        }
    }

    /** The files in which the builds differ, by path; empty means that they unpack to the same. */
    public static List<Difference> files(Manifest was, Manifest now) {
        Map<String, ManifestFile> before = byPath(was);
        Map<String, ManifestFile> after = byPath(now);
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String path : paths) {
            String what = what(before.get(path), after.get(path));
            if (!what.isEmpty()) {
                differences.add(new Difference(path, what));
            }
        }
        return differences;
    }

    /** The inputs that one of the builds has and the other has not, or has with other content; also plugin and environment. */
    public static List<Difference> inputs(Manifest was, Manifest now) {
        List<Difference> differences = new ArrayList<>();
        if (!was.plugin().equals(now.plugin())) {
            differences.add(new Difference("plugin", was.plugin() + " then, " + now.plugin() + " now"));
        }
        if (!was.environment().equals(now.environment())) {
            differences.add(new Difference(
                    "environment", named(was.environment()) + " then, " + named(now.environment()) + " now"));
        }
        Map<String, String> before = inputs(was);
        Map<String, String> after = inputs(now);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (!before.containsKey(name)) {
                differences.add(new Difference(name, "is new"));
            } else if (!after.containsKey(name)) {
                differences.add(new Difference(name, "is not used any more"));
            } else if (!before.get(name).equals(after.get(name))) {
                differences.add(new Difference(name, "has other content"));
            }
        }
        return differences;
    }

    private static String named(Optional<String> environment) {
        return environment.orElse("none");
    }

    private static Map<String, String> inputs(Manifest manifest) {
        return manifest.inputs().stream()
                .sorted(Comparator.comparing(ManifestInput::sha256))
                .collect(Collectors.groupingBy(
                        input -> input.kind() + " " + input.name(),
                        Collectors.mapping(ManifestInput::sha256, Collectors.joining(" "))));
    }

    private static Map<String, ManifestFile> byPath(Manifest manifest) {
        return manifest.files().stream()
                .collect(Collectors.toMap(
                        ManifestFile::path, Function.identity(), (first, second) -> second, TreeMap::new));
    }

    private static String what(ManifestFile was, ManifestFile now) {
        if (was == null) {
            return switch (now.action()) {
                case ADDED -> "would be added by " + String.join(", ", now.by());
                case CHANGED -> "would be changed by " + String.join(", ", now.by());
                case REMOVED -> "would be left out by " + String.join(", ", now.by());
            };
        }
        if (now == null) {
            return was.action() == Action.ADDED ? "would not be there" : "would be as in the pack";
        }
        if (was.action() == Action.REMOVED && now.action() == Action.REMOVED) {
            return "";
        }
        if (was.action() == Action.REMOVED || now.action() == Action.REMOVED) {
            return now.action() == Action.REMOVED ? "would be left out" : "would not be left out";
        }
        if (was.type() != now.type() || !was.sha256().equals(now.sha256())) {
            return "would have other content, by " + String.join(", ", now.by());
        }
        return was.mode() == now.mode()
                ? ""
                : "would have mode " + ManifestWriter.mode(now.mode()) + ", not " + ManifestWriter.mode(was.mode());
    }
}
