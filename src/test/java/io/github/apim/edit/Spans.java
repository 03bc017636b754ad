package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Where two versions of a file are the same. */
final class Spans {

    private Spans() {}

    /** Fails unless all that lies outside of a span of the old version stands in the new one as it did. */
    static void assertOnlyChanged(byte[] before, byte[] after, int start, int end) {
        int tail = before.length - end;
        assertThat(after.length).isGreaterThanOrEqualTo(start + tail);
        assertThat(Arrays.equals(before, 0, start, after, 0, start))
                .as("what is before the span stays")
                .isTrue();
        assertThat(Arrays.equals(before, end, before.length, after, after.length - tail, after.length))
                .as("what is behind the span stays")
                .isTrue();
    }

    /** Fails unless the new version is the old one with one stretch more. */
    static void assertOnlyInserted(byte[] before, byte[] after) {
        int same = Arrays.mismatch(before, after);
        assertThat(same).as("something was inserted").isNotNegative();
        int tail = before.length - same;
        assertThat(Arrays.equals(before, same, before.length, after, after.length - tail, after.length))
                .as("what is behind the insertion stays")
                .isTrue();
    }
}
