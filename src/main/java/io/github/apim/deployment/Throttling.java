package io.github.apim.deployment;

import java.util.Optional;

/**
 * How traffic managers learn which calls to refuse.
 *
 * @param policies        name of the node that the publisher hands policies to; empty for the first traffic manager
 * @param synchronization how the other traffic managers get them
 */
public record Throttling(Optional<String> policies, Synchronization synchronization) {

    /** A way in which files of one traffic manager come to the others. */
    public enum Synchronization {
        /** A job copies them from the one that gets the policies. */
        RSYNC("rsync"),
        /** All have one folder. */
        SHARED("shared"),
        /** None: the user sees to it, or there is one traffic manager only. */
        NONE("none");

        private final String key;

        Synchronization(String key) {
            this.key = key;
        }

        /** What the descriptor calls it. */
        public String key() {
            return key;
        }
    }
}
