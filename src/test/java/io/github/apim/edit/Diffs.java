package io.github.apim.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shows what an edit did to a file, line by line; a carriage return is part of its line. */
final class Diffs {

    private static final int CONTEXT_LINES = 2;

    private Diffs() {}

    /** The lines that went, marked by a minus, and those that came, marked by a plus. */
    static List<String> changes(byte[] before, byte[] after) {
        var changes = new ArrayList<String>();
        for (var delta : deltas(before, after)) {
            delta.getSource().getLines().forEach(l -> changes.add("-" + l));
            delta.getTarget().getLines().forEach(l -> changes.add("+" + l));
        }
        return changes;
    }

    /** The numbers, from 1, of the lines that went or changed. */
    static List<Integer> changedLines(byte[] before, byte[] after) {
        var numbers = new ArrayList<Integer>();
        for (var delta : deltas(before, after)) {
            for (var i = 0; i < delta.getSource().size(); i++) {
                numbers.add(delta.getSource().getPosition() + i + 1);
            }
        }
        return numbers;
    }

    /** For a person to look at; carriage returns are shown. */
    static void print(String name, byte[] before, byte[] after) {
        var patch = DiffUtils.diff(lines(before), lines(after));
        UnifiedDiffUtils.generateUnifiedDiff(name, name, lines(before), patch, CONTEXT_LINES)
                .forEach(l -> System.out.println(l.replace("\r", "␍")));
    }

    static List<String> lines(byte[] bytes) {
        return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1));
    }

    private static List<AbstractDelta<String>> deltas(byte[] before, byte[] after) {
        return DiffUtils.diff(lines(before), lines(after)).getDeltas();
    }
}
