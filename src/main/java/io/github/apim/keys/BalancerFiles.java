package io.github.apim.keys;

import io.github.apim.topology.Front;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Certificates and keys of the load balancers' virtual hosts, named as their configuration names them. */
final class BalancerFiles {

    static final String FOLDER = "nginx";

    private final Topology topology;
    private final KeyOptions options;
    private final KeysListener listener;

    BalancerFiles(Topology topology, KeyOptions options, KeysListener listener) {
        this.topology = topology;
        this.options = options;
        this.listener = listener;
    }

    void make(Issuer issuer, KeyFiles files) throws GeneralSecurityException, IOException {
        Set<String> names = new LinkedHashSet<>();
        for (Front front : topology.wiring().fronts()) {
            names.add(front.host().name());
        }
        for (String name : names) {
            Path certificate = options.directory().resolve(FOLDER).resolve(name + ".crt");
            Path key = options.directory().resolve(FOLDER).resolve(name + ".key");
            boolean there = Files.exists(certificate) || Files.exists(key);
            if (there && !options.renew()) {
                listener.told(Told.kept(certificate, options) + "the certificate of " + name);
                continue;
            }
            // Nothing was encrypted with the old key, so a renewal changes it, too.
            KeyPair keys = Issuer.newKeys();
            List<X509Certificate> chain =
                    issuer.issue(keys.getPublic(), List.of(name.toLowerCase(Locale.ROOT)), options.end());
            files.add(key, Pem.key(keys.getPrivate()));
            files.add(certificate, Pem.certificates(chain));
            listener.told(Told.done(certificate, options, there ? "renewed" : "made") + "for " + name + ", "
                    + Told.until(chain.get(0)));
        }
    }
}
