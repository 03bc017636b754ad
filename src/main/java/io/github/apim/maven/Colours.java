package io.github.apim.maven;

import io.github.apim.assembly.diff.PlanText.Line;
import java.util.Properties;

/** Colours lines for a terminal, where there is one and the user wants it. */
final class Colours {

    private static final String RESET = "\u001b[m";

    private Colours() {}

    /** Whether lines are coloured: as {@code --color} says, or else where a person looks at a terminal. */
    static boolean wanted(Properties user, boolean interactive) {
        return wanted(user.getProperty("style.color", "auto"), interactive, System.getenv("NO_COLOR"), isTerminal());
    }

    /** {@code -B} and a {@code NO_COLOR} that is not empty mean none, but not against an express wish. */
    static boolean wanted(String style, boolean interactive, String noColor, boolean terminal) {
        return switch (style) {
            case "always", "yes", "force" -> true;
            case "never", "no", "none" -> false;
            default -> interactive && terminal && (noColor == null || noColor.isEmpty());
        };
    }

    /** Newer Javas have a console also where there is no terminal, and a method that tells. */
    private static boolean isTerminal() {
        Object console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) console.getClass().getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    static String of(Line line) {
        return switch (line.style()) {
            case HEADING -> "\u001b[1m" + line.text() + RESET;
            case ADDED -> "\u001b[32m" + line.text() + RESET;
            case REMOVED -> "\u001b[31m" + line.text() + RESET;
            case PLACE -> "\u001b[36m" + line.text() + RESET;
            case PLAIN -> line.text();
        };
    }
}
