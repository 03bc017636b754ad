package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as Jaggery's applications have it: commented, with trailing commas and no two colons alike. */
class JsonFileTest {

    private static final String SSO = "/ssoConfiguration/";

    private static final String SITE = """
            {
                // the look
                "context" : "/store",
                "public":true,
                "sso" : {
                    "enabled" : "false", // "enabled" : "true"
                    "issuer"	:	"A \\"B\\" \\u00e9",
                    "name" :""
                },
                /* "enabled" : "no",
                   } */
                "proxy" : {
                    "enabled" : false,    // values true , false , "auto"
                    "port": 1.5e3,
                    "context":"",
                  //"other":"" // only sometimes
                },
                "hosts": [ "a", { "name": "b" }, ],
            }
            """;

    @Test
    void stringsAndLiteralsAreReadPastComments() {
        var file = parse(SITE);

        assertThat(file.text("/context")).isEqualTo("/store");
        assertThat(file.text("/public")).isEqualTo("true");
        assertThat(file.text("/sso/enabled")).isEqualTo("false");
        assertThat(file.text("/sso/issuer")).isEqualTo("A \"B\" é");
        assertThat(file.text("/proxy/port")).isEqualTo("1.5e3");
        assertThat(file.text("/hosts/0")).isEqualTo("a");
        assertThat(file.text("/hosts/1/name")).isEqualTo("b");
        assertThat(file.has("/sso")).isTrue();
        assertThat(file.has("/proxy/other")).isFalse();
        assertThat(file.has("/hosts/2")).isFalse();
        assertThat(file.has("/context/deeper")).isFalse();
    }

    @Test
    void namesWithSlashesTildesAndOtherLettersAreFound() {
        var file = parse("{ \"a/b~c\": { \"é\": \"x\" } }").set("/a~1b~0c/é", "ü");

        assertThat(text(file)).isEqualTo("{ \"a/b~c\": { \"é\": \"ü\" } }");
    }

    @Test
    void aStringStaysAStringAndNothingElseChanges() {
        assertThat(changes(SITE, f -> f.set("/sso/enabled", "true")))
                .containsExactly(
                        "-        \"enabled\" : \"false\", // \"enabled\" : \"true\"",
                        "+        \"enabled\" : \"true\", // \"enabled\" : \"true\"");
        assertThat(changes(SITE, f -> f.set("/sso/name", "a\"\\\n/é\u0001")))
                .containsExactly("-        \"name\" :\"\"", "+        \"name\" :\"a\\\"\\\\\\n/é\\u0001\"");
        assertThat(parse(SITE).set("/sso/name", "a\"\\\n/é\u0001😀").text("/sso/name"))
                .isEqualTo("a\"\\\n/é\u0001😀");
    }

    @Test
    void whereALiteralStandsALiteralStaysOneAndAWordBecomesAString() {
        assertThat(text(parse(SITE).set("/proxy/enabled", "true")))
                .contains("        \"enabled\" : true,    // values true , false , \"auto\"\n");
        assertThat(text(parse(SITE).set("/proxy/enabled", "auto"))).contains("\"enabled\" : \"auto\",    // values");
        assertThat(text(parse(SITE).set("/proxy/port", "80"))).contains("\"port\": 80,\n");
        assertThat(text(parse(SITE).set("/proxy/port", "080"))).contains("\"port\": \"080\",\n");
    }

