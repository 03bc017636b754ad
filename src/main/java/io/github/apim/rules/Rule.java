package io.github.apim.rules;

import io.github.apim.deployment.Problem.Severity;
import java.util.function.BiConsumer;

/**
 * Something that a deployment must or should keep, one of the mistakes of matrix §17. Several rules may have one id: what
 * can be seen in the descriptor is one rule, what can be seen in the planned files is another.
 *
 * @param <C> what the rule looks at
 */
public interface Rule<C> {

    /** The id under which the guide explains the rule, for example {@code M38}. */
    String id();

    /** Whether a breach stops the build. */
    Severity severity();

    /** Reports every breach. */
    void check(C context, Reporter reporter);

    /** Whether another goal looks for the same mistake where this one cannot. */
    default boolean isContinued() {
        return false;
    }

    /** A rule whose breach stops the build. */
    static <C> Rule<C> error(String id, BiConsumer<C, Reporter> check) {
        return new Checked<>(id, Severity.ERROR, check, false);
    }

    /** A rule whose breach is worth a warning. */
    static <C> Rule<C> warning(String id, BiConsumer<C, Reporter> check) {
        return new Checked<>(id, Severity.WARNING, check, false);
    }

    /** The same rule, with which another goal goes on. */
    static <C> Rule<C> continued(Rule<C> rule) {
        return new Checked<>(rule.id(), rule.severity(), rule::check, true);
    }

    /** A rule made of a function. */
    record Checked<C>(String id, Severity severity, BiConsumer<C, Reporter> work, boolean isContinued)
            implements Rule<C> {

        @Override
        public void check(C context, Reporter reporter) {
            work.accept(context, reporter);
        }
    }
}
