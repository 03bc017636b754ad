package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.BuildMemory;
import io.github.apim.assembly.Validation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** What is accepted stands in the log, and is no warning. */
class AcceptedLogTest {

    private final List<String> lines = new ArrayList<>();

    private final AssemblyLog log = new AssemblyLog(new SystemStreamLog() {
        @Override
        public void info(CharSequence content) {
            lines.add("info " + content);
        }

        @Override
        public void warn(CharSequence content) {
            lines.add("warn " + content);
        }
    });

    @Test
    void anAcceptedBreachIsALineAndNoWarning() {
        log.accepted("a, accepted because: b");

        assertThat(lines).containsExactly("info a, accepted because: b");
        assertThat(log.warnings()).isEmpty();
        assertThat(log.accepted()).containsExactly("a, accepted because: b");
    }

    @Test
    void itIsToldAgainWhenNothingHasToBeBuilt() {
        log.allUnchanged(
                new BuildMemory.Unchanged(List.of(), List.of("careful"), List.of("a, accepted because: b")),
                Path.of("target"));

        assertThat(lines).containsExactly("warn careful", "info a, accepted because: b");
    }

    @Test
    void rulesOfEveryGoalCanBeAccepted() {
        assertThat(RuleIds.all())
                .containsAll(Validation.ruleIds())
                .contains("M15")
                .doesNotHaveDuplicates();
    }
}
