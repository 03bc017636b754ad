package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.edit.Operation.Side;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits of single places of a TOML file. */
class TomlFileTest {

    private static final String SERVER = """
            # the server
            [server]
            hostname = "localhost"   # its name
            #offset=0
            mode = 'single'

            #[apim.jwt]
            #enable = true
            #header = "X-JWT-Assertion" # read by backends

            [[apim.gateway.environment]]
            name = "Default"
            type = "hybrid"
            [apim.gateway.environment.ports]
            http = 8280

            [[apim.gateway.environment]]
            name = "Sandbox"
            type = "sandbox"

            [apim.cors]
            allow_methods = ["GET", "PUT"]
            """;

    private static TomlFile parse(String text) {
        return TomlFile.parse("deployment.toml", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Why a text is no TOML; empty if it is. */
    static Optional<String> refusal(String text) {
        try {
            parse(text);
            return Optional.empty();
        } catch (EditException malformed) {
            return Optional.of(malformed.getMessage());
        }
    }

    private static String edited(String text, UnaryOperator<TomlFile> edit) {
        return new String(edit.apply(parse(text)).bytes(), StandardCharsets.UTF_8);
    }

    private static String set(String text, String path, String value) {
        return edited(text, file -> file.set(path, value));
    }

    private static void assertRefused(String text, UnaryOperator<TomlFile> edit, String... parts) {
        assertThatThrownBy(() -> edited(text, edit))
                .isInstanceOf(EditException.class)
                .hasMessageStartingWith("deployment.toml")
                .hasMessageContainingAll(parts);
    }

    @Test
    void aValueThatIsThereIsReplacedAndItsCommentStays() {
        assertThat(set(SERVER, "server.hostname", "gw.example.com"))
                .isEqualTo(SERVER.replace("\"localhost\"   # its", "\"gw.example.com\"   # its"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = 'x'      | y            | a = 'y'",
                "a = 'x'      | it's         | a = \"it's\"",
                "a = \"x\"    | 5            | a = \"5\"",
                "a = \"x\"    | a\\b\"c      | a = \"a\\\\b\\\"c\"",
                "a = 5        | 7            | a = 7",
                "a = 5        | seven        | a = \"seven\"",
                "a = true     | false        | a = false",
                "a = 1.5      | 2            | a = 2",
                "a = 07:32:00 | 08:00:00     | a = 08:00:00",
                "a = [1, 2]   | [3]          | a = [3]",
                "a = {b = 1}  | {b = 2, c=3} | a = {b = 2, c=3}"
            })
    void aValueKeepsItsKind(String before, String value, String after) {
        assertThat(set(before + "\n", "a", value)).isEqualTo(after + "\n");
    }

    @Test
    void anArrayIsReplacedByAnArrayOnly() {
        assertRefused(
                SERVER,
                file -> file.set("apim.cors.allow_methods", "GET"),
                ":22: ",
                "this is an array",
                "[\"a\", \"b\"]");
    }

    @Test
    void whatIsCommentedOutOnceBecomesLive() {
        assertThat(set(SERVER, "server.offset", "3")).isEqualTo(SERVER.replace("#offset=0", "offset=3"));
    }

    @Test
    void aKeyOfATableThatIsCommentedOutBecomesLiveWithItsHeaderAlone() {
        assertThat(set(SERVER, "apim.jwt.header", "X-Token"))
                .isEqualTo(SERVER.replace("#[apim.jwt]", "[apim.jwt]")
                        .replace("#header = \"X-JWT-Assertion\"", "header = \"X-Token\""));
    }

    @Test
    void aKeyThatItsCommentedOutTableLacksIsAddedToIt() {
        assertThat(set(SERVER, "apim.jwt.encoding", "base64"))
                .isEqualTo(SERVER.replace("#[apim.jwt]", "[apim.jwt]")
                        .replace("# read by backends\n", "# read by backends\nencoding = \"base64\"\n"));
    }

    @Test
    void whatIsCommentedOutTwiceIsAmbiguous() {
        assertRefused(
                "[a]\n#k = 1\n#k = 2\n",
                file -> file.set("a.k", "3"),
                ":2: a.k: it is commented out 2 times, on the lines 2, 3");
    }

    @Test
    void anArrayOfTablesThatIsCommentedOutIsNotGuessed() {
        assertRefused(
                "#[[a.b]]\n#k = 1\n",
                file -> file.set("a.b.k", "2"),
                ":1: ",
                "stands only in comments",
                "as a.b[-] first");
    }

    /** The keys behind the commented-out header would become those of its table. */
    @Test
    void aHeaderIsNotRevivedAmongTheKeysOfAnotherTable() {
        assertThat(set("[a]\n#[b]\n#x = 1\ny = 2\n", "b.x", "3")).isEqualTo("[a]\n#[b]\n#x = 1\ny = 2\n\n[b]\nx = 3\n");
    }

    @Test
    void aKeyThatIsNowhereIsTheLastOfItsTable() {
        assertThat(set(SERVER, "server.node_ip", "10.0.0.1"))
                .isEqualTo(SERVER.replace("mode = 'single'\n", "mode = 'single'\nnode_ip = \"10.0.0.1\"\n"));
        assertThat(set("[a]\n  b=1\n\n#[c]\n", "a.x", "true")).isEqualTo("[a]\n  b=1\n  x=true\n\n#[c]\n");
        assertThat(set("a = 1", "b", "2")).isEqualTo("a = 1\nb = 2");
        assertThat(set("", "b", "2")).isEqualTo("b = 2\n");
    }

    @Test
    void aTableThatIsNowhereStandsBehindItsRelatives() {
        assertThat(set(SERVER, "apim.event_hub.enable", "true"))
                .isEqualTo(SERVER + "\n[apim.event_hub]\nenable = true\n");
        assertThat(set(SERVER, "server.cache.size", "5"))
                .isEqualTo(SERVER.replace("'single'\n", "'single'\n\n[server.cache]\nsize = 5\n"));
    }

    @Test
    void aTableThatIsAddedStandsBeforeThoseBelowIt() {
        assertThat(set(SERVER, "apim.gateway_type", "Regular"))
                .isEqualTo(SERVER.replaceFirst("\\[\\[apim", "[apim]\ngateway_type = \"Regular\"\n\n[[apim"));
    }

    @Test
    void nothingIsAddedBehindTheSecrets() {
        assertThat(set("[a]\nb = 1\n\n# ciphertool's\n[secrets]\nk = \"[v]\"\n", "c.d", "x"))
                .isEqualTo("[a]\nb = 1\n\n[c]\nd = \"x\"\n\n# ciphertool's\n[secrets]\nk = \"[v]\"\n");
        assertRefused(
                "[secrets]\nk = \"[v]\"\n",
                file -> file.set("a.b", TomlValue.text("x"), Placement.after("secrets")),
                "nothing can stand there: a: it stands behind [secrets] on line 1");
    }

    @Test
    void aTableStandsWhereItIsPlaced() {
        assertThat(edited(SERVER, file -> file.set("user_store.type", TomlValue.text("x"), Placement.after("server"))))
                .isEqualTo(SERVER.replace("'single'\n", "'single'\n\n[user_store]\ntype = \"x\"\n"));
        assertThat(edited(SERVER, file -> file.set("a.b", TomlValue.bool(true), Placement.before("none", "server"))))
                .isEqualTo("[a]\nb = true\n\n" + SERVER);
        assertRefused(
                SERVER,
                file -> file.set("a.b", TomlValue.bool(true), Placement.after("none")),
                "there is no none, beside which it is to go");
    }

    @Test
    void aTableThatIsPlacedBehindOneBelowItIsRefused() {
        assertRefused(
                "[a.b]\nc = 1\n",
                file -> file.set("a.d", TomlValue.number(1), Placement.last()),
                "a table below it stands before it, on line 1");
    }

    @Test
    void dottedKeysAndInlineTablesStayWhatTheyAre() {
        assertThat(set("[t.https]\np.port = 9443\n", "t.https.p.proxyPort", "443"))
                .isEqualTo("[t.https]\np.port = 9443\np.proxyPort = 443\n");
        assertThat(set("[t]\np = { port = 9443 } # c\n", "t.p.proxyPort", "443"))
                .isEqualTo("[t]\np = { port = 9443, proxyPort = 443 } # c\n");
    }

    @Test
    void anElementIsNamedByItsNumberOrByWhatItHolds() {
        var first = SERVER.replace("type = \"hybrid\"", "type = \"production\"");
        assertThat(set(SERVER, "apim.gateway.environment[1].type", "production"))
                .isEqualTo(first);
        assertThat(set(SERVER, "apim.gateway.environment[name=Default].type", "production"))
                .isEqualTo(first);
        assertThat(set(SERVER, "apim.gateway.environment[name='Default'].name", "Main"))
                .isEqualTo(SERVER.replace("\"Default\"", "\"Main\""));
        assertThat(set(SERVER, "apim.gateway.environment[name=Default].ports.http", "80"))
                .isEqualTo(SERVER.replace("8280", "80"));
    }

    @Test
    void aTableOfAnElementStandsBelowThatElement() {
        assertThat(set(SERVER, "apim.gateway.environment[1].limits.max", "5"))
                .isEqualTo(
                        SERVER.replace("http = 8280\n", "http = 8280\n\n[apim.gateway.environment.limits]\nmax = 5\n"));
    }

    @Test
    void theOnlyElementOfAnArrayNeedsNoNumber() {
        assertThat(set("[[a]]\nb = 1\n", "a.b", "2")).isEqualTo("[[a]]\nb = 2\n");
        assertRefused(
                SERVER,
                file -> file.set("apim.gateway.environment.type", "x"),
                ":11: ",
                "environment is there 2 times, on the lines 11, 17",
                "[key=value]");
    }

    @Test
    void anElementThatIsNotThereIsAnError() {
        assertRefused(
                SERVER,
                file -> file.set("apim.gateway.environment[name=Prod].type", "x"),
                ":11: ",
                "has 2 of environment, and none of them is environment[name=Prod]");
    }

    @Test
    void elementsAreAppendedToArraysOfTables() {
        Map<String, TomlValue> values = new LinkedHashMap<>();
        values.put("name", TomlValue.text("Prod"));
        values.put("urls", TomlValue.texts(List.of("tcp://a", "tcp://b")));
        values.put("header.X", TomlValue.bool(true));
        var lines = "name = \"Prod\"\nurls = [\"tcp://a\", \"tcp://b\"]\n\"header.X\" = true\n";
        assertThat(edited(SERVER, file -> file.append("apim.gateway.environment", values)))
                .isEqualTo(SERVER.replace("\"sandbox\"\n", "\"sandbox\"\n\n[[apim.gateway.environment]]\n" + lines));
        assertThat(edited(SERVER, file -> file.append("apim.cors.list", values)))
                .isEqualTo(SERVER + "\n[[apim.cors.list]]\n" + lines);
    }

    @Test
    void elementsOfArraysAreSetAddedAndTakenOut() {
        assertThat(set(SERVER, "apim.cors.allow_methods[2]", "POST")).isEqualTo(SERVER.replace("PUT", "POST"));
        assertThat(edited(SERVER, file -> file.remove("apim.cors.allow_methods[1]")))
                .isEqualTo(SERVER.replace("\"GET\", ", ""));
        assertThat(edited("a = [\n  1, # one\n  2 # two\n]\n", file -> file.add("a[-]", "3", Side.INTO, "a")))
                .isEqualTo("a = [\n  1, # one\n  2, # two\n  3\n]\n");
        assertThat(edited("a = [\n  1, # one\n  2 # two\n]\n", file -> file.add("a[2]", "3", Side.AFTER, "a[1]")))
                .isEqualTo("a = [\n  1, # one\n  3,\n  2 # two\n]\n");
        assertRefused(
                SERVER,
                file -> file.add("apim.cors.allow_methods[1]", "\"X\"", Side.INTO, "apim.cors.allow_methods"),
                "will have the number 3 there, not [1]");
    }

    @Test
    void keysAndTablesAreAddedBesideOthers() {
        assertThat(edited(SERVER, file -> file.add("server.x", "[1]", Side.BEFORE, "server.mode")))
                .isEqualTo(SERVER.replace("mode", "x = [1]\nmode"));
        assertThat(edited(SERVER, file -> file.add("server.x", "[1]", Side.INTO, "server")))
                .isEqualTo(SERVER.replace("'single'\n", "'single'\nx = [1]\n"));
        assertThat(edited(SERVER, file -> file.add("x.y", "a = 1\nb = 2", Side.AFTER, "server")))
                .isEqualTo(SERVER.replace("'single'\n", "'single'\n\n[x.y]\na = 1\nb = 2\n"));
        assertRefused(SERVER, file -> file.add("server.mode", "1", Side.INTO, "server"), ":5: ", "it is there already");
        assertRefused(
                SERVER,
                file -> file.add("server.x", "s3cret", Side.INTO, "server"),
                "neither a TOML value nor the lines");
        assertRefused(
                SERVER, file -> file.add("server.x", "1", Side.AFTER, "apim.cors.allow_methods"), "is not beside that");
    }

    @Test
    void aTableOfWhichOnlyOthersBelowAreThereCanBeAddedBeforeThem() {
        assertThat(edited("[a.b]\nx = 1\n", file -> file.add("a", "y = 2", Side.BEFORE, "a.b")))
                .isEqualTo("[a]\ny = 2\n\n[a.b]\nx = 1\n");
        assertRefused(
                "[a.b]\nx = 1\n",
                file -> file.add("a", "y = 2", Side.AFTER, "a.b"),
                "nothing can stand there: a: a table below it stands before it, on line 1");
    }

    @Test
    void aTableIsNotAddedWhereItWouldBelongToAnotherElement() {
        assertRefused(
                SERVER,
                file -> file.add("apim.gateway.environment[1].x", "a = 1", Side.AFTER, "apim.cors"),
                "apim.gateway.environment[1].x: where it is to go, it would be something else than its path says");
    }

    @Test
    void aKeyIsTakenOutWithItsLine() {
        assertThat(edited(SERVER, file -> file.remove("server.hostname")))
                .isEqualTo(SERVER.replace("hostname = \"localhost\"   # its name\n", ""));
        assertThat(edited("a = \"\"\"\nx\n\"\"\"\nb = 1\n", file -> file.remove("a")))
                .isEqualTo("b = 1\n");
        assertThat(edited("a = { b = 1, c = 2 }\n", file -> file.remove("a.c"))).isEqualTo("a = { b = 1 }\n");
    }

    @Test
    void aTableIsTakenOutWithAllThatIsBelowIt() {
        var before = SERVER.substring(0, SERVER.indexOf("[[apim"));
        var after = SERVER.substring(SERVER.indexOf("[apim.cors]"));
        assertThat(edited(SERVER, file -> file.remove("apim.gateway"))).isEqualTo(before + after);
        assertThat(edited(SERVER, file -> file.remove("apim.gateway.environment[2]")))
                .isEqualTo(
                        SERVER.replace("[[apim.gateway.environment]]\nname = \"Sandbox\"\ntype = \"sandbox\"\n\n", ""));
    }

    @Test
    void aPlaceThatIsNotThereSaysWhatIsThereInstead() {
        assertRefused(
                SERVER,
                file -> file.remove("server.hostnme"),
                ":2: server.hostnme: there is no \"hostnme\" in server; found there: hostname, mode;"
                        + " did you mean 'hostname'?");
        assertRefused(SERVER, file -> file.set("server", "x"), ":2: server: this is a table, not a single value");
        assertRefused(SERVER, file -> file.set("server.hostname.x", "x"), ":3: ", "server.hostname is a string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.", "a..b", "a[0]", "a[b]", "a[b=c", "a b", "'a", "a[1", "a[-", "a[1]b", "\"\\q\""})
    void aPathThatIsNoneIsRefused(String path) {
        assertRefused(SERVER, file -> file.set(path, "x"), "malformed path", "written like table.key");
    }

    @Test
    void quotedNamesAreNames() {
        var text = "[a]\n'header.X-KEY' = \"d\"\n";
        assertThat(set(text, "a.'header.X-KEY'", "e")).isEqualTo(text.replace("\"d\"", "\"e\""));
        assertThat(set(text, "a.\"header.X-KEY\"", "e")).isEqualTo(text.replace("\"d\"", "\"e\""));
        assertThat(set(text, "a.'new key'", "e")).isEqualTo(text + "\"new key\" = \"e\"\n");
    }

    @Test
    void theLineEndsOfWindowsStay() {
        assertThat(set("[a]\r\nb = 1\r\n", "c.d", "2")).isEqualTo("[a]\r\nb = 1\r\n\r\n[c]\r\nd = 2\r\n");
        assertThat(edited("[a]\r\nb = 1\r\n", file -> file.add("c", "x = 1\ny = 2", Side.AFTER, "a")))
                .isEqualTo("[a]\r\nb = 1\r\n\r\n[c]\r\nx = 1\r\ny = 2\r\n");
    }

    @Test
    void aTextOfSeveralLinesKeepsTheLineEndsOfWindows() {
        var file = parse("a = \"\"\"x\r\ny\"\"\"\r\nb = 1\r\n");
        assertThat(file.text("a")).isEqualTo("x\r\ny");
        assertThat(new String(file.set("b", "2").bytes(), StandardCharsets.UTF_8))
                .isEqualTo("a = \"\"\"x\r\ny\"\"\"\r\nb = 2\r\n");
    }

    @Test
    void textsAreEscapedAndReadAgain() {
        var hostile = "a\"b\\c\nd\te\u0000f\u007f\u00e9\uD83D\uDE00'${x}&<";
        var after = parse("a = 'x'\n").set("a", hostile);
        assertThat(parse(new String(after.bytes(), StandardCharsets.UTF_8)).text("a"))
                .isEqualTo(hostile);
        assertRefused("a = 'x'\n", file -> file.set("a", "\uD83D"), "half a character");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[a]\\nb = 1\\n[a]\\n      | :3: this is no TOML: a is on line 1 already, where it is a table",
                "a = 1\\na = 2\\n           | :2: this is no TOML: a is on line 1 already, where it is a literal",
                "p.x = 1\\n[p]\\ny = 2\\n   | :2: this is no TOML: p is on line 1 already, where it is a table",
                "[a]\\nb = \\n              | :2: this is no TOML: a value is expected here",
                "[a]\\nb = \"x\\n           | :2: this is no TOML: this string is never closed",
                "a = \"\\'\"\\n              | :1: this is no TOML: this string holds an escape that TOML does not know",
                "a = {b.c = 1, b.d = 2}\\n[a.e]\\n | :2: this is no TOML: a is on line 1 already, where it is an inline table",
                "a = 1 b = 2\\n             | :1: this is no TOML: the line should end here"
            })
    void whatIsNoTomlIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
                .isInstanceOf(EditException.class)
                .hasMessageStartingWith("deployment.toml" + message);
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWithTheirLine() {
        assertThatThrownBy(() -> TomlFile.parse("a.toml", new byte[] {'#', '\n', 'a', '=', '\'', (byte) 0xe4, '\''}))
                .hasMessage("a.toml:2: this is no TOML: it is not encoded in UTF-8");
    }

    @Test
    void whatIsSetIsRemembered() {
        var file = parse(SERVER).recording().set("server.mode", "ha").set("apim.nothing[1].x", "y");
        assertThat(file.settings()).extracting(Setting::place).containsExactly("server.mode", "apim.nothing[1].x");
        assertThat(file.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("there is no \"nothing\" in apim"));
        assertThat(file.text("server.mode")).isEqualTo("ha");
        assertThat(file.find("server.mode"))
                .hasValueSatisfying(found -> assertThat(found.line()).isEqualTo(5));
        assertThat(file.find("apim.cors.allow_methods").map(Found::value)).contains("[\"GET\", \"PUT\"]");
        assertThat(file.find("apim.gateway.environment.type")).isEmpty();
    }
}
