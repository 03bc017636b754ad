package io.github.apim.deployment;

import java.util.List;
import java.util.Optional;

/**
 * The Java settings of a node's launcher.
 *
 * @param home        JAVA_HOME on the machine
 * @param heap        {@code -Xmx}, for example {@code 2g}
 * @param initialHeap {@code -Xms}
 * @param permGen     {@code -XX:MaxPermSize}, which Java 7 needs
 * @param options     further options, one each
 */
public record Jvm(
        Optional<String> home,
        Optional<String> heap,
        Optional<String> initialHeap,
        Optional<String> permGen,
        List<String> options) {

    public static final Jvm DEFAULT =
            new Jvm(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
}
