package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a JSON file holds, it is refused by name, or each value can be set and each object get a member. */
class JsonFileFuzz {

    private static final String APPLICATIONS = "repository/deployment/server/jaggeryapps/";

    private record Place(String path, JsonNode node) {}

    static Stream<Arguments> files() throws IOException {
        return Stream.of(
                        "\u00ef\u00bb\u00bf{ // c\r\n \"a/~\": [1, -2e3, {\"\\u00fc\": null,},], /* d */\n\t\"b\" : \"x\\n\"\n}\n",
                        "[]",
                        "{}",
                        SmallPack.text(APPLICATIONS + "publisher/site/conf/site.json"),
                        SmallPack.text(APPLICATIONS + "store/site/conf/site.json"))
                .map(text -> Arguments.of(text.getBytes(StandardCharsets.ISO_8859_1), "it's \"ü\" \\ \u2028\n", 1));
    }

    @MethodSource("files")
    @FuzzTest
    void isRefusedOrEditedWhereItShouldBe(byte @NotNull [] bytes, @NotNull String value, int place) {
        JsonFile file;
        try {
            file = JsonFile.parse("a.json", bytes);
        } catch (EditException refused) {
            assertThat(refused).hasMessageStartingWith("a.json:");
            return;
        }
        assertThat(file.bytes()).isEqualTo(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Place> places = new ArrayList<>();
        collect("", JsonScanner.scan("a.json", text), places);
        if (places.isEmpty()) {
            return;
        }
        Place chosen = places.get(Math.floorMod(place, places.size()));
        // Half of a surrogate pair has no bytes in UTF-8.
        String writable = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        try {
            if (chosen.node().scalar().isPresent()) {
                byte[] edited = file.set(chosen.path(), writable).bytes();
                Spans.assertOnlyChanged(
                        bytes, edited, chosen.node().start(), chosen.node().end());
                assertThat(JsonFile.parse("b.json", edited).text(chosen.path())).isEqualTo(writable);
            } else if (chosen.node() instanceof JsonNode.Members object) {
                String member = chosen.path() + "/fresh";
                byte[] edited = file.put(member, writable).bytes();
                Spans.assertOnlyChanged(bytes, edited, object.start(), object.end());
                assertThat(JsonFile.parse("b.json", edited).text(member)).isEqualTo(writable);
            }
        } catch (EditException refused) {
            assertThat(refused.getMessage()).startsWith("a.json").containsAnyOf("times", "is written like");
        }
    }

    private static void collect(String path, JsonNode node, List<Place> places) {
        if (!path.isEmpty()) {
            places.add(new Place(path, node));
        }
        if (node instanceof JsonNode.Members object) {
            object.members().forEach(member -> {
                String step = member.name().value().replace("~", "~0").replace("/", "~1");
                collect(path + "/" + step, member.value(), places);
            });
        } else if (node instanceof JsonNode.Elements array) {
            for (int i = 0; i < array.elements().size(); i++) {
                collect(path + "/" + i, array.elements().get(i), places);
            }
        }
    }
}
