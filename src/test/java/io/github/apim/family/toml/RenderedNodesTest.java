package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.ConfigMapper;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.RealPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers' own mapper, fed with the nodes' files and the templates of their packs. */
@Needs({Need.REAL_PACKS, Need.CONFIG_MAPPER})
class RenderedNodesTest {

    private static final String TOML = "repository/conf/deployment.toml";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.1.0"})
    void everyNodeOfThreeTopologiesIsRenderedAndAllItsXmlIsXml(String version) throws Exception {
        int rendered = 0;
        for (String topology : List.of(TomlDeployments.OF_4, TomlDeployments.SMALL_OF_4, TomlDeployments.ALL_IN_ONE)) {
            Path here = folder.resolve("t" + topology.hashCode());
            for (NodeHome home :
                    TomlDeployments.of(here, version, topology).assemble().values()) {
                Path files = render(home.bytes(TOML), version, Files.createTempDirectory(folder, "home"));
                rendered += wellFormed(files);
            }
        }
        assertThat(rendered).isGreaterThan(100);
    }

    /** The goldens were rendered from files that people wrote by hand for the same deployment. */
    @ParameterizedTest
    @CsvSource({
        "4.0.0, control-plane, cp-1-tm",
        "4.0.0, traffic-manager, tm-1",
        "4.0.0, gateway-3, gw-3",
        "4.1.0, control-plane, cp-1-tm",
        "4.1.0, traffic-manager, tm-1",
        "4.1.0, gateway-3, gw-3"
    })
    void whatIsRenderedIsWhatIsRenderedFromFilesOfOthers(String version, String node, String golden)
            throws IOException {
        byte[] toml = TomlDeployments.of(folder, version, TomlDeployments.OF_4)
                .assemble()
                .get(node)
                .bytes(TOML);
        Path files = render(toml, version, Files.createDirectories(folder.resolve("home")));
        Path expected = RealPacks.folder()
                .resolveSibling("generations/apim-4-golden")
                .resolve(version)
                .resolve(golden);

        try (Stream<Path> all = Files.walk(expected)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = expected.relativize(file).toString();
                if (path.endsWith(".excerpt") || path.equals(TOML)) {
                    continue;
                }
                List<String> ours = comparable(Files.readString(files.resolve(path)));
                List<String> theirs = comparable(Files.readString(file));
                assertThat(theirs.stream().filter(line -> !ours.contains(line)))
                        .as("%s, only in the file of others", path)
                        .isEmpty();
                assertThat(ours.stream().filter(line -> !theirs.contains(line)))
                        .as("%s, only in ours", path)
                        .isEmpty();
                assertThat(ours).as(path).hasSameSizeAs(theirs);
            }
        }
    }

    /**
     * Without what may differ: texts for people, ports that go without saying, comments, and what the shipped file says and
     * the others leave to the defaults. A newer template engine than the servers' indents one line otherwise.
     */
    private static List<String> comparable(String text) {
        String comparable = text.replaceAll("<Description>.*?</Description>", "<Description/>")
                .replace("ws://ws.gw.example.com:80", "ws://ws.gw.example.com")
                .replace("wss://ws.gw.example.com:443", "wss://ws.gw.example.com")
                .replace("https://gw.example.com:443/services/", "https://mgt.gw.example.com:443/services/")
                .replace(";MVCC=TRUE", "")
                .replaceAll("<Access-Control-Allow-Headers>.*", "")
                .replaceAll("(?m)^\\s+", "")
                .replaceAll("(?m)^#.*", "")
                // The others give the connector for plain HTTP one, too, though no virtual host serves it.
                .replaceAll("(?m)^proxyPort=\"80\".*", "")
                .replaceAll("\\s+\n", "\n");
        return comparable.lines().filter(line -> !line.isBlank()).toList();
    }

    @Test
    void anotherOrderStopsTheServer() throws IOException {
        String toml = new String(
                TomlDeployments.of(folder, "4.1.0", TomlDeployments.OF_4)
                        .assemble()
                        .get("gateway")
                        .bytes(TOML),
                StandardCharsets.UTF_8);
        int start = toml.indexOf("[apim.throttling]");
        int end = toml.indexOf("[[apim.throttling.url_group]]");
        String table = toml.substring(start, end);
        Map<String, String> broken = Map.of(
                "parent behind its child", toml.substring(0, start) + toml.substring(end) + "\n" + table,
                "the same table twice", toml + "\n" + table,
                "dotted beside a table",
                        toml.replace(
                                "[transport.https.properties]",
                                "[transport.https]\nproperties.port = 9443\n\n[transport.https.properties]"));

        assertThat(start).isPositive().isLessThan(end);
        broken.forEach((what, text) -> assertThatThrownBy(() -> render(
                        text.getBytes(StandardCharsets.UTF_8), "4.1.0", Files.createTempDirectory(folder, "home")))
                .as(what)
                .isInstanceOf(ConfigMapper.Refusal.class));
    }

    /** It stops nothing, and so is never written. */
    @Test
    void aReferenceWithinAnArrayOfTablesIsNotResolved() throws IOException {
        String toml = new String(
                TomlDeployments.of(folder, "4.1.0", TomlDeployments.OF_4)
                        .assemble()
                        .get("control-plane")
                        .bytes(TOML),
                StandardCharsets.UTF_8);
        String broken = toml.replaceFirst(
                "username = \"\\$\\{admin.username}\"", "username = \"\\$ref{super_admin.username}\"");

        String rendered = Files.readString(
                render(broken.getBytes(StandardCharsets.UTF_8), "4.1.0", Files.createTempDirectory(folder, "home"))
                        .resolve("repository/conf/api-manager.xml"));

        assertThat(broken).isNotEqualTo(toml);
        assertThat(rendered).contains("<Username>$ref{super_admin.username}</Username>");
    }

    private static Path render(byte[] toml, String version, Path work) throws IOException {
        return ConfigMapper.render(
                toml, RealPacks.folder().resolve("wso2am-" + version).resolve("repository/resources/conf"), work);
    }

    private static int wellFormed(Path home) throws Exception {
        int read = 0;
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".xml")).toList()) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
                factory.newDocumentBuilder().parse(file.toFile());
                read++;
            }
        }
        return read;
    }
}
