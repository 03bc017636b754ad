package io.github.apim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.descriptor.Descriptors;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.product.FilePlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of planned TOML files, and where a finding about one is told. */
class TomlPlacesTest {

    private static final String FILE = "repository/conf/deployment.toml";

    private static final String TOML = """
            [server]
            offset = 3
            [[apim.gateway.environment]]
            name = "A"
            [[apim.gateway.environment]]
            name = " B "
            """;

    @TempDir
    Path folder;

    /** One file, which the user may bring. */
    private record OneFile(String text, Optional<Path> own) implements PlannedFiles {

        @Override
        public Optional<byte[]> read(String path) {
            return path.equals(FILE) ? Optional.of(text.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        }

        @Override
        public Optional<InputStream> open(String path) {
            return Optional.empty();
        }

        @Override
        public Object origin(String path) {
            return path;
        }

        @Override
        public Optional<Path> ownFile(String path) {
            return own.filter(file -> path.equals(FILE));
        }

        @Override
        public List<String> under(String path) {
            return List.of();
        }

        @Override
        public List<String> changed() {
            return List.of(FILE);
        }
    }

    private PlanContext context(String more, String text, Optional<Path> own) {
        ReadResult read = new Descriptors(folder).read(Descriptors.SHORTEST + more);
        return PlanContext.of(
                read,
                List.of(new PlannedNode(read.deployment().nodes().get(0), new OneFile(text, own), new XmlReading())));
    }

    private String told(PlanContext context, String path) {
        List<String> lines = new ArrayList<>();
        context.report(
                (location, where, message) -> lines.add(
                        Path.of(location.file()).getFileName() + ":" + location.line() + " " + where + " " + message),
                context.nodes().get(0),
                new FilePlace(FILE, path),
                "is wrong");
        return String.join("\n", lines);
    }

    @Test
    void valuesAreReadByTheirPaths() {
        PlannedNode planned = context("", TOML, Optional.empty()).nodes().get(0);
        FilePlace environments = new FilePlace(FILE, "apim.gateway.environment");

        assertThat(planned.value(new FilePlace(FILE, "server.offset"))).hasValue("3");
        assertThat(planned.values(environments.below("name"))).containsExactly("A", "B");
        assertThat(planned.value(environments.below("type"))).isEmpty();
        assertThat(planned.values("repository/conf/other.toml", "a")).isEmpty();
        assertThat(planned.noToml(FILE)).isEmpty();
    }

    @Test
    void ofAFileThatIsNoTomlThereIsNoValueButAFault() {
        PlannedNode planned =
                context("", "[a]\nb = \"s3cret\n", Optional.empty()).nodes().get(0);

        assertThat(planned.value(FILE, "a.b")).isEmpty();
        assertThat(planned.toml(FILE)).isEmpty();
        assertThat(planned.noToml(FILE)).get().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.what()).doesNotContain("s3cret");
        });
    }

    @Test
    void theEditOfTheKeyOrOfATableAroundItIsToldAndNoOther() {
        String edits = """
                edits:
                  all:
                    repository/conf/deployment.toml:
                      server.offset_of_mine: "1"
                      server.offset: "3"
                      apim.gateway.environment[-]: { toml: "name = 'C'", into: apim.gateway.environment }
                """;
        PlanContext context = context(edits, TOML, Optional.empty());

        assertThat(told(context, "server.offset"))
                .isEqualTo("deployment.yaml:13 nodes.gw-1 " + FILE + ": server.offset: is wrong");
        assertThat(told(context, "apim.gateway.environment[2].name")).startsWith("deployment.yaml:14 ");
        assertThat(told(context, "server.hostname")).startsWith("deployment.yaml:8 ");
    }

    @Test
    void inTheFileOfTheUserTheLineOfTheKeyOrOfItsTableIsTold() throws IOException {
        Path own = folder.resolve("own.toml");
        Files.writeString(own, "# mine\n" + TOML);
        PlanContext context = context("", TOML, Optional.of(own));

        assertThat(told(context, "server.offset")).startsWith("own.toml:3 nodes.gw-1 ");
        assertThat(told(context, "apim.gateway.environment[2].name")).startsWith("own.toml:7 ");
        assertThat(told(context, "apim.gateway.environment[2].type")).startsWith("own.toml:6 ");
        assertThat(told(context, "apim.throttling")).startsWith("own.toml:4 ");
    }

    /** As a search for passwords tells it, which knows lines alone. */
    @Test
    void inTheFileOfTheUserALineIsTheLineItselfAndNoPlaceTheFirst() throws IOException {
        Path own = folder.resolve("own.toml");
        Files.writeString(own, TOML);
        PlanContext context = context("", TOML, Optional.of(own));

        assertThat(told(context, "line 4")).startsWith("own.toml:4 nodes.gw-1 ").contains(": line 4: is wrong");
        assertThat(told(context, "line 40")).startsWith("own.toml:6 ");
        assertThat(told(context, "-Dprofile of it")).startsWith("own.toml:1 ");
    }

    @Test
    void inAnXmlFileOfTheUserItIsTheSame() throws IOException {
        Path own = folder.resolve("own.xml");
        Files.writeString(own, "<a>\n  <b/>\n</a>\n");
        PlanContext context = context("", TOML, Optional.of(own));

        assertThat(told(context, "line 2")).startsWith("own.xml:2 nodes.gw-1 ");
        assertThat(told(context, "no place")).startsWith("own.xml:1 ");
    }
}
