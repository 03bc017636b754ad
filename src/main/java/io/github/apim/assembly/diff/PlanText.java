package io.github.apim.assembly.diff;

import io.github.apim.assembly.LayeredOutput;
import io.github.apim.assembly.Masking;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A node's change for a person: what is added and removed by name, what is changed line by line. */
public final class PlanText {

    private static final int DIGEST_DIGITS = 12;

    /** Instead of the size and the hash of a file that may hold a password. */
    private static final String SECRET = "size and hash hidden";

    private final Masking masking;

    public PlanText(Masking masking) {
        this.masking = masking;
    }

    /** What kind of line it is; a terminal may show it in a colour. */
    public enum Style {
        HEADING,
        ADDED,
        REMOVED,
        PLACE,
        PLAIN
    }

    /** A line of the text. */
    public record Line(Style style, String text) {}

    /** {@code gateway-worker-1  gateway-worker: 15 changed, 3 added, 1 removed} */
    public static String summary(NodeDiff diff, int width) {
        return String.format(
                Locale.ROOT,
                "%-" + Math.max(1, width) + "s  %s: %d changed, %d added, %d removed",
                diff.plan().node().name(),
                diff.plan().node().role(),
                diff.count(Action.CHANGED),
                diff.count(Action.ADDED),
                diff.count(Action.REMOVED));
    }

    /** {@code gateway-worker-3  gateway-worker: only in production} */
    public static String only(Environment environment, Node node) {
        return node.name() + "  " + node.role() + ": only in " + environment;
    }

    /** The lines for a node, the summary first, and then what would be built in layers, each with its files. */
    public List<Line> of(NodeDiff diff) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Style.HEADING, summary(diff, 0)));
        // Of several ways to lay the same files in layers, the first one says which are where.
        for (int i = diff.layers().size() - 1; i > 0; i--) {
            lines.add(output(diff.layers().get(i)));
            diff.layers().get(i).layers().forEach(layer -> lines.add(layer(layer)));
        }
        if (diff.layers().isEmpty()) {
            addFiles(diff.files(), diff, lines);
        } else {
            LayeredOutput output = diff.layers().get(0);
            lines.add(output(output));
            output.layers().forEach(layer -> {
                lines.add(layer(layer));
                addFiles(diff.in(layer.name(), output), diff, lines);
            });
            List<FileDiff> mounted = diff.in(LayeredOutput.MOUNTED, output);
            if (!mounted.isEmpty()) {
                lines.add(new Line(Style.HEADING, "  in no layer, but mounted:"));
                addFiles(mounted, diff, lines);
            }
        }
        for (FileDiff file : diff.files()) {
            if (file.action() == Action.CHANGED && file.isText()) {
                addHunks(file, diff, lines);
            }
        }
        return lines;
    }

    private static Line output(LayeredOutput output) {
        return new Line(Style.HEADING, "  " + output.kind() + " " + output.name() + " " + output.fate());
    }

    private static Line layer(LayeredOutput.Layer layer) {
        return new Line(
                Style.HEADING, "  layer " + layer.name() + (layer.there() ? ": unchanged" : ": would be written"));
    }

    private void addFiles(List<FileDiff> files, NodeDiff diff, List<Line> lines) {
        String gone = null;
        for (FileDiff file : files) {
            if (gone != null && file.path().startsWith(gone) && file.action() == Action.REMOVED) {
                continue;
            }
            if (file.action() == Action.REMOVED) {
                String folder = file.path() + "/";
                gone = file.state().type() == Type.FOLDER ? folder : null;
                lines.add(new Line(Style.REMOVED, "  removed  " + removed(file, diff) + by(file)));
            } else if (file.action() == Action.ADDED) {
                lines.add(new Line(Style.ADDED, "  added    " + described(file, text(diff)) + by(file)));
            } else {
                lines.add(new Line(
                        Style.HEADING,
                        "  changed  " + Lines.escaped(file.path()) + changed(file, text(diff)) + by(file)));
            }
        }
    }

    private void addHunks(FileDiff file, NodeDiff diff, List<Line> lines) {
        List<String> hunks = text(diff).hunks(file);
        if (hunks.isEmpty()) {
            return;
        }
        DiffText.names(file).forEach(name -> lines.add(new Line(Style.HEADING, Lines.shown(name))));
        for (String hunk : hunks) {
            Style style = switch (hunk.charAt(0)) {
                case '+' -> Style.ADDED;
                case '-' -> Style.REMOVED;
                case '@' -> Style.PLACE;
                default -> Style.PLAIN;
            };
            Lines.shown(hunk).lines().forEach(line -> lines.add(new Line(style, line)));
        }
    }

    private static String removed(FileDiff file, NodeDiff diff) {
        if (file.state().type() != Type.FOLDER) {
            return Lines.escaped(file.path());
        }
        String folder = file.path() + "/";
        String shown = Lines.escaped(folder);
        long below = diff.files().stream()
                .filter(other -> other.path().startsWith(folder) && other.action() == Action.REMOVED)
                .count();
        return below == 0 ? shown : String.format(Locale.ROOT, "%s with %,d entries in it", shown, below);
    }

    private DiffText text(NodeDiff diff) {
        return new DiffText(masking, diff.against());
    }

    private static String changed(FileDiff file, DiffText diff) {
        FileState before = file.before().orElseThrow();
        FileState after = file.after().orElseThrow();
        StringBuilder text = new StringBuilder();
        if (before.type() != after.type()) {
            return ", a " + before.type() + " that becomes a " + after.type();
        }
        if (before.mode() != after.mode() && after.type() != Type.LINK) {
            text.append(String.format(Locale.ROOT, ", mode %04o instead of %04o", after.mode(), before.mode()));
        }
        if (!file.isText() && !before.digest().equals(after.digest())) {
            text.append(
                    diff.isSecret(file)
                            ? ", other content, " + SECRET
                            : ", " + content(after) + " instead of " + content(before));
        }
        return text.toString();
    }

    static String described(FileDiff file, DiffText diff) {
        FileState state = file.state();
        String path = Lines.escaped(file.path());
        if (state.type() != Type.FILE) {
            return state.type() == Type.FOLDER ? path + "/" : path + ", a link";
        }
        return String.format(
                Locale.ROOT, "%s, mode %04o, %s", path, state.mode(), diff.isSecret(file) ? SECRET : content(state));
    }

    private static String content(FileState state) {
        String digest = "sha256 "
                + state.digest()
                        .substring(0, Math.min(DIGEST_DIGITS, state.digest().length())) + "…";
        return state.content()
                .map(bytes -> String.format(Locale.ROOT, "%,d bytes, %s", bytes.length, digest))
                .orElse(digest);
    }

    static String by(FileDiff file) {
        return file.by().isEmpty() ? "" : " [" + String.join(", ", file.by()) + "]";
    }
}
