package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are live, commented out, missing or twice there. */
class PropertiesFileTest {

    private static PropertiesFile parse(String text) {
        return PropertiesFile.parse("test.properties", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String set(String text, String key, String value) {
        return new String(parse(text).set(key, value).bytes(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'k=old\n'                  | 'k=new\n'",
                "'k = old'                  | 'k = new'",
                "'  k : old\r\nz=1\r\n'     | '  k : new\r\nz=1\r\n'",
                "'k\told\n'                 | 'k\tnew\n'",
                "'k old\n'                  | 'k new\n'",
                "'k=\nz=1'                  | 'k=new\nz=1'",
                "'k\nz=1'                   | 'k=new\nz=1'",
                "'k'                        | 'k=new'",
                "'a=1\nk=o\\\n  l\\\n\td\nz=1' | 'a=1\nk=new\nz=1'",
                "'k=\\\n   old\nz'          | 'k=\\\n   new\nz'",
                "'k=old\\\\\nz=1'           | 'k=new\nz=1'",
                "'\\u006b=old'              | '\\u006b=new'",
                "'#k=1\nk=old\n#k=2'        | '#k=1\nk=new\n#k=2'"
            })
    void aLiveKeyKeepsItsSeparatorAndGetsAnotherValue(String before, String after) {
        assertThat(set(before, "k", "new")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a=1\n#k=old\nz=1\n'      | 'a=1\nk=new\nz=1\n'",
                "'a=1\r\n  # k = old  \r\n' | 'a=1\r\n  k = new\r\n'",
                "'!k:old'                  | 'k:new'",
                "'#k='                     | 'k=new'"
            })
    void theOnlySampleOfAKeyBecomesLiveWhereItStands(String before, String after) {
        assertThat(set(before, "k", "new")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                        | 'k=new\n'",
                "'a : 1\n'                 | 'a : 1\nk : new\n'",
                "'a=1\r\n#end\r\n'         | 'a=1\r\n#end\r\nk=new\r\n'",
                "'a=1'                     | 'a=1\nk=new'",
                "'a=1\r\nb=2'              | 'a=1\r\nb=2\r\nk=new'",
                "'##k=1\n'                 | '##k=1\nk=new\n'",
                "'# k is not set\n'        | '# k is not set\nk=new\n'",
                "'#K=1\n#kk=1\n#the k=1\n' | '#K=1\n#kk=1\n#the k=1\nk=new\n'",
                "'a 1\n'                   | 'a 1\nk=new\n'"
            })
    void aKeyWithoutASampleIsAddedAtTheEnd(String before, String after) {
        assertThat(set(before, "k", "new")).isEqualTo(after);
    }

    @Test
    void aKeyThatIsCommentedOutTwiceIsNotSet() {
        assertThatThrownBy(() -> set("#k=1\na=1\n#k=2\n", "k", "secret"))
                .isInstanceOf(EditException.class)
                .hasMessage("test.properties:1: k: it is commented out 2 times, on the lines 1, 3, and only one could"
                        + " become live; add it as a new key");
        assertThat(set("#k=1\nk=3\n#k=2\n", "k", "new")).isEqualTo("#k=1\nk=new\n#k=2\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a=1\nb=2\n'                       | AFTER  | a | 'a=1\nk=new\nb=2\n'",
                "'a=1\r\nb=2'                        | AFTER  | b | 'a=1\r\nb=2\r\nk=new'",
                "'a=1\r\nb=2'                        | BEFORE | a | 'k=new\r\na=1\r\nb=2'",
                "'a=1\\\n  2\\\n  3\nb=2\n'         | AFTER  | a | 'a=1\\\n  2\\\n  3\nk=new\nb=2\n'",
                "'#c\n\ta : 1\\\r\n  2\r\nb=2\r\n'   | AFTER  | a | '#c\n\ta : 1\\\r\n  2\r\n\tk : new\r\nb=2\r\n'",
                "'#c\n  a 1\n#d\n'                   | BEFORE | a | '#c\n  k=new\n  a 1\n#d\n'",
                "'a\\\n =1\n#k=0\n'                  | AFTER  | a | 'a\\\n =1\nk=new\n#k=0\n'"
            })
    void aKeyIsAddedBesideAnother(String before, Operation.Side side, String anchor, String after) {
        assertThat(new String(parse(before).add("k", "new", side, anchor).bytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo(after);
        assertThat(new String(
                        PropertiesFile.parse("test.properties", after.getBytes(StandardCharsets.ISO_8859_1))
                                .remove("k")
                                .bytes(),
                        StandardCharsets.ISO_8859_1))
                .isEqualTo(before.equals("a=1\r\nb=2") && side == Operation.Side.AFTER ? before + "\r\n" : before);
    }

    @Test
    void aKeyIsNotAddedTwiceOrBesideWhatIsNotThere() {
        assertThatThrownBy(() -> parse("a=1\nk=2\n").add("k", "secret", Operation.Side.AFTER, "a"))
                .hasMessage("test.properties:2: k: it is there already; give it a value, or take it out first");
        assertThatThrownBy(() -> parse("alpha=1\n").add("k", "secret", Operation.Side.AFTER, "alpa"))
                .hasMessage("test.properties: alpa: there is no such key; did you mean alpha?");
        assertThatThrownBy(() -> parse("a=1\na=2\n").add("k", "secret", Operation.Side.BEFORE, "a"))
                .hasMessage("test.properties:1: a: the key stands 2 times, on the lines 1, 2");
        assertThatThrownBy(() -> parse("a=1\n").add("k", "secret", Operation.Side.INTO, "a"))
                .hasMessageContaining("has no levels; say 'after' or 'before' a key")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> parse("a=1\\\n").add("k", "secret", Operation.Side.AFTER, "a"))
                .hasMessageContaining("the file ends with a backslash");
    }

    @Test
    void aKeyThatStandsTwiceIsNotSet() {
        assertThatThrownBy(() -> set("a=1\nk=1\n\nk=2\n", "k", "secret"))
                .isInstanceOf(EditException.class)
                .hasMessage("test.properties:2: k: the key stands 2 times, on the lines 2, 4");
        assertThat(parse("k=1\nk=2").get("k")).contains("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " x ",
                "=x",
                ":x",
                "#x",
                "!x",
                "a=b:c#d!e",
                "\\",
                "C:\\dir\\",
                "\t\n\r\f",
                "é€\uD83D\uDE00\u0000",
                "a\\\nb"
            })
    void anyValueReadsBackBehindAnySeparator(String value) throws IOException {
        for (var text : new String[] {"k=1", "k:1", "k 1", "k", "k = 1", "k\t1", "#k=1", "z=1", "k=1\\\n  2\nz=1"}) {
            var bytes = parse(text).set("k", value).bytes();
            var read = new Properties();
            read.load(new ByteArrayInputStream(bytes));
            assertThat(read.getProperty("k")).as(text).isEqualTo(value);
            assertThat(bytes)
                    .isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a=b", "a:b", "#a", "!a", "ä€", "\\"})
    void anyKeyCanBeAddedAndRemoved(String key) {
        var file = parse("z=1\n").set(key, "1");
        assertThat(parse(new String(file.bytes(), StandardCharsets.ISO_8859_1)).get(key))
                .contains("1");
        assertThat(file.remove(key).bytes()).isEqualTo("z=1\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void anEntryIsRemovedWithAllItsLines() {
        assertThat(parse("a=1\r\n k=1\\\r\n  2\r\nz=1").remove("k").bytes())
                .asString()
                .isEqualTo("a=1\r\nz=1");
        assertThatThrownBy(() -> parse("a=1\n#k=1").remove("k"))
                .hasMessage("test.properties: k: there is no such key; it stands only in a comment at line 2");
    }

    @Test
    void bytesOfAnotherEncodingStayAsTheyAre() {
        var before = "a=ä€\nk=1\n".getBytes(StandardCharsets.UTF_8);
        var after =
                PropertiesFile.parse("test.properties", before).set("k", "ö").bytes();
        assertThat(after).isEqualTo("a=ä€\nk=\\u00F6\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEntryIsRemovedWithTheBackslashThatEndsTheFile() {
        assertThat(parse("a=1\nb=2\\").remove("b").bytes()).asString().isEqualTo("a=1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1\\\n", "a=1\\", "\\\n", "b=1\r\na=1\\\r\n", "a=\\\n \\"})
    void nothingIsAddedBehindALineThatGoesOn(String text) {
        assertThatThrownBy(() -> parse(text).set("key", "value"))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("key: the file ends with a backslash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1\\\n\n", "a=1\\\\\n", "a=1\\\\", "a=1\\\n  ", "# a=1\\\n", "a=1\\\n2\n"})
    void aBackslashFurtherUpKeepsNothingFromBeingAdded(String text) {
        assertThat(parse(text).set("key", "value").get("key")).hasValue("value");
    }

    @Test
    void aBrokenEscapeIsRefused() {
        assertThatThrownBy(() -> parse("a=\\u12")).isInstanceOf(EditException.class);
    }

    @Test
    void theEditorReadsWhatJavaReads() {
        var random = new Random(1);
        var alphabet = "ab=: \t\f\\\n\r#!x";
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            var length = random.nextInt(24);
            for (var j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> parse(text.toString())).as("%s", text).doesNotThrowAnyException();
        }
    }
}
