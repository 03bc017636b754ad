package io.github.apim.family.carbon;

import io.github.apim.deployment.Jvm;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Both sizes of a heap, for scripts that take them together (am-3 §1, am-4 §1): what the node does not say is the script's
 * own, unless that would be more than the whole or less than the beginning.
 *
 * @param initial {@code -Xms}
 * @param most    {@code -Xmx}
 */
record Heap(Optional<String> initial, Optional<String> most) {

    private static final String USUAL_INITIAL = "256m";
    private static final String USUAL_MOST = "1024m";

    static Heap of(Jvm jvm) {
        if (jvm.heap().isEmpty() && jvm.initialHeap().isEmpty()) {
            return new Heap(Optional.empty(), Optional.empty());
        }
        String most = jvm.heap().orElseGet(() -> larger(USUAL_MOST, jvm.initialHeap().orElseThrow()));
        return new Heap(Optional.of(jvm.initialHeap().orElse(smaller(USUAL_INITIAL, most))), Optional.of(most));
    }

    /** The options of Java, none where the script's own are meant. */
    List<String> options() {
        return most.map(size -> List.of("-Xms" + initial.orElseThrow(), "-Xmx" + size)).orElse(List.of());
    }

    private static String smaller(String one, String other) {
        return bytes(one) <= bytes(other) ? one : other;
    }

    private static String larger(String one, String other) {
        return bytes(one) >= bytes(other) ? one : other;
    }

    private static long bytes(String size) {
        long number = Long.parseLong(size, 0, size.length() - 1, 10);
        return switch (size.substring(size.length() - 1).toLowerCase(Locale.ROOT)) {
            case "g" -> number << 30;
            case "m" -> number << 20;
            default -> number << 10;
        };
    }
}
