package io.github.apim.assembly.diff;

import io.github.apim.assembly.Masking;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A node's change for {@code patch -p1} in the unpacked pack: in git's form, which has modes. What no patch can hold is
 * named in lines that {@code patch} passes over.
 */
public final class PlanPatch {

    private static final int REGULAR_FILE = 0100000;

    private final Masking masking;

    public PlanPatch(Masking masking) {
        this.masking = masking;
    }

    /** The patch, byte for byte as it is written to a file. */
    public byte[] of(NodeDiff diff) {
        StringBuilder out = new StringBuilder();
        out.append(Lines.raw("Node " + PlanText.summary(diff, 0))).append('\n');
        for (FileDiff file : diff.files()) {
            if (isPatchable(file)) {
                add(file, diff, out);
            } else {
                out.append(Lines.raw(named(file, new DiffText(masking, diff.against()))))
                        .append('\n');
            }
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether the patch makes this change, rather than naming it. */
    static boolean isPatchable(FileDiff file) {
        return file.state().type() == Type.FILE
                && file.before().map(FileState::type).orElse(Type.FILE) == Type.FILE
                && (file.isText() || onlyMode(file))
                && !isRemovedAndEmpty(file);
    }

    /** Which {@code patch} takes for a patch that was applied already. */
    private static boolean isRemovedAndEmpty(FileDiff file) {
        return file.action() == Action.REMOVED
                && file.before().flatMap(FileState::content).orElseThrow().length == 0;
    }

    private static boolean onlyMode(FileDiff file) {
        return file.action() == Action.CHANGED
                && file.before()
                        .orElseThrow()
                        .digest()
                        .equals(file.after().orElseThrow().digest());
    }

    private void add(FileDiff file, NodeDiff diff, StringBuilder out) {
        List<String> hunks = onlyMode(file) ? List.of() : new DiffText(masking, diff.against()).hunks(file);
        String invisible = Lines.invisible(hunks);
        if (!invisible.isEmpty()) {
            out.append("Beware: in what follows are characters that do not show: ")
                    .append(invisible)
                    .append('\n');
        }
        String name = Lines.raw(file.path());
        out.append("diff --git a/").append(name).append(" b/").append(name).append('\n');
        switch (file.action()) {
            case ADDED -> mode("new file mode", file.after().orElseThrow(), out);
            case REMOVED -> mode("deleted file mode", file.before().orElseThrow(), out);
            case CHANGED -> {
                if (file.before().orElseThrow().mode()
                        != file.after().orElseThrow().mode()) {
                    mode("old mode", file.before().orElseThrow(), out);
                    mode("new mode", file.after().orElseThrow(), out);
                }
            }
        }
        if (!hunks.isEmpty()) {
            DiffText.names(file).forEach(line -> out.append(line).append('\n'));
            hunks.forEach(line -> out.append(line).append('\n'));
        }
    }

    private static void mode(String what, FileState state, StringBuilder out) {
        out.append(String.format(Locale.ROOT, "%s %06o\n", what, REGULAR_FILE | state.mode()));
    }

    private static String named(FileDiff file, DiffText text) {
        return "No text, " + file.action() + ": "
                + (file.action() == Action.REMOVED ? Lines.escaped(file.path()) : PlanText.described(file, text))
                + PlanText.by(file);
    }
}
