package io.github.apim.deployment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the APIs that the gateway manager is given get to the other gateways (matrix §2). */
public sealed interface DeploymentSynchronizer {

    /** Where the descriptor says it. */
    Location location();

    /** The word of the descriptor. */
    Type type();

    /** The ways that there are. */
    enum Type {
        SVN("svn"),
        SHARED_DIRECTORY("shared-directory"),
        RSYNC("rsync"),
        DATABASE("database");

        private final String key;

        Type(String key) {
            this.key = key;
        }

        /** The value in the deployment descriptor. */
        public String key() {
            return key;
        }

        /**
         * Whether one gateway hands on what the others get; all who share a directory may write to it, and the database has
         * what is published.
         */
        public boolean hasOneOrigin() {
            return this == SVN || this == RSYNC;
        }
    }

    /**
     * An SVN repository to which the manager commits and which the others check out: Carbon's own synchronizer.
     *
     * @param client the SVN client's jars: svnkit for dropins, trilead-ssh2 for lib (matrix §2)
     */
    record Svn(String url, Optional<Credentials> credentials, List<ArtifactReference> client, Location location)
            implements DeploymentSynchronizer {

        private static final Pattern URL = Pattern.compile("([a-z]+)://(\\[[^\\]]*\\]|[^:/]*)(?::([0-9]+))?(/.*)?");

        @Override
        public Type type() {
            return Type.SVN;
        }

        /** {@code http}, {@code https} or {@code svn}. */
        public String scheme() {
            return part(1).orElseThrow();
        }

        /** The server's host, an IPv6 address in brackets. */
        public String host() {
            return part(2).orElseThrow();
        }

        /** The server's port, if the URL names one. */
        public Optional<Integer> port() {
            return part(3).map(Integer::valueOf);
        }

        /** The server's host and port, which is the scheme's own where the URL names none. */
        public Endpoint endpoint() {
            int standard = switch (scheme()) {
                case "https" -> StandardPorts.HTTPS;
                case "svn" -> 3690;
                default -> StandardPorts.HTTP;
            };
            return new Endpoint(host().replaceAll("[\\[\\]]", ""), port().orElse(standard));
        }

        /** The repository's path on the server, with a {@code /} first and none last. */
        public String path() {
            return part(4).orElse("").replaceAll("/+$", "");
        }

        private Optional<String> part(int group) {
            Matcher matcher = URL.matcher(url);
            return matcher.matches() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
        }
    }

    /**
     * A directory of a file server that every gateway's machine has mounted.
     *
     * @param directory absolute, the same on all machines
     * @param server    the file server, if its firewall and hosts files are to know of it
     */
    record SharedDirectory(String directory, Optional<String> server, Location location)
            implements DeploymentSynchronizer {

        /** The port of NFS 4, which needs no other. */
        private static final int NFS = 2049;

        @Override
        public Type type() {
            return Type.SHARED_DIRECTORY;
        }

        /** Where the machines reach the file server. */
        public Optional<Endpoint> endpoint() {
            return server.map(host -> new Endpoint(host, NFS));
        }
    }

    /**
     * A script on the manager's machine that copies what is new to the workers' machines.
     *
     * @param user     login on the workers' machines; without one, that of {@link Shipping}
     * @param key      the private key's file on the manager's machine; without one, what OpenSSH finds there
     * @param port     SSH port of the workers' machines
     * @param interval seconds between two runs
     */
    record Rsync(Optional<String> user, Optional<String> key, int port, int interval, Location location)
            implements DeploymentSynchronizer {

        @Override
        public Type type() {
            return Type.RSYNC;
        }
    }

    /** Every gateway fetches for itself what is in the database: the product's own way where it has one. */
    record Database(Location location) implements DeploymentSynchronizer {

        @Override
        public Type type() {
            return Type.DATABASE;
        }
    }
}
