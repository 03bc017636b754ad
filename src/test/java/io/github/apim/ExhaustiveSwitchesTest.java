package io.github.apim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every switch over roles or products is an expression without {@code default}: a role that is new then stops the
 * compiler in each place that has to decide about it. A statement would pass over it in silence.
 */
class ExhaustiveSwitchesTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern SWITCH = Pattern.compile("(\\S+)\\s+switch \\(");
    private static final Pattern CASE = Pattern.compile("\\bcase\\s+([A-Z_0-9]+(?:\\s*,\\s*[A-Z_0-9]+)*)\\s*(?:->|:)");
    private static final Pattern DEFAULT = Pattern.compile("\\bdefault\\s*(?:->|:)");
    private static final Set<String> ROLES = names(Role.values());
    private static final Set<String> PRODUCTS = names(Product.values());

    @Test
    void noSourceHasADefaultForRolesOrProducts() throws IOException {
        List<String> found = new ArrayList<>();
        int switches = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String source = Files.readString(file, StandardCharsets.UTF_8);
                switches += switches(source).size();
                problems(source).forEach(problem -> found.add(SOURCES.relativize(file) + ": " + problem));
            }
        }
        assertThat(found).isEmpty();
        assertThat(switches).isGreaterThan(4);
    }

    @Test
    void aDefaultAndAStatementAreFound() {
        assertThat(problems("int a = switch (role) { case STORE, BAM -> 1; default -> 0; };"))
                .containsExactly("switch (role) has a default");
        assertThat(problems("{ switch (node.role()) {\n case STORE -> { a(); }\n case BAM -> b(); } }"))
                .containsExactly("switch (node.role()) is a statement");
        assertThat(problems("return switch (product) { case API_MANAGER: yield 1; default: yield 0; };"))
                .containsExactly("switch (product) has a default");
    }

    @Test
    void otherSwitchesAndExhaustiveOnesPass() {
        assertThat(problems("return switch (role) { case STORE -> switch (sign) { case '{' -> 1; default -> 2; }; };"))
                .isEmpty();
        assertThat(problems("switch (this) { case NOTHING -> 1; default -> 2; }"))
                .isEmpty();
    }

    private static List<String> problems(String source) {
        List<String> problems = new ArrayList<>();
        for (Found found : switches(source)) {
            if (DEFAULT.matcher(found.body()).find()) {
                problems.add(found.head() + " has a default");
            } else if (!found.expression()) {
                problems.add(found.head() + " is a statement");
            }
        }
        return problems;
    }

    /** @param body without the bodies of inner blocks */
    private record Found(String head, String body, boolean expression) {}

    private static List<Found> switches(String source) {
        List<Found> found = new ArrayList<>();
        Matcher matcher = SWITCH.matcher(source);
        while (matcher.find()) {
            int start = source.indexOf('{', matcher.end());
            String head = source.substring(source.indexOf("switch", matcher.end(1)), start)
                    .strip();
            String body = outermost(source, start);
            if (isOverRolesOrProducts(body)) {
                String before = matcher.group(1);
                found.add(new Found(head, body, before.matches("return|yield|=|->|\\+|.*\\(")));
            }
        }
        return found;
    }

    private static boolean isOverRolesOrProducts(String body) {
        Set<String> labels = CASE.matcher(body)
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split("\\s*,\\s*")))
                .collect(Collectors.toSet());
        return !labels.isEmpty() && (ROLES.containsAll(labels) || PRODUCTS.containsAll(labels));
    }

    private static String outermost(String source, int start) {
        StringBuilder body = new StringBuilder();
        int depth = 0;
        for (int i = start; i < source.length(); i++) {
            char character = source.charAt(i);
            boolean quoted = i > 0 && source.charAt(i - 1) == '\'' && source.charAt(i + 1) == '\'';
            if (character == '{' && !quoted) {
                depth++;
            } else if (character == '}' && !quoted && --depth == 0) {
                break;
            } else if (depth == 1) {
                body.append(character);
            }
        }
        return body.toString();
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }
}
