package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.apim.edit.Operation.Side;
import io.github.apim.testing.SmallPack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a .properties file holds, it is refused by name, or java.util.Properties sees the one change. */
class PropertiesFileFuzz {

    static Stream<Arguments> files() throws IOException {
        return Stream.of(
                        "a=1\r\n#b : 2\n! c=3\rd\\ e\\\n  = 4\\u00fc\\\r\n  5\nf",
                        SmallPack.text("repository/conf/datasources.properties"),
                        SmallPack.text("repository/conf/jndi.properties"),
                        SmallPack.text("repository/conf/log4j.properties"))
                .map(text -> Arguments.of(text.getBytes(StandardCharsets.ISO_8859_1), "b", " a=ü\\\n#", 2));
    }

    @MethodSource("files")
    @FuzzTest
    void isRefusedOrEditedWhereItShouldBe(byte @NotNull [] bytes, @NotNull String key, @NotNull String value, int place)
            throws IOException {
        PropertiesFile file;
        try {
            file = PropertiesFile.parse("a.properties", bytes);
        } catch (EditException refused) {
            assertThat(refused).hasMessageStartingWith("a.properties");
            return;
        }
        assertThat(file.bytes()).isEqualTo(bytes);
        set(file, key, value);
        if (!file.keys().isEmpty()) {
            String known = file.keys().get(Math.floorMod(place, file.keys().size()));
            set(file, known, value);
            Properties expected = read(bytes);
            expected.setProperty(known, value);
            assertThat(read(file.setEverywhere(known, value).bytes())).isEqualTo(expected);
            for (Side side : Side.values()) {
                add(file, key, value, side, known);
            }
        }
    }

    private static void add(PropertiesFile file, String key, String value, Side side, String anchor)
            throws IOException {
        try {
            byte[] edited = file.add(key, value, side, anchor).bytes();
            Properties expected = read(file.bytes());
            expected.setProperty(key, value);
            assertThat(read(edited)).isEqualTo(expected);
            Spans.assertOnlyInserted(file.bytes(), edited);
            assertThat(read(PropertiesFile.parse("b.properties", edited)
                            .remove(key)
                            .bytes()))
                    .isEqualTo(read(file.bytes()));
        } catch (EditException refused) {
            assertThat(refused.getMessage())
                    .startsWith("a.properties:")
                    .containsAnyOf("there already", "no levels", "the key stands ", "ends with a backslash");
        }
    }

    private static void set(PropertiesFile file, String key, String value) throws IOException {
        try {
            byte[] edited = file.set(key, value).bytes();
            Properties expected = read(file.bytes());
            expected.setProperty(key, value);
            assertThat(read(edited)).isEqualTo(expected);
            expected.remove(key);
            assertThat(read(PropertiesFile.parse("b.properties", edited)
                            .remove(key)
                            .bytes()))
                    .isEqualTo(expected);
        } catch (EditException refused) {
            assertThat(refused.getMessage())
                    .startsWith("a.properties:")
                    .containsAnyOf("the key stands ", "commented out ", "ends with a backslash");
        }
    }

    private static Properties read(byte[] bytes) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(bytes));
        return properties;
    }
}
