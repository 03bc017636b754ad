package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.apim.edit.Operation.Side;
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
        for (Side side : Side.values()) {
            add(file, chosen, writable, side);
        }
        remove(file, chosen.path());
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

    private static void add(JsonFile file, Place chosen, String value, Side side) {
        JsonNode node = chosen.node();
        String up = chosen.path().substring(0, chosen.path().lastIndexOf('/'));
        String last = chosen.path().substring(up.length() + 1);
        String inArray =
                side == Side.BEFORE ? last : last.matches("[0-9]{1,8}") ? "" + (Integer.parseInt(last) + 1) : "";
        String quoted =
                new String(JsonStrings.quote(value).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        List<String> paths = side == Side.INTO
                ? List.of(chosen.path() + "/fresh", chosen.path() + "/-")
                : List.of(up + "/fresh", up + "/" + inArray);
        for (String path : paths) {
            try {
                JsonFile added = file.add(path, "{\n \"x\": " + quoted + "}", side, chosen.path());
                String found =
                        path.endsWith("/-") ? chosen.path() + "/" + node.parts().size() : path;
                if (path.endsWith("/-") && node instanceof JsonNode.Members) {
                    found = path;
                }
                assertThat(JsonFile.parse("b.json", added.bytes()).text(found + "/x"))
                        .isEqualTo(value);
                JsonFile.parse("c.json", added.remove(found).bytes());
            } catch (EditException refused) {
                assertRefused(refused);
            }
            try {
                JsonFile.parse(
                        "b.json", file.add(path, value, side, chosen.path()).bytes());
            } catch (EditException refused) {
                assertRefused(refused);
            }
        }
    }

    private static void remove(JsonFile file, String path) {
        try {
            byte[] edited = file.remove(path).bytes();
            assertThat(edited.length).isLessThan(file.bytes().length);
            JsonFile.parse("b.json", edited);
        } catch (EditException refused) {
            assertRefused(refused);
        }
    }

    private static void assertRefused(EditException refused) {
        assertThat(refused.getMessage()).startsWith("a.json");
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
