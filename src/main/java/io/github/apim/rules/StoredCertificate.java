package io.github.apim.rules;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.deployment.KeyStores.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key store of the descriptor, and its certificate that ends first: of an identity that of its key.
 *
 * @param alias        of that certificate
 * @param until        the last day on which it is valid; empty, with the alias, if the key store is not there or does not open
 * @param certificates how many are looked at: one of an identity, all of a trust store but public authorities
 */
public record StoredCertificate(Store store, Optional<String> alias, Optional<LocalDate> until, int certificates) {

    /** One for each key store, in the descriptor's order. */
    public static List<StoredCertificate> of(Deployment deployment) throws IOException {
        List<StoredCertificate> found = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (Store store : deployment.keyStores().all()) {
            if (seen.add(store.file())) {
                found.add(of(store));
            }
        }
        return List.copyOf(found);
    }

    private static StoredCertificate of(Store store) throws IOException {
        Optional<KeyStore> opened = Files.isRegularFile(store.file())
                ? KeyStoreReading.open(store).store()
                : Optional.empty();
        List<String> aliases = store instanceof Identity identity
                ? List.of(identity.alias())
                : opened.map(KeyStoreReading::aliases).orElse(List.of()).stream()
                        .filter(alias -> !alias.startsWith(ExpiryNotice.PUBLIC))
                        .toList();
        Optional<Ending> first = aliases.stream()
                .flatMap(alias -> opened.flatMap(found -> Certificates.certificate(found, alias)).stream()
                        .map(certificate -> Ending.of(alias, certificate)))
                .min(Comparator.comparing(Ending::day));
        return new StoredCertificate(store, first.map(Ending::alias), first.map(Ending::day), aliases.size());
    }

    /** A certificate and its last day. */
    private record Ending(String alias, LocalDate day) {

        static Ending of(String alias, X509Certificate certificate) {
            return new Ending(
                    alias, LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC));
        }
    }
}
