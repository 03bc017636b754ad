package io.github.apim.shipping;

import java.io.IOException;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.Signature;

/** Lets a connection come about only with a host whose key is known, or may be accepted. */
final class HostKeyCheck implements ServerKeyVerifier, SessionListener {

    /** Whom a connection is meant to reach, whatever it goes through. */
    static final AttributeKey<Peer> PEER = new AttributeKey<>();

    /** A host as the descriptor names it. */
    record Peer(String host, int port) {}

    private static final String CERTIFICATE = "-cert-";

    private final KnownHosts knownHosts;
    private final boolean acceptNew;
    private final ShippingListener listener;
    private volatile Exception refusal;

    HostKeyCheck(KnownHosts knownHosts, boolean acceptNew, ShippingListener listener) {
        this.knownHosts = knownHosts;
        this.acceptNew = acceptNew;
        this.listener = listener;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey shown) {
        // Certificates are not asked for; of one that is shown all the same, the host has proved the key within it.
        PublicKey key = KnownHosts.plain(shown);
        Peer peer = session.getConnectionContext().getAttribute(PEER);
        try {
            if (knownHosts.knows(peer.host(), peer.port(), key)) {
                return true;
            }
            String name = KnownHosts.name(peer.host(), peer.port());
            String fingerprint = KnownHosts.fingerprint(key);
            if (!acceptNew) {
                throw new ShippingException("the host key of " + name + " is not known: " + fingerprint
                        + ". Compare it with what 'ssh-keygen -lf /etc/ssh/ssh_host_"
                        + KeyUtils.getKeyType(key)
                                .replaceAll("^ssh-|^ecdsa-sha2-(?=nistp)", "")
                                .replaceAll("^nistp.*", "ecdsa")
                        + "_key.pub' says on the machine; if they are the same, accept it with"
                        + " -Dapim.acceptNewHostKeys, which writes it to " + knownHosts.file());
            }
            knownHosts.add(peer.host(), peer.port(), key);
            listener.hostKeyAccepted(name, fingerprint, knownHosts.file());
            return true;
        } catch (IOException | RuntimeException problem) {
            refusal = problem;
            return false;
        }
    }

    /** Why the last host was refused, if one was. */
    void throwRefusal() throws IOException {
        if (refusal instanceof IOException problem) {
            throw problem;
        }
        if (refusal instanceof RuntimeException problem) {
            throw problem;
        }
    }

    /**
     * Asks for a key of a type that is known first: a host has several, and only one is shown. A certificate is not asked
     * for: nobody could compare its fingerprint with a key's, and it changes whenever it is renewed.
     */
    @Override
    public void sessionCreated(Session session) {
        Peer peer = ((ClientSession) session).getConnectionContext().getAttribute(PEER);
        Set<String> types;
        try {
            types = knownHosts.types(peer.host(), peer.port());
        } catch (IOException problem) {
            refusal = problem;
            return;
        }
        List<NamedFactory<Signature>> factories = new ArrayList<>(session.getSignatureFactories());
        factories.removeIf(factory -> factory.getName().contains(CERTIFICATE));
        factories.sort(
                Comparator.comparing(factory -> !types.contains(KeyUtils.getCanonicalKeyType(factory.getName()))));
        session.setSignatureFactories(factories);
    }
}
