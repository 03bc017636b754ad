package io.github.apim.shipping;

import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.Shipping.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** Opens SSH connections to machines, through a jump host if need be. */
public final class SshConnector implements Connector {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int HEARTBEATS_WITHOUT_ANSWER = 4;

    /** As OpenSSH for ciphers with blocks of AES's size; the library would take new keys after each gigabyte. */
    private static final long BYTES_UNDER_ONE_KEY = 64L << 30;

    /** What the JDK and processors have instructions for comes first; all that OpenSSH offers by itself is here. */
    private static final List<NamedFactory<Cipher>> CIPHERS = List.of(
            PiecewiseGcm.of(BuiltinCiphers.aes128gcm),
            PiecewiseGcm.of(BuiltinCiphers.aes256gcm),
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes256ctr,
            BuiltinCiphers.aes192ctr,
            BuiltinCiphers.cc20p1305_openssh);

    private final Shipping shipping;
    private final KnownHosts knownHosts;
    private final boolean acceptNewHostKeys;
    private final Path home;
    private final Optional<Path> agent;
    private final ShippingListener listener;
    private final Duration silence;

    /**
     * @param home  the user's, where OpenSSH keeps keys
     * @param agent the socket of an SSH agent
     */
    public SshConnector(
            Shipping shipping, boolean acceptNewHostKeys, Path home, Optional<Path> agent, ShippingListener listener) {
        this(shipping, acceptNewHostKeys, home, agent, listener, SILENCE);
    }

    /** @param silence how long a machine may be silent until that is told */
    SshConnector(
            Shipping shipping,
            boolean acceptNewHostKeys,
            Path home,
            Optional<Path> agent,
            ShippingListener listener,
            Duration silence) {
        this.shipping = shipping;
        this.knownHosts = new KnownHosts(shipping.knownHosts()
                .map(List::of)
                .orElse(List.of(home.resolve(".ssh/known_hosts"), Path.of("/etc/ssh/ssh_known_hosts"))));
        this.acceptNewHostKeys = acceptNewHostKeys;
        this.agent = agent.filter(socket -> shipping.agent());
        this.home = home;
        this.listener = listener;
        this.silence = silence;
    }

    /** The way to machines as the user of this computer: with the keys in the home folder, and the agent that runs. */
    public static SshConnector ofUser(Shipping shipping, boolean acceptNewHostKeys, ShippingListener listener) {
        return new SshConnector(
                shipping,
                acceptNewHostKeys,
                Path.of(System.getProperty("user.home")),
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                        .filter(socket -> !socket.isEmpty())
                        .map(Path::of),
                listener);
    }

    @Override
    public Machine connect(Destination destination) throws IOException {
        HostKeyCheck check = new HostKeyCheck(knownHosts, acceptNewHostKeys, listener);
        SshClient client = client(check);
        try {
            List<KeyPair> keys = keys(destination, client);
            client.start();
            return machine(client, destination, keys, check);
        } catch (IOException | RuntimeException problem) {
            client.stop();
            throw problem;
        }
    }

