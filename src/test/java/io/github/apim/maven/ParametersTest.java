package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.Layout;
import io.github.apim.product.Role;
import io.github.apim.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference of the goals is made of the parameters' comments, so each says what a user must know. */
class ParametersTest {

    private static final Path MOJOS = Project.folder().resolve("src/main/java/io/github/apim/maven");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?:/\\*\\*(?<comment>(?:(?!\\*/).)*)\\*/\\s*)?@Parameter\\((?<options>(?:[^()\"]|\"[^\"]*\")*)\\)\\s*private (?<type>\\w+)"
                    + " (?<name>\\w+);",
            Pattern.DOTALL);

    private record Parameter(String mojo, String comment, String type, String name) {

        @Override
        public String toString() {
            return mojo + "." + name;
        }
    }

    /** Those that a user can set. */
    static List<Parameter> parameters() throws IOException {
        List<Parameter> parameters = new ArrayList<>();
        try (Stream<Path> files = Files.list(MOJOS)) {
            for (Path file : files.sorted().toList()) {
                PARAMETER
                        .matcher(Files.readString(file))
                        .results()
                        .filter(found -> !found.group(2).contains("readonly = true"))
                        .forEach(found -> parameters.add(new Parameter(
                                file.getFileName().toString(),
                                found.group(1) == null ? "" : found.group(1),
                                found.group(3),
                                found.group(4))));
            }
        }
        return parameters;
    }

    @Test
    void everyParameterIsLookedAt() throws IOException {
        long written = 0;
        try (Stream<Path> files = Files.list(MOJOS)) {
            for (Path file : files.toList()) {
                written += Files.readString(file).split("@Parameter\\(property", -1).length - 1;
            }
        }

        assertThat(parameters()).hasSizeGreaterThan(30).hasSize((int) written);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterSaysSinceWhenItIsThere(Parameter parameter) {
        assertThat(parameter.comment()).containsPattern("\\* @since \\d+\\.\\d+\\.\\d+\\s");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterHasAnExampleThatSetsIt(Parameter parameter) {
        assertThat(parameter.comment())
                .containsPattern("<p>Example: \\{@code [^}]*(-Dapim\\." + parameter.name() + "\\b|<" + parameter.name()
                        + ">[^<{}]+</" + parameter.name() + ">)[^}]*}");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterSaysWhichValuesItTakes(Parameter parameter) {
        assertThat(values(parameter))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(parameter.comment()).containsPattern(value));
    }

    private static List<String> values(Parameter parameter) {
        return switch (parameter.name()) {
            case "format" -> codes(PlanFormat.values());
            case "layout" -> codes(Layout.values());
            case "failOn" -> codes(FailOn.values());
            case "pattern" -> codes(Starter.values());
            case "role" ->
                Stream.of(Role.values()).map(role -> code(role.key())).toList();
            case "rollback" -> Stream.concat(booleans(), Stream.of("digits")).toList();
            case "environment" -> List.of("name", "commas", code("all"));
            case "against" -> List.of("tarball", "manifest", "folder", code("environment:<name>"));
            case "tag" -> List.of("a text");
            case "node" -> List.of("name in the descriptor", "commas");
            case "packs" -> List.of("files", "folders", "commas");
            case "outputTimestamp" -> List.of("ISO 8601", "seconds since 1970");
            case "databaseAdministrator" -> List.of("id of the \\{@code <server>}");
            case "databaseUrl" -> List.of("jdbc:mysql://host:port");
            case "databaseParameters" -> List.of("name=value&name=value");
            default ->
                switch (parameter.type()) {
                    case "boolean", "Boolean" -> booleans().toList();
                    case "int" -> List.of("a number");
                    case "File" -> List.of("\\b(file|folder|home)\\b");
                    default -> List.of();
                };
        };
    }

    private static Stream<String> booleans() {
        return Stream.of("true", "false").map(ParametersTest::code);
    }

    private static List<String> codes(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> code(value.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .toList();
    }

    private static String code(String word) {
        return Pattern.quote("{@code " + word + "}");
    }
}
