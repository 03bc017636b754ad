package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.apim.edit.ShellScanner.Assignment;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a shell script holds, it is refused by name, or each variable can be set to any text, and nothing else changes. */
class ShellFileFuzz {

    static Stream<Arguments> files() throws IOException {
        return Stream.of(
                        "A=1\nexport B=\"$A ${C:-`x`}\" # c\n#D='e'\ncat <<-E\n\tF=1\n\tE\nG=$(echo ')' \\\n)\r\nH=(a b)",
                        SmallPack.text("bin/wso2server.sh"))
                .map(text -> Arguments.of(text.getBytes(StandardCharsets.ISO_8859_1), "it's $(x) `y` \\\n\"ü", 1));
    }

    @MethodSource("files")
    @FuzzTest
    void isRefusedOrEditedWhereItShouldBe(byte @NotNull [] bytes, @NotNull String value, int place) {
        ShellFile file;
        try {
            file = ShellFile.parse("a.sh", bytes);
        } catch (EditException refused) {
            assertThat(refused).hasMessageStartingWith("a.sh:");
            return;
        }
        assertThat(file.bytes()).isEqualTo(bytes);
        List<Assignment> assignments = ShellScanner.scan("a.sh", new String(bytes, StandardCharsets.ISO_8859_1));
        if (assignments.isEmpty()) {
            return;
        }
        Assignment assignment = assignments.get(Math.floorMod(place, assignments.size()));
        // Half of a surrogate pair has no bytes in UTF-8, so no script can hold it.
        String writable = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        try {
            byte[] edited = file.set(assignment.name(), writable).bytes();
            ShellFile again = ShellFile.parse("b.sh", edited);
            assertThat(again.get(assignment.name())).hasValue(writable);
            assertThat(again.set(assignment.name(), writable).bytes()).isEqualTo(edited);
            boolean live = file.has(assignment.name());
            if (live != assignment.sample()) {
                Spans.assertOnlyChanged(bytes, edited, assignment.start(), assignment.valueEnd());
            }
        } catch (EditException refused) {
            assertThat(refused.getMessage())
                    .startsWith("a.sh:")
                    .containsAnyOf("times, on the lines", "NUL", "is an array");
        }
    }
}
