package io.github.apim.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.apim.assembly.NodeOutput;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.testing.Command;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in manifests, and that their schema says the same. */
class ManifestTest {

    @TempDir
    static Path folder;

    private static TestDeployment deployment;

    @BeforeAll
    static void assemble() throws IOException {
        Path own = folder.resolve("overlays/all/samples/own.txt");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "mine");
        deployment = ExampleDeployment.in(folder)
                .with(
                        "nodes:\n",
                        "edits: { gateway-worker: { repository/conf/log4j.properties: { log4j.rootLogger: ERROR } } }\n"
                                + "nodes:\n");
        deployment.assemble();
    }

    @Test
    void productAndVersionAreFieldsOfTheirOwnAndAnOlderManifestSaysTheSame() throws IOException {
        Path file = NodeOutput.of(deployment.output(), "gateway-worker-1").manifest();
        String json = Files.readString(file);
        String fields = "  \"product\": \"api-manager\",\n  \"version\": \"1.9.0\",\n";
        String older = json.replace("\"format\": 2", "\"format\": 1")
                .replace(fields, "  \"product\": \"WSO2 API Manager 1.9.0\",\n");

        assertThat(json).contains(fields);
        assertThat(Manifest.read(file).product()).isEqualTo(new ProductVersion(Product.API_MANAGER, "1.9.0"));
        assertThat(older).doesNotContain("\"version\"");
        assertThat(Manifest.parse(older.getBytes(StandardCharsets.UTF_8), "m.json"))
                .isEqualTo(Manifest.read(file));
    }

    @Test
    void aManifestOfAnUnknownProductIsNone() throws IOException {
        String json = Files.readString(
                NodeOutput.of(deployment.output(), "gateway-worker-1").manifest());
        String other = json.replace("\"product\": \"api-manager\"", "\"product\": \"esb\"");

        assertThatThrownBy(() -> Manifest.parse(other.getBytes(StandardCharsets.UTF_8), "m.json"))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("m.json is no manifest of this plugin");
    }

    @Test
    void everyManifestIsAsTheSchemaSaysAndTheSameWithinTheTarball() throws IOException {
        Schema schema;
        try (InputStream in = Manifest.class.getResourceAsStream("/io/github/apim/manifest.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        }
        for (String node : deployment.nodes()) {
            NodeOutput output = NodeOutput.of(deployment.output(), node);
            String json = Files.readString(output.manifest());

            assertThat(schema.validate(json, InputFormat.JSON)).as(node).isEmpty();
            assertThat(schema.validate(json.replace("\"format\": 2", "\"format\": 3"), InputFormat.JSON))
                    .isNotEmpty();
            assertThat(NodeHome.read(output.tarball()).bytes(Manifest.PLACE))
                    .isEqualTo(json.getBytes(StandardCharsets.UTF_8));
            assertThat(Files.getPosixFilePermissions(output.manifest()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void readingGivesWhatWasWritten() throws IOException {
        for (String node : deployment.nodes()) {
            Path file = NodeOutput.of(deployment.output(), node).manifest();

            assertThat(Manifest.read(file).json()).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void everyChangeNamesTheOverlayOrTheEditThatDidIt() throws IOException {
        Manifest worker = Manifest.read(
                NodeOutput.of(deployment.output(), "gateway-worker-1").manifest());

        assertThat(worker.files()).allSatisfy(file -> assertThat(file.by()).isNotEmpty());
        assertThat(file(worker, "repository/conf/carbon.xml").by()).contains("server-identity");
        assertThat(file(worker, "repository/conf/log4j.properties").by())
                .containsExactly("user-edits (edits.gateway-worker)");
        assertThat(file(worker, "samples/own.txt").by()).containsExactly("user-files (overlays/all)");
        assertThat(file(worker, "repository/deployment/server/jaggeryapps/publisher")
                        .action())
                .isEqualTo(Action.REMOVED);
        assertThat(worker.inputs())
                .extracting(input -> input.kind() + " " + input.name())
                .contains(
                        "pack wso2am-1.9.0.zip",
                        "jar mysql-connector-java-5.1.49.jar",
                        "user-file all/samples/own.txt");
    }

    @Test
    void noManifestTellsWhereFilesLayOrHoldsAPassword() throws IOException {
        for (String node : deployment.nodes()) {
            assertThat(Files.readString(NodeOutput.of(deployment.output(), node).manifest()))
                    .doesNotContain(folder.toString())
                    .doesNotContainIgnoringCase("secret");
        }
    }

    @Test
    void whatIsNoManifestIsRefused() {
        assertThatThrownBy(() -> Manifest.parse("{".getBytes(StandardCharsets.UTF_8), "m.json"))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("m.json is no manifest");
        assertThatThrownBy(() -> Manifest.parse(
                        "{\"format\": 7, \"plugin\": \"9.0\"}".getBytes(StandardCharsets.UTF_8), "m.json"))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("format 7")
                .hasMessageContaining("9.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"format\": 1, \"x\": DEEP}", "DEEP", "{\"format\": 1, \"files\": [ {\"x\": DEEP} ]}"})
    void aManifestThatIsNestedWithoutEndIsRefused(String json) {
        for (String deep : List.of("[".repeat(200_000), "{\"a\":".repeat(200_000), "- ".repeat(100_000) + "x")) {
            byte[] bytes = json.replace("DEEP", deep).getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> Manifest.parse(bytes, "m.json"))
                    .isInstanceOf(ManifestException.class)
                    .hasMessage("m.json is no manifest of this plugin; take the one that was built with the tarball");
        }
    }

    @Test
    void aManifestOfMoreThanAnyHasIsRefused() {
        String many = "{\"format\": 1, \"x\": [" + "1,".repeat(1_500_000) + "1]}";
        assertThatThrownBy(() -> Manifest.parse(many.getBytes(StandardCharsets.UTF_8), "m.json"))
                .isInstanceOf(ManifestException.class)
                .hasMessageStartingWith("m.json is no manifest");
        assertThatThrownBy(() -> Manifest.parse(new byte[(16 << 20) + 1], "m.json"))
                .isInstanceOf(ManifestException.class)
                .hasMessage("m.json is too large for a manifest");
    }

    @Test
    void aManifestSaysNothingThatATerminalWouldObey() {
        String json = "{\"format\": 7, \"plugin\": \"9\\u001b[2J\\n[INFO] BUILD SUCCESS\"}";

        assertThatThrownBy(() -> Manifest.parse(json.getBytes(StandardCharsets.UTF_8), "m.json"))
                .hasMessageEndingWith("use the version that built it: 9\\u001b[2J\\n[INFO] BUILD SUCCESS");
        assertThat(new Drift(Drift.Severity.ERROR, Drift.Kind.CHANGED, "a\u202eb", "was changed by \u001b]0;x\u0007\n"))
                .hasToString("changed: a\\u202eb: was changed by \\u001b]0;x\\u0007\\n");
        assertThat(Printable.lines("MISSING\tJava 7\n[INFO] BUILD SUCCESS\r\u0085\u200b"))
                .isEqualTo("MISSING\tJava 7\n    [INFO] BUILD SUCCESS\\u000d\\u0085\\u200b");
    }

    @Test
    void aListingThatUnpacksToMoreThanAnyHasIsRefused() throws IOException {
        assertThatThrownBy(() -> PackListing.read(gzip("x".repeat(33 << 20)), "p.gz"))
                .isInstanceOf(ManifestException.class)
                .hasMessage("p.gz unpacks to more than 32 MiB, which no list of a pack's entries does");
        assertThatThrownBy(() -> PackListing.read(gzip("0644\t-\t-\ta\n".repeat(300_001)), "p.gz"))
                .isInstanceOf(ManifestException.class)
                .hasMessage("p.gz lists more than 300000 entries, as no pack has");
        assertThat(PackListing.read(gzip("0644\t-\t-\ta\n".repeat(300_000)), "p.gz"))
                .hasSize(300_000);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aHugeFileInPlaceOfAManifestIsRefusedInAHomeAndInATarball() throws Exception {
        Path home = Files.createDirectories(folder.resolve("huge/home-1"));
        Files.createDirectories(home.resolve(".apim"));
        try (RandomAccessFile file =
                new RandomAccessFile(home.resolve(Manifest.PLACE).toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        assertThatThrownBy(() -> Verification.of(home))
                .isInstanceOf(ManifestException.class)
                .hasMessage(home + "/.apim/manifest.json is too large to be one of this plugin's files");

        try (RandomAccessFile file =
                new RandomAccessFile(home.resolve(Manifest.PLACE).toFile(), "rw")) {
            file.setLength(17L << 20);
        }
        Path tarball = folder.resolve("huge/n.tar.gz");
        assertThat(new Command(folder, Duration.ofMinutes(1))
                        .run(List.of(
                                "tar",
                                "czf",
                                tarball.toString(),
                                "-C",
                                folder.resolve("huge").toString(),
                                "home-1"))
                        .code())
                .isZero();
        assertThatThrownBy(() -> Verification.of(tarball))
                .isInstanceOf(ManifestException.class)
                .hasMessage(tarball + ": .apim/manifest.json is too large to be one of this plugin's files");
    }

    private static ManifestFile file(Manifest manifest, String path) {
        return manifest.files().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path));
    }
}
