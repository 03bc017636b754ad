package io.github.apim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Follows what comments cite of the products' facts to {@code docs/facts}. */
class FactsTest {

    private static final Path FACTS = Project.folder().resolve("docs/facts/am-1.9.0.md");

    private static final Path FACTS_OF_2 = Project.folder().resolve("docs/facts/am-2.md");

    private static final Path FACTS_OF_3 = Project.folder().resolve("docs/facts/am-3.md");

    private static final Path FACTS_OF_4 = Project.folder().resolve("docs/facts/am-4.md");

    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|(?<![:\"])//[^\\n]*|^#[^\\n]*", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINE_START = Pattern.compile("\\s*\\n\\s*(\\*|//|#)?\\s*");
    /** A section with its own steps, a section, a lesson of the bytecode or a mistake. */
    private static final Pattern CITATION = Pattern.compile("§\\d+ S\\d|§\\d+(?:\\.\\d+)*|\\b[RMN]\\d{1,2}\\b");

    private static final String ITEM = "(?:§\\d+(?:\\.\\d+)*|[RMNTC]\\d{1,2})";
    private static final Pattern OF_2 = of("am-2");
    private static final Pattern OF_3 = of("am-3");
    private static final Pattern OF_4 = of("am-4");
    private static final Pattern OF_1 = Pattern.compile("matrix " + ITEM + "(?:(?:, | and | to )" + ITEM + ")*");

    private static final Pattern OF_AN_RFC = Pattern.compile("RFC \\d+ §[\\d.]+");
    private static final Pattern OF_A_VERSION = Pattern.compile("\\b(am-\\d+\\.\\d+\\.\\d+) (§\\d+(?:\\.\\d+)*)");
    private static final Pattern MISTAKE = Pattern.compile("\\b[MNTC]\\d+\\b");
    private static final Pattern HEADING = Pattern.compile("^#{2,3} (§[\\d.]+|R\\d+) ", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| ([MNSTCR]\\d+) \\|", Pattern.MULTILINE);

    private static Pattern of(String page) {
        return Pattern.compile("(?i)" + page + " " + ITEM + "(?:(?:, | and | to )" + ITEM + ")*");
    }

    @Test
    void everyCitationLeadsToAHeadingOrARow() throws IOException {
        Set<String> known = known(Files.readString(FACTS));
        Set<String> cited = new TreeSet<>();

        for (Path source : sources()) {
            Set<String> here = citations(Files.readString(source));
            cited.addAll(here);
            assertThat(known)
                    .as("%s cites", Project.folder().relativize(source))
                    .containsAll(here);
        }

        assertThat(cited).contains("§0.2", "§3.1", "R4", "M31", "§8 S2").hasSizeGreaterThan(50);
    }

    /** A page of a later version says only what differs, and is cited by its name. */
    @Test
    void everyCitationOfALaterVersionLeadsToAHeadingOfItsPage() throws IOException {
        Set<String> cited = new TreeSet<>();

        for (Path source : sources()) {
            for (MatchResult citation : OF_A_VERSION
                    .matcher(oneLine(Files.readString(source)))
                    .results()
                    .toList()) {
                cited.add(citation.group(1));
                Path page = FACTS.resolveSibling(citation.group(1) + ".md");
                assertThat(page).as("%s cites", source).exists();
                assertThat(known(Files.readString(page))).as("%s cites", source).contains(citation.group(2));
            }
        }

        assertThat(cited).contains("am-1.9.1", "am-1.10.0");
    }

    @Test
    void everyCitationOfTheFactsOf2To4LeadsToAHeadingOrARow() throws IOException {
        assertThat(cited(OF_2, FACTS_OF_2)).contains("§4", "§5", "M48");
        assertThat(cited(OF_3, FACTS_OF_3)).contains("§6", "R13");
        assertThat(cited(OF_4, FACTS_OF_4)).contains("§5", "R14");
    }

    /** What all sources cite of a page, each of which leads somewhere. */
    private static Set<String> cited(Pattern citation, Path facts) throws IOException {
        Set<String> known = known(Files.readString(facts));
        Set<String> cited = new TreeSet<>();
        for (Path source : sources()) {
            Set<String> here = new TreeSet<>();
            COMMENT.matcher(Files.readString(source))
                    .results()
                    .forEach(comment -> here.addAll(items(citation, oneLine(comment.group()))));
            cited.addAll(here);
            assertThat(known)
                    .as("%s cites %s", Project.folder().relativize(source), facts.getFileName())
                    .containsAll(here);
        }
        return cited;
    }

    /** Each mistake that is known has a rule, or a sentence that says why it has none. */
    @Test
    void everyMistakeInADeploymentTomlHasARuleOrASentenceWhyNot() throws IOException {
        Set<String> rules = ROW.matcher(Files.readString(Project.folder().resolve("src/site/markdown/rules.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        Map<String, String> answers = new TreeMap<>(answers(FACTS_OF_3, "T", 60));
        answers.putAll(answers(FACTS_OF_4, "C", 63));

        answers.forEach((mistake, answer) -> {
            if (!answer.matches("Not (?:decidable|checked): .{20,}\\.")) {
                List<String> named = MISTAKE.matcher(answer)
                        .results()
                        .map(MatchResult::group)
                        .toList();
                assertThat(named).as(mistake).isNotEmpty();
                assertThat(rules).as(mistake).containsAll(named);
            }
        });
        assertThat(rules.stream().filter(id -> id.matches("[TC].*")))
                .allMatch(id -> answers.getOrDefault(id, "").contains(id));
    }

    private static Map<String, String> answers(Path facts, String letter, int last) throws IOException {
        Map<String, String> answers = new TreeMap<>();
        Pattern.compile("^\\| (" + letter + "\\d+) \\|[^|]*\\|[^|]*\\| ([^|]*) \\|$", Pattern.MULTILINE)
                .matcher(Files.readString(facts))
                .results()
                .forEach(row -> answers.put(row.group(1), row.group(2)));
        assertThat(answers.keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, last)
                        .mapToObj(number -> letter + number)
                        .toList());
        return answers;
    }

    @Test
    void thePageOf2RefersToWhatItAndTheMatrixHave() throws IOException {
        String page = oneLine(Files.readString(FACTS_OF_2));

        assertThat(known(Files.readString(FACTS))).containsAll(items(OF_1, page));
        assertThat(known(Files.readString(FACTS_OF_2)))
                .contains("§10.1", "N40")
                .containsAll(all(OF_1.matcher(page).replaceAll("")));
    }

    private static Set<String> items(Pattern list, String text) {
        return list.matcher(text)
                .results()
                .flatMap(found -> Pattern.compile(ITEM).matcher(found.group()).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Within the page itself, too. */
    @Test
    void thePageRefersToWhatItHas() throws IOException {
        String page = Files.readString(FACTS);

        assertThat(known(page)).containsAll(all(page));
    }

    @Test
    void everyMistakeOfTheGuideIsInItsTable() throws IOException {
        Set<String> rules = ROW.matcher(Files.readString(Project.folder().resolve("src/site/markdown/rules.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> known = known(Files.readString(FACTS));
        for (Path facts : List.of(FACTS_OF_2, FACTS_OF_3, FACTS_OF_4)) {
            known.addAll(known(Files.readString(facts)));
        }

        assertThat(rules).contains("M52", "N40").hasSizeGreaterThan(50);
        assertThat(known).containsAll(rules);
    }

    @Test
    void noHeadingAndNoRowIsThereTwice() throws IOException {
        for (Path facts : List.of(FACTS, FACTS_OF_2, FACTS_OF_3, FACTS_OF_4)) {
            String page = Files.readString(facts);

            assertThat(HEADING.matcher(page).results().map(found -> found.group(1)))
                    .doesNotHaveDuplicates();
            assertThat(ROW.matcher(page).results().map(found -> found.group(1))).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/** As it is (matrix §3.1, R4). */ | R4,§3.1",
                "// (matrix M23 to M25) | M23,M25",
                "\"/** Text (matrix\n * §3.2). */\" | §3.2",
                "\"/** Text (matrix §12,\n * §8 S2). */\" | §12,§8 S2",
                "# by hand (§1.3) | §1.3",
                "String id = \"M99\"; | ''",
                "/** Deflate (RFC 1951 §3.2). */ | ''",
                "/** Elsewhere (am-2 §4, M48), and here (matrix R4). */ | R4"
            })
    void aCitationIsWhatACommentSaysOfTheFacts(String source, String expected) {
        assertThat(String.join(",", citations(source))).isEqualTo(expected.replace("''", ""));
    }

    /** All but those that cite a standard: deflate and zip. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Project.folder().resolve("src"))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|golden)"))
                    .filter(file -> !file.toString().contains("/io/github/apim/archive/"))
                    .filter(file -> !file.endsWith("FactsTest.java"))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> known(String page) {
        Set<String> known = HEADING.matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            known.add(!row.group(1).startsWith("S") ? row.group(1) : section(page, row.start()) + " " + row.group(1));
        }
        return known;
    }

    private static String section(String page, int position) {
        return HEADING.matcher(page.substring(0, position))
                .results()
                .reduce((first, second) -> second)
                .orElseThrow()
                .group(1);
    }

    private static Set<String> citations(String source) {
        return COMMENT.matcher(source)
                .results()
                .flatMap(comment -> all(comment.group()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String oneLine(String text) {
        return LINE_START.matcher(text).replaceAll(" ");
    }

    private static Set<String> all(String text) {
        String others = OF_A_VERSION.matcher(oneLine(text)).replaceAll("");
        for (Pattern page : List.of(OF_2, OF_3, OF_4)) {
            others = page.matcher(others).replaceAll("");
        }
        return CITATION.matcher(OF_AN_RFC.matcher(others).replaceAll(""))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
