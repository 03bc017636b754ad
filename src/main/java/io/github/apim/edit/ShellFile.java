package io.github.apim.edit;

import io.github.apim.edit.ShellScanner.Assignment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A shell script held as it lies, of which variables can be set; every edit gives a new value.
 *
 * <p>A variable is set where {@code NAME=value} or {@code export NAME=value} begins a line. Values are literal: nothing
 * in them is expanded by the shell. They are written in UTF-8.
 */
public final class ShellFile {

    private final String name;
    /** Each byte as one character, so that bytes of any encoding stay as they are. */
    private final String text;

    private final List<Assignment> assignments;

    private ShellFile(String name, String text) {
        this.name = name;
        this.text = text;
        this.assignments = ShellScanner.scan(name, text);
    }

    /**
     * @param name the file's name, for messages only
     * @throws EditException if a quote in the script is never closed
     */
    public static ShellFile parse(String name, byte[] bytes) {
        return new ShellFile(name, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * What is assigned to the variable, without its quotes; expansions stand in it as they are written.
     *
     * @throws EditException if it is assigned several times
     */
    public Optional<String> get(String variable) {
        var live = found(variable, false);
        if (live.size() > 1) {
            throw several(variable, live);
        }
        return live.stream().findFirst().map(a -> fromBytes(ShellQuotes.unquote(word(a))));
    }

    public boolean has(String variable) {
        return !found(variable, false).isEmpty();
    }

    /**
     * Sets the variable's one assignment, or the one that is commented out. Double quotes stay double quotes; else
     * single quotes are used where the value needs them.
     *
     * @throws EditException if there is no such assignment, or if there are several
     */
    public ShellFile set(String variable, String value) {
        if (value.indexOf('\0') >= 0) {
            throw EditException.atPlace(name, variable, "a shell variable cannot hold the character NUL");
        }
        var live = found(variable, false);
        var candidates = live.isEmpty() ? found(variable, true) : live;
        if (candidates.isEmpty()) {
            throw EditException.atPlace(
                    name,
                    variable,
                    "no line begins with " + variable + "= or export " + variable + "=, live or commented out");
        }
        if (candidates.size() > 1) {
            throw several(variable, candidates);
        }
        var assignment = candidates.get(0);
        if (text.startsWith("(", assignment.valueStart())) {
            throw EditException.atPlace(name, variable, line(assignment), "the variable is an array");
        }
        var edited = new ShellFile(
                name,
                text.substring(0, assignment.start())
                        + text.substring(assignment.body(), assignment.valueStart())
                        + ShellQuotes.quote(toBytes(value), word(assignment))
                        + text.substring(assignment.valueEnd()));
        if (!edited.get(variable).equals(Optional.of(value))) {
            throw new IllegalStateException(name + ": " + variable + ": the edit did not do what it should");
        }
        return edited;
    }

    private List<Assignment> found(String variable, boolean sample) {
        return assignments.stream()
                .filter(a -> a.sample() == sample && a.name().equals(variable))
                .toList();
    }

    private String word(Assignment assignment) {
        return text.substring(assignment.valueStart(), assignment.valueEnd());
    }

    private EditException several(String variable, List<Assignment> found) {
        var lines = found.stream().map(a -> String.valueOf(line(a))).collect(Collectors.joining(", "));
        var how = found.get(0).sample() ? "commented out " : "assigned ";
        return EditException.atPlace(
                name, variable, line(found.get(0)), "it is " + how + found.size() + " times, on the lines " + lines);
    }

    private int line(Assignment assignment) {
        return Lines.number(text, assignment.start());
    }

    private static String toBytes(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String fromBytes(String word) {
        return new String(word.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
