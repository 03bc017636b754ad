package io.github.apim.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a test needs from the machine, and with it what its arguments need that are a {@link Need} or {@link Needing}.
 * Where one is missing, the test is skipped with a line that says where it comes from, or fails where the environment
 * says {@code CI=true}: there nothing may be skipped in silence. Either happens before anything of the test has run, so
 * that nothing is left to be tidied up, and nothing takes the skip for the failure that it waits for.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeedsCondition.class)
public @interface Needs {

    /** Nothing, if only the arguments need something. */
    Need[] value() default {};
}
