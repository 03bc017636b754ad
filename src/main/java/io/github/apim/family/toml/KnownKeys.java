package io.github.apim.family.toml;

import io.github.apim.edit.EditException;
import io.github.apim.edit.NearestName;
import io.github.apim.edit.TomlFile;
import io.github.apim.rules.PlannedFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys that a pack reads of its {@code deployment.toml}: those of its defaults, mappings, inference, units and checks,
 * those that its templates name, and those of the samples that come with it (deployment-toml, Unknown keys).
 *
 * <p>Keys are told by their paths without quotes and without the numbers of elements.
 */
final class KnownKeys {

    static final String CONFIGURATION = "repository/resources/conf";
    static final String TEMPLATES = CONFIGURATION + "/templates";

    private static final String SAMPLES = CONFIGURATION + "/deployment-templates";

    private static final List<String> DATA = List.of("default", "key-mappings", "infer", "unit-resolve", "validator");

    /** Without one of these a pack is not whole, and what else it reads cannot be known. */
    private static final List<String> NEEDED = List.of(
            CONFIGURATION + "/default.json",
            CONFIGURATION + "/key-mappings.json",
            CONFIGURATION + "/infer.json",
            TEMPLATES + "/repository/conf/carbon.xml.j2",
            TEMPLATES + "/repository/conf/user-mgt.xml.j2",
            TEMPLATES + "/repository/conf/registry.xml.j2",
            TEMPLATES + "/repository/conf/identity/identity.xml.j2",
            TEMPLATES + "/repository/conf/datasources/master-datasources.xml.j2",
            TEMPLATES + "/repository/conf/tomcat/catalina-server.xml.j2");

    /** What the mapper itself and the start scripts read. */
    private static final Set<String> BESIDE_TEMPLATES = Set.of("secrets", "encryption", "system.parameter");

    private static final Pattern KEY = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:");
    private static final Pattern REFERENCE = Pattern.compile("\\$ref\\{([^}]*)}");
    private static final Pattern NUMBER = Pattern.compile("\\[[0-9]+\\]");

    private final Set<String> names = new HashSet<>(BESIDE_TEMPLATES);
    private final Set<String> ofSamples = new HashSet<>();
    private final Set<String> open = new HashSet<>(BESIDE_TEMPLATES);
    private final Set<String> openInXml = new HashSet<>();
    private final Set<String> inXml = new HashSet<>();
    private final Set<String> inOthers = new HashSet<>();

    private KnownKeys() {}

    /** Those of a node's pack; empty where not enough of it is there to know. */
    static Optional<KnownKeys> of(PlannedFiles files) {
        Set<String> there = new HashSet<>(files.under(CONFIGURATION));
        if (!there.containsAll(NEEDED)) {
            return Optional.empty();
        }
        KnownKeys known = new KnownKeys();
        DATA.forEach(name -> text(files, CONFIGURATION + "/" + name + ".json").ifPresent(known::data));
        JinjaNames xml = new JinjaNames();
        JinjaNames others = new JinjaNames();
        for (String path : there) {
            if (path.startsWith(TEMPLATES + "/") && path.endsWith(".j2")) {
                text(files, path).ifPresent(path.endsWith(".xml.j2") ? xml::scan : others::scan);
            } else if (path.startsWith(SAMPLES + "/") && path.endsWith(".toml")) {
                files.read(path).ifPresent(bytes -> known.sample(path, bytes));
            }
        }
        known.templates(xml, others);
        return Optional.of(known);
    }

    /** What tells the packs of two nodes apart, as far as their keys go. */
    static Object origin(PlannedFiles files) {
        return files.under(CONFIGURATION).stream().map(files::origin).toList();
    }

    /** The keys that have a value without being written: by default, or because another key infers it. */
    static Set<String> withDefaults(PlannedFiles files) {
        KnownKeys known = new KnownKeys();
        known.names.clear();
        List.of("default", "infer", "key-mappings")
                .forEach(name ->
                        text(files, CONFIGURATION + "/" + name + ".json").ifPresent(known::data));
        return known.names;
    }

    private static Optional<String> text(PlannedFiles files, String path) {
        return files.read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private void data(String json) {
        KEY.matcher(json).results().forEach(match -> names.add(plain(match.group(1))));
        REFERENCE.matcher(json).results().forEach(match -> names.add(plain(match.group(1))));
    }

    private void sample(String path, byte[] toml) {
        try {
            TomlFile.parse(path, toml).values().keySet().forEach(key -> ofSamples.add(plain(key)));
        } catch (EditException noToml) {
            // What cannot be read tells no keys.
        }
    }

    private void templates(JinjaNames xml, JinjaNames others) {
        names.addAll(xml.read());
        names.addAll(others.read());
        open.addAll(xml.open());
        open.addAll(others.open());
        inXml.addAll(xml.read());
        openInXml.addAll(xml.open());
        inOthers.addAll(others.read());
        inOthers.addAll(others.open());
    }

    /** The path of a key as it is told here. */
    static String plain(String path) {
        return NUMBER.matcher(path.replace("\\u0027", "").replace("'", "").replace("\"", ""))
                .replaceAll("");
    }

    /** Whether a key stands in a sample that comes with the pack, read or not. */
    boolean isInSample(String path) {
        return ofSamples.contains(path);
    }

    /** Whether a key is read. */
    boolean isRead(String path) {
        return names.contains(path) || isIn(open, path) || names.contains(anyName(path));
    }

    /** Whether a key is read, but by no template of an XML file. */
    boolean isOnlyBesideXml(String path) {
        return (inOthers.contains(path) || isIn(inOthers, path)) && !inXml.contains(path) && !isIn(openInXml, path);
    }

    private static boolean isIn(Set<String> tables, String path) {
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            if (tables.contains(path.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }

    /** Inference knows keys of tables with any name in the middle: {@code database.$1.type}. */
    static String anyName(String path) {
        int first = path.indexOf('.');
        int last = path.lastIndexOf('.');
        return first < last ? path.substring(0, first) + ".$1" + path.substring(last) : path;
    }

    /** {@code "; did you mean 'x'?"}, or nothing: a key of the same table first. */
    String hint(String path) {
        int dot = path.lastIndexOf('.');
        String table = path.substring(0, dot + 1);
        Set<String> beside = names.stream()
                .filter(name -> name.startsWith(table) && name.indexOf('.', table.length()) < 0)
                .map(name -> name.substring(table.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        return NearestName.of(path.substring(dot + 1), beside)
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> NearestName.hint(path, names.stream().sorted().toList()));
    }
}
