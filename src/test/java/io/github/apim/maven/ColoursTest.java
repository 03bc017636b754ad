package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColoursTest {

    @ParameterizedTest
    @CsvSource({
        "auto, true, '', true, true",
        "auto, true, '', false, false",
        "auto, false, '', true, false",
        "auto, true, 1, true, false",
        "always, false, 1, false, true",
        "never, true, '', true, false",
    })
    void linesAreColouredWhereAPersonLooksAtATerminalOrWishesIt(
            String style, boolean interactive, String noColor, boolean terminal, boolean wanted) {
        assertThat(Colours.wanted(style, interactive, noColor, terminal)).isEqualTo(wanted);
    }
}
