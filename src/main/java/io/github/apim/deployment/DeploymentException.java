package io.github.apim.deployment;

import java.util.List;
import java.util.stream.Collectors;

/** The deployment descriptor has errors; carries all of them, and the warnings found on the way. */
public final class DeploymentException extends RuntimeException {

    private final transient List<Problem> problems;

    public DeploymentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the descriptor's order. */
    public List<Problem> problems() {
        return problems;
    }
}
