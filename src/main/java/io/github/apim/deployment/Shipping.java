package io.github.apim.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How tarballs get to the machines.
 *
 * @param user       login on the machines; without one, the build's own
 * @param key        private key file
 * @param passphrase what opens the private key
 * @param agent      whether an SSH agent is asked where there is no key file
 * @param port       SSH port, 22 unless the descriptor says otherwise
 * @param directory  folder on the machines that holds the tarballs and the homes
 * @param knownHosts file of host keys; without one, those of OpenSSH
 * @param jump       the host through which the machines are reached
 * @param keep       paths below a home that a new release takes over from the one before
 * @param releases   how many releases of a node stay on its machine
 * @param nodes      what is different for single nodes
 */
public record Shipping(
        Optional<String> user,
        Optional<Path> key,
        Optional<Secret> passphrase,
        boolean agent,
        int port,
        String directory,
        Optional<Path> knownHosts,
        Optional<Jump> jump,
        List<String> keep,
        int releases,
        Map<String, Own> nodes) {

    /** What counts where the descriptor says nothing. */
    public static final Shipping DEFAULT = new Shipping(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            StandardPorts.SSH,
            "/opt/wso2",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            3,
            Map.of());

    /** A host that passes connections on. */
    public record Jump(String host, int port, Optional<String> user) {}

    /**
     * What is different for one node.
     *
     * @param host where SSH reaches the node's machine, if not at its address
     */
    public record Own(
            Optional<String> host,
            Optional<String> user,
            Optional<Path> key,
            OptionalInt port,
            Optional<String> directory) {

        static final Own NONE =
                new Own(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** Where a node's tarball goes, and how. */
    public Destination destination(Node node) {
        Own own = nodes.getOrDefault(node.name(), Own.NONE);
        return new Destination(
                own.host().or(node::address).orElse(node.host()),
                own.port().orElse(port),
                own.user().or(this::user),
                own.key().or(this::key),
                own.directory().orElse(directory));
    }

    /** Where a node is of which only this section is known; empty if it does not name its machine. */
    public Optional<Destination> destination(String node) {
        Own own = nodes.getOrDefault(node, Own.NONE);
        return own.host()
                .map(host -> new Destination(
                        host,
                        own.port().orElse(port),
                        own.user().or(this::user),
                        own.key().or(this::key),
                        own.directory().orElse(directory)));
    }

    /**
     * A folder on a machine, and the way to it.
     *
     * @param host      name or IP address
     * @param directory absolute
     */
    public record Destination(String host, int port, Optional<String> user, Optional<Path> key, String directory) {}
}
