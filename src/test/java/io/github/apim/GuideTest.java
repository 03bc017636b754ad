package io.github.apim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.rules.DeploymentRules;
import io.github.apim.testing.Project;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import io.github.apim.testing.UserStoreFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.NodeList;

/** Holds the user guide and the README to what the plugin really takes. */
class GuideTest {

    private static final Path SITE = Project.folder().resolve("src/site");
    private static final Path GUIDE = SITE.resolve("markdown");
    private static final Path MOJOS = Project.folder().resolve("src/main/java/io/github/apim/maven");

    /** Made by {@code mvn site}: the reference of the goals. */
    private static final String REFERENCE = "plugin-info.html";

    private static final Pattern YAML_BLOCK =
            Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE_BLOCK = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    private static final Pattern GOAL = Pattern.compile("@Mojo\\(\\s*name = \"([^\"]+)\"");
    private static final Pattern PARAMETER = Pattern.compile("@Parameter\\(\\s*property = \"([^\"]+)\"");

    private static final String EDITED = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            nodes:
              gateway-worker: { role: gateway-worker, host: gw.internal, address: 10.0.0.10 }
              store:          { role: store,          host: st.internal, address: 10.0.0.11 }
              key-manager:    { role: key-manager,    host: km.internal, address: 10.0.0.12 }
            """;

    /** The file of newer versions, which the pack of these nodes lacks. */
    private static final String TOML = """
            [server]
            hostname = "localhost"
            [[apim.gateway.environment]]
            name = "Default"
            type = "production"
            [apim.cors]
            allow_methods = ["GET"]
            [[apim.throttling.url_group]]
            type = "failover"
            """;

    @TempDir
    Path folder;

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(guide());
        pages.add(Project.folder().resolve("README.md"));
        pages.add(Project.folder().resolve("CONTRIBUTING.md"));
        return pages;
    }

    private static List<Path> guide() throws IOException {
        try (Stream<Path> files = Files.list(GUIDE)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Whole descriptors: the blocks that begin with the packs. */
    static List<String> descriptors() throws IOException {
        List<String> descriptors = new ArrayList<>();
        for (Path page : pages()) {
            YAML_BLOCK
                    .matcher(Files.readString(page))
                    .results()
                    .map(block -> block.group(1))
                    .filter(yaml -> yaml.startsWith("packs:"))
                    .forEach(descriptors::add);
        }
        return descriptors;
    }

    @Test
    void everyKeyOfTheSchemaStandsInATableOfTheDescriptorsPage() throws IOException {
        Set<String> keys = new TreeSet<>();
        addKeys(schema(), keys);
        Set<String> described = new TreeSet<>();
        Files.readString(GUIDE.resolve("deployment.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> CODE.matcher(String.join("|", cells(line).subList(0, 2)))
                        .results())
                .map(code -> code.group(1))
                .forEach(described::add);

        assertThat(keys).contains("packs", "perm-gen", "ratio").hasSizeGreaterThan(50);
        assertThat(described).containsAll(keys);
    }

    /** Two rows of one key, as merges leave them, would tell two things of it. */
    @Test
    void noTableOfTheGuideDescribesAKeyTwice() throws IOException {
        List<String> twice = new ArrayList<>();
        int tables = 0;
        for (Path page : guide()) {
            for (List<String> table : tablesOfKeys(page)) {
                tables++;
                Set<String> seen = new TreeSet<>();
                table.stream().filter(key -> !seen.add(key)).forEach(key -> twice.add(page.getFileName() + ": " + key));
            }
        }

        assertThat(twice).isEmpty();
        assertThat(tables).isGreaterThan(20);
    }

    /** The first cells of the tables whose first column is headed {@code key}. */
    private static List<List<String>> tablesOfKeys(Path page) throws IOException {
        List<List<String>> tables = new ArrayList<>();
        boolean ofKeys = false;
        boolean within = false;
        for (String line : Files.readAllLines(page)) {
            if (!line.startsWith("|")) {
                within = false;
            } else if (!within) {
                within = true;
                ofKeys = cells(line).get(0).equals("key");
                if (ofKeys) {
                    tables.add(new ArrayList<>());
                }
            } else if (ofKeys) {
                tables.get(tables.size() - 1).add(cells(line).get(0));
            }
        }
        return tables;
    }

    /** The other way round: nothing is described that is no key, no role and no word of the schema. */
    @Test
    void everyKeyThatTheDescriptorsPageDescribesIsInTheSchema() throws IOException {
        Set<String> known = new TreeSet<>();
        addKeys(schema(), known);
        addWords(schema(), known);
        String page = Files.readString(GUIDE.resolve("deployment.md"));
        List<String> described = page.substring(page.indexOf("## The keys"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line ->
                        CODE.matcher(line).results().findFirst().orElseThrow().group(1))
                .toList();

        assertThat(described).hasSizeGreaterThan(50);
        assertThat(known).containsAll(described);
    }

    @Test
    void everyDefaultOfTheSchemaStandsBesideItsKey() throws IOException {
        String page = Files.readString(GUIDE.resolve("deployment.md"));
        List<List<String>> rows = page.lines()
                .filter(line -> line.startsWith("| "))
                .map(GuideTest::cells)
                .toList();
        Map<String, Set<String>> defaults = new TreeMap<>();
        addDefaults(schema(), defaults);

        assertThat(defaults).containsKeys("api-manager", "offset", "directory", "events");
        defaults.forEach((key, values) -> values.forEach(value ->
                assertThat(rows).as("%s has the default %s", key, value).anyMatch(row -> gives(row, key, value))));
    }

    /** Type and default follow the key, which in the table of several mappings follows its mapping. */
    private static boolean gives(List<String> row, String key, String value) {
        int at = row.subList(0, 2).indexOf("`" + key + "`");
        return at >= 0 && row.get(at + 2).equals("`" + value + "`");
    }

    @Test
    void thereAreWholeDescriptorsInTheGuideAndInTheReadme() throws IOException {
        assertThat(descriptors()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(Files.readString(Project.folder().resolve("README.md"))).contains("```yaml\npacks:");
    }

    @ParameterizedTest
    @MethodSource("descriptors")
    void aWholeDescriptorIsAcceptedWithoutAWarning(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("deployment.yaml"), yaml);
        UserStoreFile.in(folder);

        ReadResult read = new DeploymentReader(
                        name -> Optional.empty(),
                        id -> Optional.of(new Credentials(id + "-user", new Secret("secret"))))
                .read(file);

        assertThat(read.warnings()).isEmpty();
        assertThat(DeploymentRules.check(read)).isEmpty();
    }

    /** The examples of single edits, each made on nodes of all roles that it names. */
    @ParameterizedTest
    @MethodSource("edits")
    void theEditsOfTheGuideCanBeMade(String yaml) throws IOException {
        TestDeployment deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), EDITED + yaml);
        Path conf = Files.createDirectories(folder.resolve("overlays/key-manager/repository/conf"));
        Files.writeString(conf.resolve("deployment.toml"), TOML);

        assertThat(deployment.assemble()).hasSize(3);
    }

    static List<String> edits() throws IOException {
        List<String> edits = YAML_BLOCK
                .matcher(Files.readString(GUIDE.resolve("deployment.md")))
                .results()
                .map(block -> block.group(1))
                .filter(yaml -> yaml.startsWith("edits:"))
                .toList();
        assertThat(edits).hasSizeGreaterThan(1);
        return edits;
    }

    @Test
    void oneDescriptorOfTheGuideHasEveryTopLevelKey() throws IOException {
        Set<String> keys = new TreeSet<>(((Map<?, ?>) schema().get("properties"))
                .keySet().stream().map(String::valueOf).toList());
        keys.remove("$schema");
        // No one version has a use for all: these are of 2.x and of 4.7.0.
        keys.removeAll(Set.of("throttling", "encryption"));
        // In a cluster no node has an address.
        keys.remove("kubernetes");
        // Of these two a descriptor has one.
        keys.remove("load-balancers");

        assertThat(descriptors()).anySatisfy(yaml -> assertThat(topKeys(yaml)).isEqualTo(keys));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyYamlBlockIsYaml(Path page) throws IOException {
        for (MatchResult block :
                YAML_BLOCK.matcher(Files.readString(page)).results().toList()) {
            assertThatCode(() -> load(block.group(1))).as(block.group(1)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsToAFileAndToAHeadingInIt(Path page) throws IOException {
        String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
        for (MatchResult link : LINK.matcher(text).results().toList()) {
            URI target = URI.create(link.group(1));
            if (target.getScheme() != null || target.getPath().equals(REFERENCE)) {
                continue;
            }
            Path file = target.getPath().isEmpty() ? page : page.resolveSibling(target.getPath());
            Path resource = SITE.resolve("resources").resolve(target.getPath());
            assertThat(Files.exists(file) || GUIDE.equals(page.getParent()) && Files.exists(resource))
                    .as("the link %s of %s", target, page.getFileName())
                    .isTrue();
            if (target.getFragment() != null) {
                assertThat(anchors(file))
                        .as("the link %s of %s", target, page.getFileName())
                        .contains(target.getFragment());
            }
        }
    }

    @Test
    void everyPageOfTheGuideIsInTheMenuAndLinkedFromTheFirstPage() throws Exception {
        NodeList items = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(SITE.resolve("site.xml").toFile())
                .getElementsByTagName("item");
        List<String> menu = new ArrayList<>();
        for (int i = 0; i < items.getLength(); i++) {
            menu.add(items.item(i).getAttributes().getNamedItem("href").getTextContent());
        }
        String first = Files.readString(GUIDE.resolve("index.md"));
        List<String> pages =
                guide().stream().map(page -> page.getFileName().toString()).toList();

        assertThat(menu)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                pages.stream().map(page -> page.replace(".md", ".html")), Stream.of(REFERENCE))
                        .toList());
        assertThat(pages)
                .filteredOn(page -> !page.equals("index.md"))
                .allSatisfy(page -> assertThat(first).containsPattern("\\(" + page + "(#[^)]*)?\\)"));
    }

    /** The parameters' table and the goals' own descriptions name the same properties, and each its goals. */
    @Test
    void everyParameterOfTheGoalsIsInTheFirstPagesTable() throws IOException {
        Map<String, Set<String>> properties = new TreeMap<>();
        Set<String> all = new TreeSet<>(goals());
        for (String goal : all) {
            String mojo = goal.substring(0, 1).toUpperCase(Locale.ROOT) + goal.substring(1) + "Mojo";
            for (Optional<String> source = source(mojo); source.isPresent(); source = parent(source.get())) {
                PARAMETER
                        .matcher(source.get())
                        .results()
                        .forEach(match -> properties
                                .computeIfAbsent(match.group(1), absent -> new TreeSet<>())
                                .add(goal));
            }
        }
        properties.values().removeIf(Set.of("ship")::equals);
        Map<String, Set<String>> described = new TreeMap<>();
        Files.readString(GUIDE.resolve("index.md"))
                .lines()
                .filter(line -> line.startsWith("| `apim."))
                .map(GuideTest::cells)
                .forEach(row -> described.put(row.get(0).replace("`", ""), goalsIn(row.get(1), all)));

        assertThat(properties).containsKey("apim.role");
        assertThat(described).isEqualTo(properties);
    }

    /** Goals with commas, {@code all}, or {@code all but} some. */
    private static Set<String> goalsIn(String cell, Set<String> all) {
        Set<String> named =
                new TreeSet<>(List.of(cell.replaceFirst("^all( but )?", "").split(", ")));
        if (!cell.startsWith("all")) {
            return named;
        }
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(named);
        return rest;
    }

    @Test
    void everyParameterOfShippingIsInItsPagesTable() throws IOException {
        List<String> properties = new ArrayList<>();
        for (Optional<String> source = source("ShipMojo"); source.isPresent(); source = parent(source.get())) {
            PARAMETER.matcher(source.get()).results().forEach(match -> properties.add(match.group(1)));
        }
        List<String> described = Files.readString(GUIDE.resolve("shipping.md"))
                .lines()
                .filter(line -> line.startsWith("| `apim."))
                .map(line ->
                        CODE.matcher(line).results().findFirst().orElseThrow().group(1))
                .toList();

        assertThat(properties).contains("apim.dryRun");
        assertThat(described).containsExactlyInAnyOrderElementsOf(properties);
    }

    @Test
    void everyGoalIsInTheFirstPagesTable() throws IOException {
        List<String> goals = goals();
        List<String> described = Files.readString(GUIDE.resolve("index.md"))
                .lines()
                .filter(line -> line.startsWith("| `apim:"))
                .map(line -> cells(line).get(0).replaceAll("`|apim:", ""))
                .filter(goal -> !goal.equals("help"))
                .sorted()
                .toList();

        assertThat(goals).contains("assemble", "validate");
        assertThat(described).isEqualTo(goals);
    }

    private static List<String> goals() throws IOException {
        try (Stream<Path> sources = Files.list(MOJOS)) {
            return sources.filter(source -> source.toString().endsWith("Mojo.java"))
                    .flatMap(source -> GOAL.matcher(read(source)).results().map(match -> match.group(1)))
                    .sorted()
                    .toList();
        }
    }

    /** The source of one of our mojos. */
    private static Optional<String> source(String mojo) {
        Path file = MOJOS.resolve(mojo + ".java");
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** The source of the class that a mojo extends, if it is ours too. */
    private static Optional<String> parent(String source) {
        return Pattern.compile("class \\w+ extends (\\w+)")
                .matcher(source)
                .results()
                .findFirst()
                .flatMap(match -> source(match.group(1)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static List<String> cells(String row) {
        return Stream.of(row.split("\\|")).skip(1).map(String::strip).toList();
    }

    /** The names that GitHub and Maven's site give to headings. */
    private static List<String> anchors(Path page) throws IOException {
        String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static Set<String> topKeys(String yaml) {
        Set<String> keys = new TreeSet<>();
        ((Map<?, ?>) load(yaml)).keySet().forEach(key -> keys.add((String) key));
        return keys;
    }

    private static Object load(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    /** JSON is YAML, too. */
    private static Map<?, ?> schema() throws IOException {
        try (InputStream in = GuideTest.class.getResourceAsStream("deployment.schema.json")) {
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        }
    }

    private static void addKeys(Object schema, Set<String> keys) {
        if (schema instanceof Map<?, ?> map) {
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().forEach(key -> keys.add((String) key));
            }
            map.values().forEach(value -> addKeys(value, keys));
        } else if (schema instanceof List<?> list) {
            list.forEach(value -> addKeys(value, keys));
        }
    }

    private static void addWords(Object schema, Set<String> words) {
        if (schema instanceof Map<?, ?> map) {
            if (map.get("enum") instanceof List<?> list) {
                list.forEach(word -> words.add(String.valueOf(word)));
            }
            map.values().forEach(value -> addWords(value, words));
        } else if (schema instanceof List<?> list) {
            list.forEach(value -> addWords(value, words));
        }
    }

    private static void addDefaults(Object schema, Map<String, Set<String>> defaults) {
        if (schema instanceof Map<?, ?> map) {
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.forEach((key, value) -> {
                    Object standard = value instanceof Map<?, ?> described ? described.get("default") : null;
                    if (standard != null && !(standard instanceof Map) && !standard.equals("")) {
                        defaults.computeIfAbsent((String) key, absent -> new TreeSet<>())
                                .add(String.valueOf(standard));
                    }
                });
            }
            map.values().forEach(value -> addDefaults(value, defaults));
        } else if (schema instanceof List<?> list) {
            list.forEach(value -> addDefaults(value, defaults));
        }
    }
}
