package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a path names where it leads through arrays. */
class TomlEveryTest {

    private static final TomlFile FILE = parse("""
            top = 1
            [server]
            offset = 3
            [[group]]
            type = "a"
            urls = ["x", "y"]
            [[group]]
            type = "b"
            urls = ["z"]
            inline = [{ k = 1 }, { k = 2 }]
            [group.below]
            'odd.key' = true
            """);

    private static TomlFile parse(String text) {
        return TomlFile.parse("deployment.toml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> every(String path) {
        return FILE.every(path).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry ->
                                entry.getValue().line() + " " + entry.getValue().value()));
    }

    @Test
    void aSingleValueIsNamedByItsPath() {
        assertThat(every("server.offset")).isEqualTo(Map.of("server.offset", "3 3"));
        assertThat(every("server")).isEmpty();
        assertThat(every("server.port")).isEmpty();
        assertThat(every("top.below")).isEmpty();
    }

    @Test
    void anArrayStandsForAllThatIsInIt() {
        assertThat(every("group.type")).isEqualTo(Map.of("group[1].type", "5 a", "group[2].type", "8 b"));
        assertThat(every("group.urls"))
                .isEqualTo(Map.of("group[1].urls[1]", "6 x", "group[1].urls[2]", "6 y", "group[2].urls[1]", "9 z"));
        assertThat(every("group.inline.k"))
                .isEqualTo(Map.of("group[2].inline[1].k", "10 1", "group[2].inline[2].k", "10 2"));
    }

    @Test
    void anElementMayBeChosen() {
        assertThat(every("group[type=b].urls")).isEqualTo(Map.of("group[2].urls[1]", "9 z"));
        assertThat(every("group[1].urls[2]")).isEqualTo(Map.of("group[1].urls[2]", "6 y"));
        assertThat(every("group[3].urls")).isEmpty();
        assertThat(every("server[1].offset")).isEmpty();
    }

    @Test
    void everyNameIsFoundAgainByItsPath() {
        assertThat(FILE.every("group.below.'odd.key'").keySet())
                .containsExactly("group[2].below.\"odd.key\"")
                .allMatch(FILE::has);
    }

    @Test
    void tablesAndTheirKeysAreListed() {
        assertThat(FILE.tables("group")).containsExactly("group[1]", "group[2]");
        assertThat(FILE.tables("group.inline")).containsExactly("group[2].inline[1]", "group[2].inline[2]");
        assertThat(FILE.tables("server")).containsExactly("server");
        assertThat(FILE.tables("top")).isEmpty();
        assertThat(FILE.keys("")).containsExactly("top", "server", "group");
        assertThat(FILE.keys("group[2]")).containsExactly("type", "urls", "inline", "below");
        assertThat(FILE.keys("top")).isEmpty();
    }

    @Test
    void theLineOfWhatIsNotThereIsThatOfTheTableAroundIt() {
        assertThat(FILE.lineNear("server.offset")).isEqualTo(3);
        assertThat(FILE.lineNear("server.none")).isEqualTo(2);
        assertThat(FILE.lineNear("group[2].below.x")).isEqualTo(11);
        assertThat(FILE.lineNear("none.at.all")).isEqualTo(1);
    }
}
