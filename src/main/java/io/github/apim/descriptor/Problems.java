package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import io.github.apim.deployment.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one descriptor while it is read. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void error(Location location, String path, String message) {
        found.add(new Problem(Problem.Severity.ERROR, location, path, message));
    }

    void warning(Location location, String path, String message) {
        found.add(new Problem(Problem.Severity.WARNING, location, path, message));
    }

    void add(Problem problem) {
        found.add(problem);
    }

    boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** All problems in the file's order, those of one place in the order in which they were found. */
    List<Problem> inFileOrder() {
        return found.stream().sorted(Problem.FILE_ORDER).toList();
    }
}
