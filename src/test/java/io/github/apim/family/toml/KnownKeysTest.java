package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.TomlFile;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that a whole pack of 4.1.0 reads, held to every file that is known to be right, and to misspelt ones. */
@Needs(Need.REAL_PACKS)
class KnownKeysTest {

    private static KnownKeys known;

    @BeforeAll
    static void readPack() {
        known = KnownKeys.of(pack("wso2am-4.1.0")).orElseThrow();
    }

    private static FolderFiles pack(String name) {
        return new FolderFiles(RealPacks.folder().resolve(name));
    }

    private static List<Path> tomlFiles(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(".toml"))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> keys(List<Path> files) {
        Set<String> keys = new TreeSet<>();
        for (Path file : files) {
            TomlFile.parse(file.toString(), RealPacks.read(file))
                    .values()
                    .keySet()
                    .forEach(path -> keys.add(KnownKeys.plain(path)));
        }
        return keys;
    }

    @Test
    void everyKeyOfEveryFileOfThisVersionIsRead() throws IOException {
        Path packs = RealPacks.folder();
        Set<String> keys = keys(Stream.of(
                        tomlFiles(packs.resolve("wso2am-4.1.0")),
                        List.of(packs.resolve("wso2is-km-for-apim-4/4.1.0/apim.deployment.toml")),
                        tomlFiles(packs.resolveSibling("generations/apim-4-golden/4.1.0")))
                .flatMap(List::stream)
                .toList());

        assertThat(keys).hasSizeGreaterThan(140);
        assertThat(keys.stream().filter(key -> !known.isRead(key) && !known.isInSample(key)))
                .isEmpty();
        assertThat(keys.stream().filter(key -> !known.isRead(key)))
                .as("what stands in samples and is read by nothing")
                .containsExactly(
                        "apim.analytics.url_group.analytics_auth_url",
                        "apim.analytics.url_group.analytics_url",
                        "apim.oauth_config.remove_outbound_auth_header",
                        "apim.workflow.password",
                        "apim.workflow.username");
    }

    /** A deployment of 4.5.0: what 4.1.0 does not know of it came later. */
    @Test
    void ofFilesOfALaterVersionOnlyWhatCameLaterIsNotRead() throws IOException {
        Set<String> keys = keys(tomlFiles(RealPacks.folder().resolveSibling("generations/apim-4-example.expected")));

        assertThat(keys.stream().filter(key -> !known.isRead(key) && !known.isInSample(key)))
                .containsExactly("apim.gateway.environment.gateway_type");
    }

    @Test
    void aKeyThatIsMistypedIsNotReadUnlessItsTableTakesAnyName() throws IOException {
        Set<String> keys = keys(tomlFiles(RealPacks.folder().resolve("wso2am-4.1.0")));
        List<String> read = keys.stream().filter(known::isRead).toList();
        List<String> unnoticed = read.stream()
                .filter(key -> known.isRead(key.substring(0, key.length() - 1) + "_"))
                .toList();

        assertThat(unnoticed)
                .hasSizeLessThan(read.size() / 5)
                .allMatch(key ->
                        key.contains(".properties.") || key.contains(".parameters.") || key.contains(".pool_options."));
    }

    @Test
    void theKeyThatWasMeantIsTold() {
        assertThat(known.hint("apim.throttling.trottle_decision_endpoints"))
                .isEqualTo("; did you mean 'throttle_decision_endpoints'?");
        assertThat(known.hint("apim.trottling.service_url")).isEqualTo("; did you mean 'apim.throttling.service_url'?");
        assertThat(known.hint("something.else.entirely")).isEmpty();
    }

    @Test
    void aKeyThatIsWrittenInNoXmlFileIsTold() {
        assertThat(known.isOnlyBesideXml("masking_pattern.properties.mine")).isTrue();
        assertThat(known.isOnlyBesideXml("super_admin.password")).isFalse();
        assertThat(known.isOnlyBesideXml("database.apim_db.url")).isFalse();
        assertThat(known.isOnlyBesideXml("apim.no_such_key")).isFalse();
    }

    /** Of the other versions only some files are at hand. */
    @ParameterizedTest
    @ValueSource(strings = {"wso2am-3.2.0", "wso2am-4.0.0", "wso2am-4.5.0", "wso2is-km-5.10.0"})
    void ofAPackThatIsNotWholeNothingIsKnown(String pack) {
        assertThat(KnownKeys.of(pack(pack))).isEmpty();
    }
}
