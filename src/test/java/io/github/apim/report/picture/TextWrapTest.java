package io.github.apim.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text that is broken or cut so that it fits. */
class TextWrapTest {

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(TextWrap.lines("gateway-worker-1", TextStyle.ITEM, 300, 3)).containsExactly("gateway-worker-1");
        assertThat(TextWrap.lines("", TextStyle.ITEM, 300, 3)).isEmpty();
    }

    @Test
    void textBreaksAtBlanksAndNamesBehindMarks() {
        assertThat(TextWrap.lines("Uses apimgtdb and userdb", TextStyle.LINE, 110, 3))
                .containsExactly("Uses apimgtdb", "and userdb");
        assertThat(TextWrap.lines("gateway-worker-17", TextStyle.ITEM, 110, 3))
                .containsExactly("gateway-", "worker-17");
    }

    @Test
    void whatIsTooLongEndsInAnEllipsis() {
        List<String> lines = TextWrap.lines("x".repeat(200), TextStyle.LINE, 100, 3);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).endsWith("x…");
    }

    @Test
    void noLineIsWiderThanItMayBeAndNothingIsLostBeforeTheEllipsis() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            String text = random.ints(1 + random.nextInt(60), ' ', 0x2000)
                    .map(c -> random.nextInt(4) == 0 ? c : ' ' + c % 94)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            List<String> lines = TextWrap.lines(text, TextStyle.LINE, 100, 3);

            assertThat(lines).hasSizeLessThanOrEqualTo(3).allMatch(line -> TextStyle.LINE.width(line) <= 100);
            String shown = withoutBlanks(String.join("", lines).replaceFirst("…$", ""));
            assertThat(withoutBlanks(text)).startsWith(shown);
        }
    }

    private static String withoutBlanks(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
