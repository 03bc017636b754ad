package io.github.apim.maven;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Lines at the end of a terminal that are written anew as things go on. */
final class ProgressBoard {

    private static final String UP_AND_CLEAR_BELOW = "\u001b[%dA\u001b[J";

    private final PrintWriter terminal;
    private List<String> shown = List.of();

    ProgressBoard(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** The terminal that the build runs in, empty if there is none or nobody is to be asked. */
    static Optional<ProgressBoard> ofTerminal(boolean interactive, String term) {
        Console console = System.console();
        boolean capable = term != null && !term.isEmpty() && !term.equals("dumb");
        return interactive && capable && console != null && isTerminal(console)
                ? Optional.of(new ProgressBoard(console.writer()))
                : Optional.empty();
    }

    /** Since Java 22 there is a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unknown) {
            return false;
        }
    }

    /** Shows these lines instead of the last ones. */
    void show(Collection<String> lines) {
        clear();
        lines.forEach(terminal::println);
        terminal.flush();
        shown = new ArrayList<>(lines);
    }

    /** Takes the lines away, so that others can be logged where they were. */
    void clear() {
        if (!shown.isEmpty()) {
            terminal.print(String.format(java.util.Locale.ROOT, UP_AND_CLEAR_BELOW, shown.size()));
            terminal.flush();
            shown = List.of();
        }
    }
}
