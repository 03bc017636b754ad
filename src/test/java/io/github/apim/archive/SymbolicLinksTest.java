package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolicLinksTest {

    @ParameterizedTest
    @ValueSource(strings = {"b", "../x/b", "./b", "deep/../b", "not/there", "..", "../"})
    void mayStayInsideTheRoot(String target) {
        assertThat(problem("root/a/link", target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../..", "../../..", "../../other", "../../root/b", "x/../../../y"})
    void mayNotLeaveTheRoot(String target) {
        assertThat(problem("root/a/link", target))
                .hasValueSatisfying(problem -> assertThat(problem).contains("outside of the archive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "C:/x", "a\\b"})
    void mayNotBeAbsolute(String target) {
        assertThat(problem("root/a/link", target))
                .hasValueSatisfying(problem -> assertThat(problem).contains("absolute path"));
    }

    @Test
    void mustHaveATarget() {
        assertThat(problem("root/a/link", "")).isPresent();
    }

    @Test
    void mayPointFromFolderToFolderIfThereIsNoOneRoot() {
        SymbolicLinks links = new SymbolicLinks(Map.of("lib/a", "../share/b", "lib/c", "../../d"), Optional.empty());
        assertThat(links.problem("lib/a")).isEmpty();
        assertThat(links.problem("lib/c")).isPresent();
    }

    @Test
    void areFollowedAsAFileSystemDoes() {
        Map<String, String> targets = Map.of(
                "root/a/b/up", "../..",
                "root/trick", "a/b/up/..",
                "root/fine", "a/b/up/x");
        SymbolicLinks links = new SymbolicLinks(targets, Optional.of("root"));
        assertThat(links.problem("root/a/b/up")).isEmpty();
        assertThat(links.problem("root/fine")).isEmpty();
        assertThat(links.problem("root/trick")).isPresent();
    }

    @Test
    void mayNotGoRoundInACircle() {
        SymbolicLinks links = new SymbolicLinks(Map.of("root/a", "b", "root/b", "a"), Optional.of("root"));
        assertThat(links.problem("root/a"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("circle"));
    }

    private static Optional<String> problem(String link, String target) {
        return new SymbolicLinks(Map.of(link, target), Optional.of("root")).problem(link);
    }
}
