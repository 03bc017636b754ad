package io.github.apim.keys;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.deployment.KeyStores.Store;
import io.github.apim.deployment.KeyStores.Trust;
import io.github.apim.deployment.KeyStores.Type;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.product.Service;
import io.github.apim.rules.StoreCheck;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the key stores that a descriptor names, and what goes with them: an authority that signs, and certificates for the
 * load balancers. What is there stays, unless it is to be renewed.
 */
public final class KeySetup {

    private final ReadResult descriptor;
    private final Topology topology;
    private final KeyOptions options;
    private final KeysListener listener;
    private final List<Problem> problems = new ArrayList<>();

    public KeySetup(ReadResult descriptor, KeyOptions options, KeysListener listener) {
        this.descriptor = descriptor;
        this.topology = new Topology(descriptor.deployment());
        this.options = options;
        this.listener = listener;
    }

    /**
     * Makes what is missing; tells of each file.
     *
     * @throws DeploymentException if the descriptor does not say what is to be made, or what is there does not fit it
     */
    public void run() throws IOException {
        Map<Path, Identity> identities = new LinkedHashMap<>();
        Map<Path, Trust> trusts = new LinkedHashMap<>();
        collect(identities, trusts);
        stopAtProblems();
        try {
            make(new ArrayList<>(identities.values()), new ArrayList<>(trusts.values()));
        } catch (GeneralSecurityException failure) {
            throw new IOException("this Java cannot make keys: " + failure, failure);
        }
    }

    private void collect(Map<Path, Identity> identities, Map<Path, Trust> trusts) throws IOException {
        Deployment deployment = descriptor.deployment();
        if (deployment.keyStores().all().isEmpty()) {
            problem(
                    "key-stores",
                    "",
                    "is missing, so it is not known which key stores are to be made; write for example key-stores:"
                            + " { identity: { path: keys/apim.jks, alias: apim, credentials: apim-keys }, trust: {"
                            + " path: keys/trust.jks, credentials: apim-keys } }, and put the passwords into"
                            + " settings.xml, each as the <password> of a <server>");
        }
        for (Store store : deployment.keyStores().all()) {
            if (store instanceof Identity identity) {
                check(identity, identities);
                identities.putIfAbsent(identity.file(), identity);
            } else if (store instanceof Trust trust) {
                trusts.putIfAbsent(trust.file(), trust);
            }
            if (Files.exists(store.file())) {
                StoreCheck.of(store).stream()
                        .filter(fault -> !options.renew() || !fault.isExpiry())
                        .forEach(fault -> problem(store.path(), fault.key(), fault.message()));
            }
        }
    }

    private void check(Identity identity, Map<Path, Identity> earlier) {
        if (identity.type() == Type.PKCS12 && !identity.keyPassword().equals(identity.password())) {
            problem(
                    identity.path(),
                    "key-credentials",
                    "a PKCS12 has one password for itself and its key; leave this out, or take a JKS");
        }
        for (Identity other : earlier.values()) {
            boolean sameFile = other.file().equals(identity.file());
            if (sameFile != other.alias().equals(identity.alias())) {
                problem(
                        identity.path(),
                        "alias",
                        sameFile
                                ? "the same file has the alias " + other.alias() + " at " + other.path()
                                        + "; give both the same"
                                : other.path() + " has this alias for another key, and both have to be told apart in"
                                        + " the trust store; give each key an alias of its own");
            }
        }
    }

    private void make(List<Identity> identities, List<Trust> trusts) throws GeneralSecurityException, IOException {
        KeyFiles files = new KeyFiles();
        List<String> lines = new ArrayList<>();
        KeysListener later = withheld(lines);
        Secret password = identities.isEmpty()
                ? trusts.get(0).password()
                : identities.get(0).password();
        Authority authority = new Authority(options, files, later);
        Issuer issuer = authority.open(password, descriptor);
        Map<String, X509Certificate> own = new LinkedHashMap<>();
        for (Identity identity : identities) {
            new IdentityFile(identity, ServerNames.of(topology, identity), options, later)
                    .make(issuer, files)
                    .ifPresentOrElse(
                            certificate -> own.put(identity.alias(), certificate),
                            () -> problem(
                                    identity.path(),
                                    "path",
                                    "its certificate was not signed by the authority in " + options.directory()
                                            + ", or it holds other keys as well, so it cannot be renewed here; renew it"
                                            + " where it comes from"));
        }
        for (Trust trust : trusts) {
            new TrustFile(trust, options, later).make(issuer, own, signer(own), files);
        }
        new BalancerFiles(topology, options, later).make(issuer, files);
        stopAtProblems();
        if (!options.dryRun()) {
            files.write();
        }
        lines.forEach(listener::told);
    }

    /** What is made can be told of when it is there: a problem that is found later, or a full disk, leaves none of it. */
    private KeysListener withheld(List<String> lines) {
        return new KeysListener() {
            @Override
            public void told(String message) {
                lines.add(message);
            }

            @Override
            public void warned(String message) {
                listener.warned(message);
            }
        };
    }

    private Optional<X509Certificate> signer(Map<String, X509Certificate> own) {
        return topology.wiring().serving(Service.KEY_MANAGEMENT).stream()
                .findFirst()
                .flatMap(node -> descriptor.deployment().keyStores().identity(node.role()))
                .map(identity -> own.get(identity.alias()));
    }

    private void problem(String section, String key, String message) {
        String path = key.isEmpty() ? section : section + "." + key;
        String place = descriptor.locations().containsKey(path) ? path : section;
        problems.add(new Problem(Severity.ERROR, descriptor.locationOf(place), path, message));
    }

    private void stopAtProblems() {
        if (!problems.isEmpty()) {
            throw new DeploymentException(
                    problems.stream().sorted(Problem.FILE_ORDER).toList());
        }
    }
}