    @Test
    void aLiteralCanTakeThePlaceOfAString() {
        assertThat(text(parse(SITE).setLiteral("/sso/enabled", "true"))).contains("\"enabled\" : true, // \"enabled\"");
        assertThatThrownBy(() -> parse(SITE).setLiteral("/sso/enabled", "yes"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingWhatIsThereAlreadyChangesNoByte() {
        var file = parse(SITE);

        assertThat(file.set("/context", "/store").set("/proxy/enabled", "false"))
                .isSameAs(file);
        assertThat(text(file)).isEqualTo(SITE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"1\"}                 | {\"a\":\"1\", \"b\":\"v\"}",
                "{\"a\" : \"1\",}              | {\"a\" : \"1\", \"b\" : \"v\",}",
                "{}                            | {\"b\": \"v\"}",
                "{ /* none */ }                | {\"b\": \"v\" /* none */ }",
                "{⏎  \"a\" :1⏎}                | {⏎  \"a\" :1,⏎  \"b\" :\"v\"⏎}",
                "{⏎  \"a\": 1, // x, y⏎}       | {⏎  \"a\": 1, // x, y⏎  \"b\": \"v\",⏎}",
                "{⏎  \"a\": 1 // x, y⏎}        | {⏎  \"a\": 1, // x, y⏎  \"b\": \"v\"⏎}",
                "{⏎  \"a\": 1 /* x⏎ */⏎}       | {⏎  \"a\": 1,⏎  \"b\": \"v\" /* x⏎ */⏎}",
                "{⏎  \"a\"⏎:⏎1,⏎  //\"c\":2⏎}  | {⏎  \"a\"⏎:⏎1,⏎  \"b\": \"v\",⏎  //\"c\":2⏎}",
                "{⏎  // nothing⏎}              | {⏎    \"b\": \"v\"⏎  // nothing⏎}",
                "{\"b\":\"x\"}                 | {\"b\":\"v\"}"
            })
    void aMissingMemberIsPutLastAndLaidOutLikeTheOneBefore(String before, String after) {
        for (var lineEnd : List.of("\n", "\r\n")) {
            var file = parse(before.replace("⏎", lineEnd)).put("/b", "v");

            assertThat(text(file)).isEqualTo(after.replace("⏎", lineEnd));
            assertThat(text(file.put("/b", "v"))).isEqualTo(text(file));
        }
    }

    @Test
    void aByteOrderMarkAndBytesOfOtherEncodingsStay() {
        var bytes = "\u00EF\u00BB\u00BF{ \"a\": \"\u00E9\", \"b\": \"1\" }".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(JsonFile.parse("site.json", bytes).bytes()).isEqualTo(bytes);
        assertThat(JsonFile.parse("site.json", bytes).set("/b", "2").bytes())
                .isEqualTo(
                        "\u00EF\u00BB\u00BF{ \"a\": \"\u00E9\", \"b\": \"2\" }".getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/sso/enabeld     | 5: /sso/enabeld: there is no \"enabeld\" in /sso, which is an object; found there:"
                        + " enabled, issuer, name; did you mean enabled?",
                "/context/a       | 3: /context/a: /context is a string, in which nothing can stand",
                "/hosts/2         | 18: /hosts/2: there is no \"2\" in /hosts, which is an array; found there: 0, 1",
                "/proxy           | 12: /proxy: this is an object, not a single value",
                "proxy/enabled    | a place in a JSON file is written like /ssoConfiguration/enabled",
                "/nothing/at/all  | 1: /nothing/at/all: there is no \"nothing\" in the file"
            })
    void aPlaceThatIsNotThereSaysWhatIs(String path, String message) {
        assertThatThrownBy(() -> parse(SITE).set(path, "secret"))
                .isInstanceOf(EditException.class)
                .hasMessageStartingWith("conf/site.json:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aMemberThatStandsTwiceIsNotSet() {
        assertThatThrownBy(() -> parse("{\n\"a\": 1,\n\"a\": 2\n}").set("/a", "3"))
                .isInstanceOf(EditException.class)
                .hasMessage("conf/site.json:2: /a: \"a\" stands 2 times, on the lines 2, 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{ \"a\" }",
                "{ \"a\": }",
                "{ \"a\": 1 \"b\": 2 }",
                "{ a: 1 }",
                "{ 'a': 1 }",
                "{ \"a\": 01 }",
                "{ \"a\": yes }",
                "{ \"a\": \"\\x\" }",
                "{ \"a\": \"\\u12\" }",
                "{ \"a\": \"b\n\" }",
                "{ \"a\": \"\\",
                "{ \"a\": [ 1, , 2 ] }",
                "{ , }",
                "{ } /* end",
                "{ } { }",
                "[ 1 }"
            })
    void whatIsNoJsonEvenSoIsRefused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(EditException.class)
                .hasMessageStartingWith("conf/site.json:1: ");
    }

    @Test
    void aTextThatIsNestedWithoutEndIsRefusedInsteadOfOverflowing() {
        assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(EditException.class);
    }

    static Stream<Path> real_sites() {
        return RealPacks.files("site.json").stream();
    }

    @ParameterizedTest
    @MethodSource("real_sites")
    @Needs(Need.REAL_PACKS)
    void eachEditOfARealFileChangesItsOwnLine(Path site) {
        var before = RealPacks.read(site);
        var file = JsonFile.parse(site.toString(), before);

        assertThat(file.bytes()).isEqualTo(before);
        assertThat(members(file, before))
                .contains("enabled", "issuer")
                .allSatisfy(member -> assertThat(Diffs.changes(
                                before, file.set(SSO + member, "v").bytes()))
                        .hasSize(2)
                        .allMatch(line -> line.contains(member)));
    }

    @ParameterizedTest
    @MethodSource("real_sites")
    @Needs(Need.REAL_PACKS)
    void aMemberMoreInARealFileIsALineMoreAndAtMostACommaOnTheLineBefore(Path site) {
        var before = RealPacks.read(site);
        var file = JsonFile.parse(site.toString(), before);

        var changes = Diffs.changes(before, file.put(SSO + "another", "v").bytes());

        assertThat(changes).filteredOn(line -> line.contains("another")).hasSize(1);
        var others = changes.stream().filter(line -> !line.contains("another")).toList();
        if (!others.isEmpty()) {
            var members = members(file, before);
            assertThat(others).hasSize(2);
            assertThat(others.get(0)).contains(members.get(members.size() - 1));
            assertThat(others.get(1).substring(1))
                    .isEqualTo(others.get(0).substring(1).stripTrailing() + ",");
        }
    }

    /** The names of what is live and scalar in the part about single sign-on, in their order. */
    private static List<String> members(JsonFile file, byte[] text) {
        return Pattern.compile("\"(\\w+)\"\\s*:")
                .matcher(new String(text, StandardCharsets.UTF_8))
                .results()
                .map(name -> name.group(1))
                .distinct()
                .filter(name -> file.has(SSO + name))
                .toList();
    }

    private static List<String> changes(String before, UnaryOperator<JsonFile> edit) {
        return Diffs.changes(
                        before.getBytes(StandardCharsets.UTF_8),
                        edit.apply(parse(before)).bytes())
                .stream()
                .map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .toList();
    }

    private static JsonFile parse(String text) {
        return JsonFile.parse("conf/site.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"a\": 1, \"b\": 2}'                        | AFTER  | /a | '{\"a\": 1, \"n\": true, \"b\": 2}'",
                "'{\"a\": 1, \"b\": 2}'                        | AFTER  | /b | '{\"a\": 1, \"b\": 2, \"n\": true}'",
                "'{\"a\": 1, \"b\": 2}'                        | BEFORE | /a | '{\"n\": true, \"a\": 1, \"b\": 2}'",
                "'{\"a\": 1, \"b\": 2}'                        | BEFORE | /b | '{\"a\": 1, \"n\": true, \"b\": 2}'",
                "'{\r\n\t\"a\" : 1,\r\n\t\"b\" : 2\r\n}'          | AFTER  | /b | '{\r\n\t\"a\" : 1,\r\n\t\"b\" : 2,\r\n\t\"n\" : true\r\n}'",
                "'{\r\n\t\"a\" : 1, // x,\r\n\t\"b\" : 2\r\n}'    | AFTER  | /a | '{\r\n\t\"a\" : 1, // x,\r\n\t\"n\" : true,\r\n\t\"b\" : 2\r\n}'",
                "'{\n  // a\n  \"a\": 1,\n}'                   | BEFORE | /a | '{\n  // a\n  \"n\": true,\n  \"a\": 1,\n}'",
                "'{\n  \"a\": 1,\n}'                           | AFTER  | /a | '{\n  \"a\": 1,\n  \"n\": true,\n}'"
            })
    void aMemberIsAddedAndTakenOutAgain(String before, Operation.Side side, String anchor, String after) {
        assertThat(edit(before, f -> f.add("/n", "true", side, anchor))).isEqualTo(after);
        assertThat(edit(after, f -> f.remove("/n"))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"o\": {}}'                  | /o/n  | '{\"o\": {\"n\": [1]}}'",
                "'{\"o\": {\r\n  }}'            | /o/n  | '{\"o\": {\r\n      \"n\": [1]\r\n  }}'",
                "'{\"o\": []}'                  | /o/0  | '{\"o\": [[1]]}'",
                "'{\"o\": []}'                  | /o/-  | '{\"o\": [[1]]}'",
                "'{\"o\": [\"a\", \"b\"]}'      | /o/2  | '{\"o\": [\"a\", \"b\", [1]]}'",
                "'{\"o\": [\n \"a\" /* x */\n]}' | /o/-  | '{\"o\": [\n \"a\", /* x */\n [1]\n]}'",
                "'{\"o\": {\"p\": {\"q\": 1}}}' | /o/n  | '{\"o\": {\"p\": {\"q\": 1}, \"n\": [1]}}'"
            })
    void whatGoesIntoAnObjectOrAnArrayIsTheLastThere(String before, String path, String after) {
        assertThat(edit(before, f -> f.add(path, "[1]", Operation.Side.INTO, "/o")))
                .isEqualTo(after);
    }

    @Test
    void elementsAreAddedAtTheNumberThatTheyGetAndTakenOutAgain() {
        String array = "[\n  10,\n  20 // twenty\n]";
        assertThat(edit(array, f -> f.add("/1", "15", Operation.Side.AFTER, "/0")))
                .isEqualTo("[\n  10,\n  15,\n  20 // twenty\n]");
        assertThat(edit(array, f -> f.add("/0", "5", Operation.Side.BEFORE, "/0")))
                .isEqualTo("[\n  5,\n  10,\n  20 // twenty\n]");
        assertThatThrownBy(() -> edit(array, f -> f.add("/2", "15", Operation.Side.AFTER, "/0")))
                .hasMessage("site.json:1: /2: the new element will have the number 1 there, not 2");
        assertThat(edit("[1, 2, 3]", f -> f.remove("/0"))).isEqualTo("[2, 3]");
        assertThat(edit("[1, 2, 3]", f -> f.remove("/1"))).isEqualTo("[1, 3]");
        assertThat(edit("[1, 2, 3]", f -> f.remove("/2"))).isEqualTo("[1, 2]");
        assertThat(edit("[1]", f -> f.remove("/0"))).isEqualTo("[]");
        assertThat(edit(array, f -> f.remove("/1"))).isEqualTo("[\n  10\n   // twenty\n]");
    }

    @Test
    void aValueOfSeveralLinesGetsTheIndentationAndLineEndsOfTheFile() {
        assertThat(edit(
                        "{\r\n\t\"a\" : 1\r\n}",
                        f -> f.add("/n", "{\n  \"x\": [\n    1\n  ]\n}\n", Operation.Side.AFTER, "/a")))
                .isEqualTo("{\r\n\t\"a\" : 1,\r\n\t\"n\" : {\r\n\t\t\"x\": [\r\n\t\t\t1\r\n\t\t]\r\n\t}\r\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cr3t", "{\"a\": s3cr3t}", "1 // s3cr3t", "\"s3cr3t", "1, 2", "/* s3cr3t */ 1"})
    void whatIsNotOneValueIsRefusedWithoutBeingQuoted(String json) {
        assertThatThrownBy(() -> edit("{\"a\": 1}", f -> f.add("/n", json, Operation.Side.AFTER, "/a")))
                .isInstanceOf(EditException.class)
                .hasMessageStartingWith("site.json: /n: what is to be added is ")
                .hasMessageNotContaining("s3");
    }

    @Test
    void thePathOfANewValueIsBesideItsAnchorOrInItAndFree() {
        String json = "{\n \"a\": {\"b\": 1},\n \"c\": \"x\"\n}";
        assertThatThrownBy(() -> edit(json, f -> f.add("/c", "1", Operation.Side.AFTER, "/a")))
                .hasMessage("site.json:3: /c: it is there already; give it a value, or take it out first");
        assertThatThrownBy(() -> edit(json, f -> f.add("/n", "1", Operation.Side.AFTER, "/a/b")))
                .hasMessageContaining("it is to go beside /a/b, but its path is not beside that");
        assertThatThrownBy(() -> edit(json, f -> f.add("/n", "1", Operation.Side.INTO, "/a")))
                .hasMessageContaining("it is to go into /a, but its path is not in there");
        assertThatThrownBy(() -> edit(json, f -> f.add("/c/n", "1", Operation.Side.INTO, "/c")))
                .hasMessageContaining("what is to hold it is a string, which has no parts");
        assertThatThrownBy(() -> edit(json, f -> f.add("/n", "1", Operation.Side.AFTER, "/cc")))
                .hasMessageContaining("found there: a, c");
        assertThatThrownBy(() -> edit(json, f -> f.remove("/d"))).hasMessageContaining("found there: a, c");
    }

    private static String edit(String json, UnaryOperator<JsonFile> edit) {
        var file = JsonFile.parse("site.json", json.getBytes(StandardCharsets.UTF_8));
        return new String(edit.apply(file).bytes(), StandardCharsets.UTF_8);
    }
}
