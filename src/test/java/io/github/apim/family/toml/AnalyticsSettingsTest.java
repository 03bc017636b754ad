package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.edit.TomlFile;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes of 3.x say of the analytics server outside, on the real shipped files. */
@Needs(Need.REAL_PACKS)
class AnalyticsSettingsTest {

    private static final String TOML = "repository/conf/deployment.toml";
    private static final String CONFIGURATION = "repository/resources/conf/";

    @TempDir
    Path folder;

    private static Map<String, String> said(NodeHome home) {
        Map<String, String> said = new TreeMap<>();
        TomlFile.parse(TOML, home.bytes(TOML)).values().forEach((path, found) -> {
            if (path.startsWith("apim.analytics.")) {
                said.put(path, found.value());
            }
        });
        return said;
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.1.0", "3.2.0"})
    void anAllInOneReportsToTheServerAsItIsShipped(String version) throws IOException {
        TestDeployment deployment = TomlDeployments.of(
                        folder,
                        version,
                        TomlDeployments.ALL_IN_ONE + "statistics: { analytics: { host: an.internal } }\n")
                .with("{ username: admin, password: admin }", "{ username: boss, password: boss-secret }");
        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes).hasSize(2);
        homes.values()
                .forEach(home -> assertThat(said(home))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "apim.analytics.enable", "true",
                                "apim.analytics.username", "admin",
                                "apim.analytics.password", "admin",
                                "apim.analytics.store_api_url", "https://an.internal:7444",
                                "apim.analytics.url_group[1].analytics_url", "[\"tcp://an.internal:7612\"]",
                                "apim.analytics.url_group[1].analytics_auth_url", "[\"ssl://an.internal:7712\"]")));
        assertThat(deployment.warnings()).noneMatch(line -> line.matches("(?s).*\\[(T[0-9]+|M52)\\].*"));
    }

    @Test
    void whoeverNeitherReportsNorAsksIsToldNothing() throws IOException {
        Map<String, NodeHome> homes =
                TomlDeployments.of(folder, "3.2.0", TomlDeployments.OF_3).assemble();

        assertThat(said(homes.get("key-manager"))).isEmpty();
        assertThat(said(homes.get("traffic-manager"))).isEmpty();
        assertThat(said(homes.get("gateway")))
                .containsEntry("apim.analytics.url_group[1].analytics_url", "[\"tcp://an.internal:7614\"]")
                .doesNotContainKey("apim.analytics.store_api_url");
        assertThat(said(homes.get("publisher")))
                .containsEntry("apim.analytics.store_api_url", "https://an.internal:7444");
    }

    @Test
    void editsNameASecondWorkerInTheSameGroup() throws IOException {
        String edits = """
                statistics: { analytics: { host: an.internal } }
                edits:
                  all:
                    repository/conf/deployment.toml:
                      apim.analytics.url_group.analytics_url: '["tcp://an.internal:7612", "tcp://an-2.internal:7612"]'
                      apim.analytics.url_group.analytics_auth_url: '["ssl://an.internal:7712", "ssl://an-2.internal:7712"]'
                      apim.analytics.url_group.type: loadbalance
                """;
        NodeHome home = TomlDeployments.of(folder, "3.2.0", TomlDeployments.ALL_IN_ONE + edits)
                .assemble()
                .get("all-in-one");

        assertThat(said(home))
                .containsEntry(
                        "apim.analytics.url_group[1].analytics_url",
                        "[\"tcp://an.internal:7612\", \"tcp://an-2.internal:7612\"]")
                .containsEntry("apim.analytics.url_group[1].type", "loadbalance");
    }

    @Test
    void anEditThatLeadsElsewhereIsRefused() throws IOException {
        TestDeployment deployment = TomlDeployments.of(folder, "3.2.0", TomlDeployments.ALL_IN_ONE + """
                statistics: { analytics: { host: an.internal } }
                edits:
                  all:
                    repository/conf/deployment.toml:
                      apim.analytics.url_group.analytics_url: '["tcp://an.internal:7611"]'
                """);

        assertThatThrownBy(deployment::assemble)
                .hasMessageContaining("deployment.yaml:")
                .hasMessageContaining("does not name tcp://an.internal:7612")
                .hasMessageContaining("[T46]");
    }

    @Test
    void withoutStatisticsNothingIsSaid() throws IOException {
        TomlDeployments.of(folder, "3.2.0", TomlDeployments.ALL_IN_ONE)
                .assemble()
                .values()
                .forEach(home -> assertThat(said(home)).isEmpty());
    }

    /** The defaults refer to user and password, the template to the rest. */
    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.1.0", "3.2.0"})
    void everyKeyOfItIsReadByTheTemplateOrTheDefaults(String version) throws IOException {
        Path pack = RealPacks.folder().resolve("wso2am-" + version);
        String read = text(pack.resolve(CONFIGURATION + "templates/repository/conf/api-manager.xml.j2"))
                + text(pack.resolve(CONFIGURATION + "parts/apimgt-core.default.json"));
        List<String> unread = new ArrayList<>();
        NodeHome home = TomlDeployments.of(folder, version, TomlDeployments.OF_3)
                .assemble()
                .get("publisher");
        for (String path : said(home).keySet()) {
            String key = path.replaceAll("\\[1]", "").replace("apim.analytics.url_group.", "group.");
            if (!read.contains(key)) {
                unread.add(path);
            }
        }

        assertThat(unread).isEmpty();
    }

    private static String text(Path file) {
        return new String(RealPacks.read(file), StandardCharsets.UTF_8);
    }
}
