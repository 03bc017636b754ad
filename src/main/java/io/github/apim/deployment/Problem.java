package io.github.apim.deployment;

import java.util.Comparator;

/**
 * Something in the deployment descriptor, or in a file of the user's, that the user must or should mend.
 *
 * @param location where
 * @param path     the YAML path of the place, for example {@code nodes.gateway-worker-1.role}; for what is not in the
 *                 descriptor, that of the nodes concerned
 * @param message  what is wrong, what is expected, and how to mend it; never holds a secret
 * @param rule     the id of the rule that found it, for example {@code M38}; empty if no rule of the guide's list did
 */
public record Problem(Severity severity, Location location, String path, String message, String rule) {

    /** By file, by line, then by column; what stands at one place keeps its order when the sort is stable. */
    public static final Comparator<Problem> FILE_ORDER = Comparator.comparing(
                    (Problem problem) -> problem.location().file())
            .thenComparingInt(problem -> problem.location().line())
            .thenComparingInt(problem -> problem.location().column());

    /** A problem that the reading of the descriptor found. */
    public Problem(Severity severity, Location location, String path, String message) {
        this(severity, location, path, message, "");
    }

    /** Errors stop the build, warnings are logged. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** {@code file:line:column: path: message [rule]} */
    @Override
    public String toString() {
        return location + ": " + (path.isEmpty() ? "" : path + ": ") + message
                + (rule.isEmpty() ? "" : " [" + rule + "]");
    }
}
