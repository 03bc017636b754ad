package io.github.apim.deployment;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the members of a Hazelcast cluster find each other (matrix §3.1).
 *
 * @param multicast what is said to the network; only read for that scheme
 * @param ec2       what Amazon's API is asked; there for that scheme alone
 */
public record Clustering(Scheme scheme, Multicast multicast, Optional<Ec2> ec2) {

    /** The membership schemes that Carbon 4.2.0 knows. */
    public enum Scheme {
        /** Well-known addresses: every member lists the others. */
        WKA("wka"),
        MULTICAST("multicast"),
        AWS("aws");

        private final String key;

        Scheme(String key) {
            this.key = key;
        }

        /** The value in the descriptor and in axis2.xml. */
        public String key() {
            return key;
        }

        /** Whether addresses that members find are compared with what a node gives as its own, and must be numbers. */
        public boolean needsIpAddresses() {
            return this == AWS;
        }
    }

    /**
     * A multicast group; what is not given stays as the pack has it.
     *
     * @param port       a UDP port
     * @param timeToLive how many routers a packet may pass
     * @param timeout    seconds to wait for an answer
     */
    public record Multicast(Optional<String> address, int port, OptionalInt timeToLive, OptionalInt timeout) {}

    /**
     * How Amazon's API is asked for the instances that may be members; what is not given is not written.
     *
     * @param credentials       access key and secret key
     * @param hostHeader        the API's host
     * @param connectionTimeout in seconds
     */
    public record Ec2(
            Credentials credentials,
            Optional<String> region,
            Optional<String> securityGroup,
            Optional<String> tagKey,
            Optional<String> tagValue,
            Optional<String> hostHeader,
            OptionalInt connectionTimeout) {}
}
