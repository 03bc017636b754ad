package io.github.apim.testing;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterInfo;
import org.opentest4j.AssertionFailedError;

/** Looks whether everything is there that {@link Needs} asks for. */
final class NeedsCondition implements ExecutionCondition {

    private static final ConditionEvaluationResult COMPLETE = ConditionEvaluationResult.enabled("Nothing is missing");

    private final boolean strict;

    NeedsCondition() {
        this("true".equals(System.getenv("CI")));
    }

    NeedsCondition(boolean strict) {
        this.strict = strict;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<ConditionEvaluationResult> skip = Stream.concat(
                        declared(context.getElement()), arguments(ParameterInfo.get(context)))
                .distinct()
                .flatMap(need -> judge(need, need.missing()).stream())
                .findFirst();
        // Surefire counts what is skipped, and keeps the reasons to its files.
        skip.flatMap(ConditionEvaluationResult::getReason)
                .ifPresent(reason -> System.out.println(name(context) + " " + reason));
        return skip.orElse(COMPLETE);
    }

    private static String name(ExtensionContext context) {
        String method =
                context.getTestMethod().map(test -> "." + test.getName()).orElse("");
        String arguments = ParameterInfo.get(context) == null ? "" : " " + context.getDisplayName();
        return context.getRequiredTestClass().getSimpleName() + method + arguments;
    }

    /** Whether the test runs, where this is missing. */
    Optional<ConditionEvaluationResult> judge(Need need, Optional<String> missing) {
        if (strict && need.isExpected()) {
            missing.ifPresent(line -> {
                throw new AssertionFailedError(line);
            });
        }
        return missing.map(line -> ConditionEvaluationResult.disabled("Skipped: " + line));
    }

    private static Stream<Need> declared(Optional<AnnotatedElement> element) {
        return element.map(annotated -> annotated.getAnnotation(Needs.class)).stream()
                .flatMap(needs -> Stream.of(needs.value()));
    }

    /** Nothing before a parameterized test has arguments. */
    private static Stream<Need> arguments(ParameterInfo parameters) {
        return parameters == null
                ? Stream.empty()
                : parameters.getArguments().toList().stream().flatMap(argument -> of(argument).stream());
    }

    private static Set<Need> of(Object argument) {
        if (argument instanceof Need need) {
            return Set.of(need);
        }
        return argument instanceof Needing needing ? needing.needs() : Set.of();
    }
}
