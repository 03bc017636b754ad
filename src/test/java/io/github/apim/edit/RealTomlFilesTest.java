package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.TomlTraps.Kind;
import io.github.apim.testing.ConfigMapper;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every TOML file of real packs, edited in many places one at a time; and what their servers make of an edited one. */
@Needs(Need.REAL_PACKS)
class RealTomlFilesTest {

    private static final int PLACES_PER_FILE = 8;
    private static final String MARKER = " & <more> \"'\\";
    private static final String RESOURCES = "repository/resources/conf";

    private static <T> List<T> sample(List<T> places) {
        var step = Math.max(1, (places.size() + PLACES_PER_FILE - 1) / PLACES_PER_FILE);
        return IntStream.range(0, places.size())
                .filter(i -> i % step == 0)
                .mapToObj(places::get)
                .toList();
    }

    private static TomlFile parse(Path file) {
        return TomlFile.parse(file.toString(), RealPacks.read(file));
    }

    @Test
    void filesThatAreNotEditedKeepTheirBytesAndAreReadAsTheParserReadsThem() {
        var files = RealPacks.files(".toml");
        for (var file : files) {
            var parsed = parse(file);
            assertThat(parsed.bytes()).as("%s", file).isEqualTo(RealPacks.read(file));
            TomlJudge.check(parsed.document());
            assertThat(parsed.values()).as("%s", file).isNotEmpty();
        }
        System.out.printf("unchanged: %d TOML files%n", files.size());
    }

    @Test
    void aValueThatIsSetChangesItsOwnLinesOnlyAndCanBeUndone() {
        var edits = 0;
        for (var file : RealPacks.files(".toml")) {
            var parsed = parse(file);
            var before = parsed.bytes();
            for (var place : sample(List.copyOf(parsed.values().keySet()))) {
                var item = parsed.document().query().one(TomlPath.parse("", place));
                if (!(item instanceof TomlItem.Value value)) {
                    continue;
                }
                var text = parsed.document().text();
                var written = text.substring(value.node().start(), value.node().end());
                var edited = parsed.set(place, TomlValue.text(parsed.text(place) + MARKER));
                assertThat(Diffs.changedLines(before, edited.bytes()))
                        .as("%s %s", file, place)
                        .containsExactly(Lines.number(text, value.node().start()));
                assertThat(edited.text(place)).isEqualTo(parsed.text(place) + MARKER);
                assertThat(edited.set(place, new TomlValue(written)).bytes()).isEqualTo(before);
                edits++;
            }
        }
        System.out.printf("values: %d edits, all undone to the same bytes%n", edits);
    }

    @Test
    void aSampleThatBecomesLiveChangesItsOwnLineAndItsHeaderOnly() {
        var revived = 0;
        for (var file : RealPacks.files(".toml")) {
            var parsed = parse(file);
            var samples = parsed.document().samples();
            for (var sample : sample(samples)) {
                var twice = samples.stream()
                        .filter(other -> other.names().equals(sample.names()))
                        .count();
                if (sample.names().isEmpty() || twice > 1 || parsed.has(TomlStrings.key(sample.names()))) {
                    continue;
                }
                var after = parsed.set(TomlStrings.key(sample.names()), TomlValue.text("revived"));
                var lines = List.of(
                        parsed.document().line(sample.below().orElseThrow().hash()),
                        parsed.document().line(sample.hash()));
                assertThat(Diffs.changedLines(parsed.bytes(), after.bytes()))
                        .as("%s %s", file, sample.names())
                        .isNotEmpty()
                        .isSubsetOf(lines);
                revived++;
            }
        }
        System.out.printf("samples: %d became live%n", revived);
        assertThat(revived).isPositive();
    }

    @Test
    void whatIsAddedAndRemovedAgainLeavesTheBytesAsTheyWere() {
        for (var file : RealPacks.files(".toml")) {
            var parsed = parse(file);
            var table = parsed.set("own.table.key", "x");
            assertThat(TomlTraps.ofReading(table.document())).as("%s", file).isEmpty();
            assertThat(table.remove("own").text(firstKey(parsed))).isEqualTo(parsed.text(firstKey(parsed)));
            var key = parsed.set(firstTable(parsed) + ".own_key", "x");
            assertThat(key.remove(firstTable(parsed) + ".own_key").bytes())
                    .as("%s", file)
                    .isEqualTo(parsed.bytes());
        }
    }

