package io.github.apim.deployment;

import java.util.List;
import java.util.Optional;

/**
 * Where statistics of the APIs' use go: to BAM nodes, or to an analytics server outside the deployment.
 *
 * @param bam         names of the BAM nodes, in the order in which they are named
 * @param events      which of them gets an event
 * @param credentials BAM's administrator, where it is not the shipped one; BAM has users of its own (matrix §12)
 * @param analytics   the server outside, for versions that do not report to BAM
 */
public record Statistics(
        List<String> bam, Events events, Optional<Credentials> credentials, Optional<AnalyticsServer> analytics) {

    /** Who of several BAM nodes gets an event (matrix §8). */
    public enum Events {
        /** Each of them gets all, so that any of them can sum up alone. */
        EACH("each"),
        /** One after the other gets one, and who is away is left out; their events must meet in one Cassandra. */
        BALANCED("balanced");

        private final String key;

        Events(String key) {
            this.key = key;
        }

        /** The value in the deployment descriptor. */
        public String key() {
            return key;
        }
    }

    public Statistics {
        bam = List.copyOf(bam);
    }
}
