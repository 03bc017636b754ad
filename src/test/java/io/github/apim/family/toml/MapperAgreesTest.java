package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.edit.TomlFile;
import io.github.apim.testing.ConfigMapper;
import io.github.apim.testing.ConfigMapper.Refusal;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the rules find a mistake, the servers' own mapper stops, or passes over it; where they find none, it goes on. */
@Needs({Need.REAL_PACKS, Need.CONFIG_MAPPER})
class MapperAgreesTest {

    @TempDir
    Path folder;

    private static Path pack() {
        return RealPacks.folder().resolve("wso2am-4.1.0");
    }

    private static TomlFile shipped() {
        return TomlFile.parse("deployment.toml", RealPacks.read(pack().resolve(DeploymentToml.PATH)));
    }

    private Map<String, String> rendered(byte[] toml, String work) throws IOException {
        Path home = ConfigMapper.render(
                toml, pack().resolve(KnownKeys.CONFIGURATION), Files.createDirectories(folder.resolve(work)));
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(home)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(home.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private String said(byte[] toml, String id) {
        TomlHomes homes = TomlHomes.ofOne(folder, TomlRules.ofApiManager4(), new String(toml, StandardCharsets.UTF_8));
        for (String name : List.of("default", "infer", "key-mappings")) {
            String path = KnownKeys.CONFIGURATION + "/" + name + ".json";
            homes.ship("node", path, RealPacks.read(pack().resolve(path)));
        }
        return homes.said(id);
    }

    @ParameterizedTest
    @CsvSource({
        "T9, server.base_path, $ref{super_admin.usernam}",
        "T50, super_admin.password, $secret{admin}",
    })
    void theMapperStopsWhereTheRuleFindsAMistake(String id, String key, String value) throws IOException {
        byte[] toml = shipped().set(key, value).bytes();

        assertThat(said(toml, id)).contains(key + ": ");
        assertThatThrownBy(() -> rendered(toml, "work")).isInstanceOf(Refusal.class);
    }

    @Test
    void theMapperStopsAtASecretInPlainText() throws IOException {
        byte[] toml = shipped()
                .set("super_admin.password", "$secret{admin}")
                .set("secrets.admin", "[plain]")
                .bytes();

        assertThat(said(toml, "T50")).contains("secrets.admin: is still plain text");
        assertThatThrownBy(() -> rendered(toml, "work")).hasMessageContaining("plain text");
    }

    @Test
    void theMapperGoesOnWhereTheRulesFindNothing() throws IOException {
        byte[] toml = shipped()
                .set("server.base_path", "$ref{database.shared_db.driver}$ref{apim.key_manager.type}")
                .set("super_admin.password", "$secret{admin}")
                .set("secrets.admin", "ZW5jcnlwdGVk")
                .bytes();

        assertThat(said(toml, "T9")).isEmpty();
        assertThat(said(toml, "T50")).isEmpty();
        assertThat(rendered(toml, "work").get("repository/conf/user-mgt.xml")).contains("$secret{admin}");
    }

    /** All keys of the shipped file at once, each with a letter too many. */
    @Test
    void whatNoRuleTakesForReadChangesNothing() throws IOException {
        KnownKeys known = KnownKeys.of(new FolderFiles(pack())).orElseThrow();
        TomlFile mistyped = shipped();
        List<String> keys = shipped().values().keySet().stream()
                .filter(path -> path.contains(".") && !path.contains("["))
                .map(path -> path + "x")
                .filter(path -> !known.isRead(KnownKeys.plain(path)))
                .toList();
        for (String key : keys) {
            mistyped = mistyped.set(key, "MISTYPED");
        }

        assertThat(keys).hasSizeGreaterThan(20);
        assertThat(rendered(mistyped.bytes(), "mistyped"))
                .isEqualTo(rendered(shipped().bytes(), "shipped"));
    }
}
