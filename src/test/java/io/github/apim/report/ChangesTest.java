package io.github.apim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.report.NodeSummary.FileChange;
import io.github.apim.report.NodeSummary.What;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Changes as rows that a person can read. */
class ChangesTest {

    private static FileChange removed(String path) {
        return new FileChange(path, What.REMOVED, List.of("jaggery-applications"));
    }

    @Test
    void fewPathsAreShownOneByOneChangedOnesFirst() {
        List<FileChange> changes = List.of(
                removed("b"),
                new FileChange("c", What.CHANGED, List.of("clustering", "user-edits")),
                removed("a"),
                new FileChange("d", What.ADDED, List.of("launcher")));

        assertThat(Changes.rows(changes)).extracting(FileChange::path).containsExactly("c", "d", "a", "b");
        assertThat(Changes.counts(changes)).isEqualTo("1 changed, 1 added, 2 removed");
        assertThat(Changes.counts(List.of())).isEqualTo("as the pack has it");
    }

    @Test
    void manyPathsOfOneKindAreCountedByTheDeepestFoldersThatAreFewEnough() {
        List<FileChange> changes = Stream.concat(
                        IntStream.range(0, 500).mapToObj(i -> removed("apps/store/themes/" + i % 30 + "/" + i)),
                        IntStream.range(0, 40).mapToObj(i -> removed("apps/publisher/" + i)))
                .toList();

        assertThat(Changes.rows(changes))
                .extracting(FileChange::path)
                .containsExactly("apps/publisher/… (40 files)", "apps/store/themes/… (500 files)");
    }

    @Test
    void noFileIsLostInCounting() {
        List<FileChange> changes = IntStream.range(0, 25)
                .mapToObj(i -> removed(i < 3 ? "top" + i : "deep/" + i % 4 + "/" + i))
                .toList();

        assertThat(Changes.rows(changes))
                .extracting(FileChange::path)
                .contains("./… (3 files)")
                .hasSizeLessThanOrEqualTo(12);
    }
}
