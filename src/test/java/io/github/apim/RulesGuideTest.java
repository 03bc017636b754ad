package io.github.apim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.Validation;
import io.github.apim.database.ServerRules;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.family.PlanRules;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.DeploymentRules;
import io.github.apim.rules.PackRules;
import io.github.apim.rules.Rule;
import io.github.apim.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the guide's list of rules to the rules, and the rules to their tests. */
class RulesGuideTest {

    private record Row(String severity, String what, String when, String families) {}

    private static Map<String, Row> rows() throws IOException {
        List<List<String>> cells = Files.readAllLines(Project.folder().resolve("src/site/markdown/rules.md")).stream()
                .filter(line -> line.matches("\\| [MNTCK]\\d.*"))
                .map(line ->
                        Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
                .toList();
        Map<String, Row> rows = new LinkedHashMap<>();
        for (List<String> row : cells) {
            assertThat(rows.put(row.get(0), new Row(row.get(1), row.get(2), row.get(3), row.get(4))))
                    .as("%s is there twice", row.get(0))
                    .isNull();
        }
        return rows;
    }

    private static Map<String, List<? extends Rule<?>>> rules() {
        return Map.of(
                "descriptor",
                DeploymentRules.all(),
                "packs",
                PackRules.all(),
                "plan",
                PlanRules.all(),
                "databases",
                ServerRules.all());
    }

    private static Stream<? extends Rule<?>> allRules() {
        return rules().values().stream().flatMap(List::stream);
    }

    /** Of the mistakes in a deployment.toml those that rules have; docs/facts/am-3.md and am-4.md say of all what they have. */
    @Test
    void theTableListsEveryMistakeOnceAndInOrder() throws IOException {
        Set<String> known = allRules().map(Rule::id).collect(Collectors.toSet());

        assertThat(rows().keySet())
                .containsExactlyElementsOf(Stream.of(
                                ids("M", 54),
                                ids("N", 40),
                                ids("T", 60).filter(known::contains),
                                ids("C", 63).filter(known::contains),
                                ids("K", 2))
                        .flatMap(ids -> ids)
                        .toList());
    }

    private static Stream<String> ids(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number);
    }

    @Test
    void everyRuleIsInTheTableWithItsSeverity() throws IOException {
        Map<String, Set<Severity>> severities = new LinkedHashMap<>();
        allRules()
                .forEach(rule -> severities
                        .computeIfAbsent(rule.id(), absent -> new TreeSet<>())
                        .add(rule.severity()));
        Map<String, Row> rows = rows();

        assertThat(severities).hasSizeGreaterThan(40);
        severities.forEach((id, expected) -> assertThat(rows.get(id).severity())
                .as(id)
                .isEqualTo(expected.stream()
                        .map(severity -> severity == Severity.ERROR ? "E" : "W")
                        .collect(Collectors.joining("/"))));
    }

    @Test
    void theTableSaysWhenEachRuleIsChecked() throws IOException {
        rows().forEach((id, row) -> {
            String when = Stream.of("descriptor", "packs", "plan", "databases")
                    .filter(kind -> rules().get(kind).stream()
                            .anyMatch(rule -> rule.id().equals(id)))
                    .collect(Collectors.joining(", "));
            assertThat(row.when()).as(id).isEqualTo(when.isEmpty() ? "–" : when);
        });
    }

    @Test
    void theTableSaysInWhichFamiliesEachRuleHolds() throws IOException {
        rows().forEach((id, row) -> assertThat(row.families()).as(id).isEqualTo(families(id)));
    }

    /** What the descriptor, the packs or the database decide is asked whatever the versions are. */
    private static String families(String id) {
        Set<VersionFamily> families = EnumSet.noneOf(VersionFamily.class);
        PlanRules.all().stream()
                .filter(rule -> rule.id().equals(id))
                .forEach(rule -> families.addAll(PlanRules.families(rule)));
        boolean always = Stream.of("descriptor", "packs", "databases")
                .flatMap(kind -> rules().get(kind).stream())
                .anyMatch(rule -> rule.id().equals(id));
        if (always || families.size() == VersionFamily.values().length) {
            return "all";
        }
        return families.isEmpty()
                ? "–"
                : families.stream().map(VersionFamily::key).collect(Collectors.joining(", "));
    }

    @Test
    void aMistakeWithoutARuleHasASentenceWhy() throws IOException {
        Set<String> ids = allRules().map(Rule::id).collect(Collectors.toSet());

        assertThat(rows()).allSatisfy((id, row) -> {
            if (ids.contains(id)) {
                assertThat(row.what()).doesNotStartWith("Not ");
            } else {
                assertThat(row.what()).matches("Not (decidable|checked): .{20,}\\.");
            }
        });
    }

    @Test
    void aValidationCountsEveryIdThatNeedsNoServerOnce() {
        assertThat(Validation.ruleIds())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Stream.of("descriptor", "packs", "plan")
                        .flatMap(kind -> rules().get(kind).stream())
                        .map(Rule::id)
                        .distinct()
                        .toList());
    }

    /** What one goal cannot see and another can must not be taken for accepted in vain. */
    @Test
    void aRuleIsContinuedWhereAGoalWithAServerGoesOnWithIt() {
        Set<String> withServer = rules().get("databases").stream().map(Rule::id).collect(Collectors.toSet());
        Set<String> both =
                Validation.ruleIds().stream().filter(withServer::contains).collect(Collectors.toSet());

        assertThat(allRules().filter(Rule::isContinued).map(Rule::id).collect(Collectors.toSet()))
                .isEqualTo(both);
        assertThat(allRules().filter(rule -> both.contains(rule.id()))).allMatch(Rule::isContinued);
    }

    /** Test methods carry the id: m38… breaks the rule, m38…StaysSilent does not. */
    @Test
    void everyRuleHasATestThatBreaksItAndOneThatStaysSilent() throws Exception {
        List<String> tests = testMethods();

        allRules().map(Rule::id).distinct().forEach(id -> {
            String start = id.toLowerCase(Locale.ROOT) + "(?=[A-Z])";
            List<String> own =
                    tests.stream().filter(name -> name.matches(start + ".*")).toList();
            assertThat(own).as("%s is broken by a test", id).anyMatch(name -> !name.endsWith("StaysSilent"));
            assertThat(own).as("%s stays silent in a test", id).anyMatch(name -> name.endsWith("StaysSilent"));
        });
    }

    private static List<String> testMethods() throws Exception {
        Path classes = Path.of(RulesGuideTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> names = new ArrayList<>();
        for (String folder : List.of("io/github/apim/family", "io/github/apim/rules", "io/github/apim/database")) {
            try (Stream<Path> files = Files.walk(classes.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith("Test.class"))
                        .toList()) {
                    String name = classes.relativize(file)
                            .toString()
                            .replace(".class", "")
                            .replace('/', '.');
                    Stream.of(Class.forName(name).getDeclaredMethods())
                            .filter(method -> method.isAnnotationPresent(Test.class))
                            .forEach(method -> names.add(method.getName()));
                }
            }
        }
        return names;
    }
}
