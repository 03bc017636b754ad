package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.apim.edit.Operation.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlVersion;

/** Whatever a TOML file holds, it is refused as tomlj refuses it, or read as tomlj reads it and edited where it should. */
class TomlFileFuzz {

    /** Where the parser takes what TOML forbids: an escaped apostrophe, and additions to some inline tables. */
    private static final List<String> LENIENCIES =
            List.of("this string holds an escape that TOML does not know", "already, where it is an inline table");

    static Stream<Arguments> files() {
        return Stream.of(
                        "",
                        "a = 1\r\n\r\n[b]\r\nc = \"x\" # d\r\n#e = true\r\n#[b.f]\r\n#g = 'h'\r\n",
                        "[[a.b]]\nn = \"x\"\n[a.b.c]\nd = 1979-05-27 07:32:00.5Z\n[[a.b]]\nn = 'y'\n[secrets]\nk = \"[v]\"\n",
                        "'k e'.\"y\\n\" = [ 1, 2, # c\n  [ -0x1F ], ]\ni = { a.b = 1.5e3, c = [ { d = inf } ] }\n",
                        "s = \"\"\"\na \\\n   b \"\"\"\" \nt = '''\nc'''\nu = 07:32:00\nv = 1979-05-27\nw = 2000-01-01T00:00:00",
                        "[t.h]\np.port = 9443\np.x = +1_0\n[k]\n#a = 1\n#a = 2\n")
                .map(text -> Arguments.of(text.getBytes(StandardCharsets.UTF_8), "it's \"\u00fc\" \\ \u2028\n", 1));
    }

    @MethodSource("files")
    @FuzzTest
    void isReadAsTheParserReadsItAndEditedWhereItShouldBe(byte @NotNull [] bytes, @NotNull String value, int place) {
        TomlFile file;
        try {
            file = TomlFile.parse("a.toml", bytes);
        } catch (EditException refused) {
            assertThat(refused).hasMessageStartingWith("a.toml:");
            assertThat(isReadByTheParser(bytes) && LENIENCIES.stream().noneMatch(refused.getMessage()::endsWith))
                    .as("the parser reads what is refused: %s", refused)
                    .isFalse();
            return;
        }
        assertThat(file.bytes()).isEqualTo(bytes);
        TomlJudge.check(file.document());
        List<String> places = new ArrayList<>(file.values().keySet());
        if (places.isEmpty()) {
            return;
        }
        String chosen = places.get(Math.floorMod(place, places.size()));
        // Half of a surrogate pair has no bytes in UTF-8.
        String writable = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        set(file, bytes, chosen, writable);
        add(file, chosen, writable);
        TomlFile removed = refusable(() -> file.remove(chosen));
        assertThat(removed == null || removed.bytes().length < bytes.length).isTrue();
    }

    private static boolean isReadByTheParser(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            return text.indexOf('\uFFFD') < 0
                    && !Toml.parse(text, TomlVersion.V1_0_0).hasErrors();
        } catch (TomlParseError escape) {
            // Of some escapes it throws what it should report.
            return false;
        }
    }

    private static void set(TomlFile file, byte[] bytes, String chosen, String value) {
        TomlFile set = refusable(() -> file.set(chosen, TomlValue.text(value)));
        assertThat(set.text(chosen)).isEqualTo(value);
        TomlItem item = file.document().query().one(TomlPath.parse("", chosen));
        String text = file.document().text();
        Spans.assertOnlyChanged(bytes, set.bytes(), bytesBefore(text, item.start()), bytesBefore(text, end(item)));
        TomlFile kept = refusable(() -> file.set(chosen, value));
        assertThat(kept == null || kept.bytes().length > 0).isTrue();
        TomlFile fresh = refusable(() -> file.set("fresh.'t a'.k", value));
        if (fresh != null) {
            assertThat(fresh.text("fresh.'t a'.k")).isEqualTo(value);
            fresh.bytes();
        }
    }

    private static int end(TomlItem item) {
        return item instanceof TomlItem.Value value
                ? value.node().end()
                : ((TomlItem.Sequence) item).node().orElseThrow().end();
    }

    private static int bytesBefore(String text, int offset) {
        return text.substring(0, offset).getBytes(StandardCharsets.UTF_8).length;
    }

    private static void add(TomlFile file, String chosen, String value) {
        String quoted = TomlStrings.quote(value);
        int dot = chosen.lastIndexOf('.');
        String up = dot < 0 ? "" : chosen.substring(0, dot + 1);
        for (Side side : Side.values()) {
            List<String> paths = side == Side.INTO
                    ? List.of(chosen + "[-]", chosen + ".fresh")
                    : List.of(up + "fresh", chosen + "[-]");
            for (String path : paths) {
                for (String content : List.of(quoted, "x = " + quoted + "\ny.z = 1", value)) {
                    TomlFile added = refusable(() -> file.add(path, content, side, chosen));
                    if (added != null) {
                        added.bytes();
                    }
                }
            }
        }
        TomlFile appended = refusable(() -> file.append("fresh.list", Map.of("a", TomlValue.text(value))));
        if (appended != null) {
            assertThat(appended.text("fresh.list[1].a")).isEqualTo(value);
            appended.bytes();
        }
    }

    private static TomlFile refusable(Supplier<TomlFile> edit) {
        try {
            return edit.get();
        } catch (EditException refused) {
            assertThat(refused.getMessage()).startsWith("a.toml");
            return null;
        }
    }
}