    private SshClient client(HostKeyCheck check) {
        QuietBouncyCastle.register();
        SshClient client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setServerKeyVerifier(check);
        client.addSessionListener(check);
        client.setCipherFactories(CIPHERS);
        client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        client.setSessionFactory(QuietSession.factory(client));
        client.setKexExtensionHandler(new QuietExtensions());
        // With algorithms of its own: of a host fewer are asked for.
        client.setUserAuthFactories(List.of(new UserAuthPublicKeyFactory(client.getSignatureFactories())));
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.REKEY_BYTES_LIMIT.set(client, BYTES_UNDER_ONE_KEY);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, HEARTBEATS_WITHOUT_ANSWER);
        return client;
    }

    /** The key file that is named, or else what the agent has, or else the files that OpenSSH would take. */
    private List<KeyPair> keys(Destination destination, SshClient client) throws IOException {
        if (destination.key().isPresent()) {
            return PrivateKeys.read(destination.key().get(), shipping.passphrase());
        }
        if (agent.isPresent()) {
            client.setAgentFactory(UnixAgent.factory(agent.get()));
            return List.of();
        }
        List<KeyPair> keys = new ArrayList<>();
        for (String name : List.of("id_ed25519", "id_ecdsa", "id_rsa")) {
            Path file = home.resolve(".ssh").resolve(name);
            if (Files.isRegularFile(file)) {
                keys.addAll(PrivateKeys.read(file, shipping.passphrase()));
            }
        }
        if (keys.isEmpty()) {
            throw new ShippingException("there is no key to log in with: no shipping.key, no SSH agent, and none in "
                    + home.resolve(".ssh") + "; name the key under shipping.key");
        }
        return keys;
    }

    private SshMachine machine(SshClient client, Destination destination, List<KeyPair> keys, HostKeyCheck check)
            throws IOException {
        String user = destination.user().orElse(System.getProperty("user.name"));
        String host = destination.host();
        int port = destination.port();
        String name = KnownHosts.name(host, port);
        Consumer<Duration> silent = time -> listener.silent(name, time);
        if (shipping.jump().isEmpty()) {
            ClientSession session = session(client, user, host, port, Optional.empty(), keys, check);
            return new SshMachine(client, session, name, List.of(), silence, silent);
        }
        Shipping.Jump jump = shipping.jump().get();
        ClientSession over =
                session(client, jump.user().orElse(user), jump.host(), jump.port(), Optional.empty(), keys, check);
        Tunnel tunnel = Tunnel.through(over, host, port);
        ClientSession session = session(client, user, host, port, Optional.of(tunnel), keys, check);
        return new SshMachine(client, session, name, List.of(tunnel, over), silence, silent);
    }

    /** @param through what leads to the host, if it is not reached itself */
    private static ClientSession session(
            SshClient client,
            String user,
            String host,
            int port,
            Optional<Tunnel> through,
            List<KeyPair> keys,
            HostKeyCheck check)
            throws IOException {
        AttributeRepository context =
                AttributeRepository.ofKeyValuePair(HostKeyCheck.PEER, new HostKeyCheck.Peer(host, port));
        String name = KnownHosts.name(host, port);
        ClientSession session;
        try {
            session = client.connect(
                            user,
                            through.map(tunnel -> tunnel.entrance().getHostString())
                                    .orElse(host),
                            through.map(tunnel -> tunnel.entrance().getPort()).orElse(port),
                            context,
                            null)
                    .verify(CONNECT_PATIENCE)
                    .getClientSession();
            if (through.isPresent()) {
                through.get().carry(session.getIoSession().getLocalAddress(), CONNECT_PATIENCE);
            }
        } catch (IOException problem) {
            throw new ShippingException("cannot connect to " + name + ": " + reason(problem), problem);
        }
        keys.forEach(session::addPublicKeyIdentity);
        try {
            session.auth().verify(LOGIN_PATIENCE);
        } catch (IOException problem) {
            check.throwRefusal();
            if (problem instanceof SshException && session.getServerVersion() != null && isRefusal(problem)) {
                throw new ShippingException(
                        name + " does not let " + user + " in with "
                                + (keys.isEmpty() ? "the SSH agent's keys" : "this key")
                                + "; is the user right, and is the key's public half in ~" + user
                                + "/.ssh/authorized_keys there?",
                        problem);
            }
            throw new ShippingException("cannot log in to " + name + ": " + reason(problem), problem);
        }
        return session;
    }

    private static boolean isRefusal(IOException problem) {
        return String.valueOf(problem.getMessage()).contains("No more authentication methods");
    }

    private static String reason(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof java.nio.channels.UnresolvedAddressException) {
            return "there is no such host";
        }
        return Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
    }
}