    private static String firstKey(TomlFile file) {
        return file.values().keySet().stream()
                .filter(path -> file.document().query().one(TomlPath.parse("", path)) instanceof TomlItem.Value)
                .findFirst()
                .orElseThrow();
    }

    private static String firstTable(TomlFile file) {
        return file.values().keySet().stream()
                .filter(path -> path.indexOf('.') > 0 && path.indexOf('[') < 0)
                .map(path -> path.substring(0, path.lastIndexOf('.')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theShippedFilesOfServersHaveNoTrapOverWhichTheyStop() {
        for (var file : RealPacks.files("repository/conf/deployment.toml")) {
            assertThat(TomlTraps.of(parse(file)))
                    .as("%s", file)
                    .extracting(TomlTraps.Trap::kind)
                    .doesNotContain(Kind.CHILD_BEFORE_PARENT, Kind.BEHIND_SECRETS, Kind.UNREADABLE_VALUE);
        }
    }

    /** The servers' own mapper renders what was edited, and the XML says it. */
    @Test
    @Needs(Need.CONFIG_MAPPER)
    void whatIsEditedIsWhatTheServersRender(@TempDir Path work) throws IOException {
        var pack = RealPacks.folder().resolve("wso2am-4.1.0");
        Map<String, TomlValue> sandbox = new LinkedHashMap<>();
        sandbox.put("name", TomlValue.text("Sandbox"));
        sandbox.put("type", TomlValue.text("sandbox"));
        sandbox.put("service_url", TomlValue.text("https://gw.example.com:9443/services/"));
        Map<String, TomlValue> receiver = new LinkedHashMap<>();
        receiver.put("urls", TomlValue.texts(List.of("tcp://10.0.0.11:9611")));
        receiver.put("auth_urls", TomlValue.texts(List.of("ssl://10.0.0.11:9711")));
        var edited = parse(pack.resolve("repository/conf/deployment.toml"))
                .set("server.hostname", "api.example.com")
                .set("server.offset", "3")
                .set("apim.gateway.environment[name=Default].type", "production")
                .append("apim.gateway.environment", sandbox)
                .set("apim.key_manager.service_url", "https://km.example.com:9443/services/")
                .append("apim.event_hub.publish.url_group", receiver)
                .set("apim.event_hub.enable", "true")
                .set("database.apim_db.url", "jdbc:mysql://db:3306/am?a=b&amp;c=d")
                .set("transport.https.properties.proxyPort", "443")
                .set("secrets.k", "[v]")
                .set("apim.devportal.url", "https://api.example.com/devportal");

        var home = ConfigMapper.render(edited.bytes(), pack.resolve(RESOURCES), work)
                .resolve("repository/conf");

        assertThat(text(home, "carbon.xml", "/Server/HostName")).isEqualTo("api.example.com");
        assertThat(text(home, "carbon.xml", "/Server/Ports/Offset")).isEqualTo("3");
        assertThat(text(home, "api-manager.xml", "/APIManager/APIKeyValidator/ServerURL"))
                .isEqualTo("https://km.example.com:9443/services/");
        var environments = "/APIManager/APIGateway/Environments/Environment";
        assertThat(text(home, "api-manager.xml", environments + "[Name='Default']/@type"))
                .isEqualTo("production");
        assertThat(text(home, "api-manager.xml", environments + "[Name='Sandbox']/ServerURL"))
                .isEqualTo("https://gw.example.com:9443/services/");
        assertThat(text(home, "datasources/master-datasources.xml", "//datasource[name='WSO2AM_DB']//url"))
                .isEqualTo("jdbc:mysql://db:3306/am?a=b&c=d");
        assertThat(Files.readString(home.resolve("tomcat/catalina-server.xml"), StandardCharsets.UTF_8))
                .contains("proxyPort=\"443\"");
    }

    private static String text(Path home, String file, String path) {
        var parsed = XmlFile.parse(file, RealPacks.read(home.resolve(file)));
        var attribute = path.lastIndexOf("/@");
        return attribute < 0
                ? parsed.text(path)
                : parsed.attribute(path.substring(0, attribute), path.substring(attribute + 2))
                        .orElseThrow();
    }
}
