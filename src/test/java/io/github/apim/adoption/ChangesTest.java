package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.FileEditor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to be the same is the same to the server, and so is what edits make. */
class ChangesTest {

    private static final String TOML = "repository/conf/deployment.toml";
    private static final String PLANNED = """
            [server]
            hostname = "a"

            [apim.throttling]
            enabled = true
            urls = ["tcp://a:1"]
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duplicate = [\"tcp://b:1\"]",
                "\"header.X-KEY\" = [1, 2]",
                "limit = 1.5",
                "limit = 1979-05-27",
                "limit = false",
                "limit = \"1.5\"",
                "urls = [\"tcp://a:1\", \"tcp://b:1\"]",
                "urls = \"[\\\"tcp://a:1\\\"]\"",
                "enabled = \"true\"",
                "limit = \"true\""
            })
    void editsGiveAValueOfTheSameKindOrThereAreNone(String line) {
        String key = line.substring(0, line.indexOf(" ="));
        String wanted = PLANNED.replaceFirst("(?m)^" + key + " = .*\n", "") + line + "\n";

        Optional<List<Change>> changes = Changes.between(TOML, bytes(PLANNED), bytes(wanted));

        byte[] edited = bytes(PLANNED);
        for (Change change : changes.orElse(List.of())) {
            edited = FileEditor.apply(TOML, edited, change.place(), change.operation());
        }
        if (changes.isPresent()) {
            assertThat(new String(edited, StandardCharsets.UTF_8)).contains("\n" + line + "\n");
        } else {
            assertThat(line).contains("= \"");
        }
    }

    @Test
    void aTextThatLooksLikeAnArrayIsNone() {
        String text = PLANNED.replace("[\"tcp://a:1\"]", "\"[\\\"tcp://a:1\\\"]\"");

        assertThat(Changes.same(TOML, bytes(PLANNED), bytes(text))).isFalse();
        assertThat(Changes.same(TOML, bytes(PLANNED), bytes(PLANNED.replace("\"a\"", "'a'"))))
                .isTrue();
    }
}
