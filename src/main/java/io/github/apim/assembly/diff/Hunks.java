package io.github.apim.assembly.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** The hunks of a unified diff, for which lines are compared as they are and shown as they may be. */
final class Hunks {

    private static final int CONTEXT = 3;

    private final List<String> out = new ArrayList<>();
    private final Text before;
    private final Text after;

    /**
     * A text as its lines are and as they are shown, line by line.
     *
     * @param common as they are shown where both texts have them, which those of the text after decide
     */
    record Text(List<String> lines, List<String> common, List<String> own) {}

    private Hunks(Text before, Text after) {
        this.before = before;
        this.after = after;
    }

    static List<String> of(Text before, Text after) {
        Hunks hunks = new Hunks(before, after);
        List<AbstractDelta<String>> deltas =
                DiffUtils.diff(before.lines(), after.lines()).getDeltas();
        List<AbstractDelta<String>> group = new ArrayList<>();
        for (AbstractDelta<String> delta : deltas) {
            if (!group.isEmpty() && delta.getSource().getPosition() - end(group.get(group.size() - 1)) > 2 * CONTEXT) {
                hunks.add(group);
                group.clear();
            }
            group.add(delta);
        }
        if (!group.isEmpty()) {
            hunks.add(group);
        }
        return hunks.out;
    }

    private static int end(AbstractDelta<String> delta) {
        return delta.getSource().getPosition() + delta.getSource().size();
    }

    private void add(List<AbstractDelta<String>> group) {
        AbstractDelta<String> first = group.get(0);
        AbstractDelta<String> last = group.get(group.size() - 1);
        int lead = Math.min(CONTEXT, first.getSource().getPosition());
        int trail = Math.min(CONTEXT, before.lines().size() - end(last));
        int from = first.getSource().getPosition() - lead;
        int to = end(last) + trail;
        int newFrom = first.getTarget().getPosition() - lead;
        int newTo = last.getTarget().getPosition() + last.getTarget().size() + trail;
        out.add("@@ -" + range(from, to) + " +" + range(newFrom, newTo) + " @@");
        int next = from;
        for (AbstractDelta<String> delta : group) {
            keep(next, delta.getSource().getPosition(), delta.getTarget().getPosition());
            for (int i = delta.getSource().getPosition(); i < end(delta); i++) {
                out.add("-" + before.own().get(i));
            }
            int target = delta.getTarget().getPosition();
            for (int i = target; i < target + delta.getTarget().size(); i++) {
                out.add("+" + after.own().get(i));
            }
            next = end(delta);
        }
        keep(next, to, newTo);
    }

    /** Lines that both texts have, up to these places in them. */
    private void keep(int from, int to, int newTo) {
        for (int i = from; i < to; i++) {
            out.add(" " + after.common().get(newTo - to + i));
        }
    }

    /** First line and number of lines; of no lines, the line before them. */
    private static String range(int from, int to) {
        int count = to - from;
        return (count == 0 ? from : from + 1) + (count == 1 ? "" : "," + count);
    }
}
