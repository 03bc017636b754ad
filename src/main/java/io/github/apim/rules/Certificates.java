package io.github.apim.rules;

import io.github.apim.deployment.IpAddress;
import io.github.apim.rules.KeyStoreReading.Opened;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** What the certificates of key stores say. */
public final class Certificates {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Certificates() {}

    /** The chain of the key that a node shows, its own certificate first; none if it cannot be read. */
    public static List<X509Certificate> own(PlanContext context, PlannedNode planned, Optional<KeyStorePlace> place) {
        return place.flatMap(own -> context.keyStores()
                        .open(planned, own)
                        .flatMap(Opened::store)
                        .map(store -> chain(store, own.alias())))
                .orElse(List.of());
    }

    /** The chain under an alias, or that of the one key if no alias is named. */
    public static List<X509Certificate> chain(KeyStore store, Optional<String> alias) {
        try {
            for (String name : alias.map(List::of).orElseGet(() -> KeyStoreReading.aliases(store))) {
                Certificate[] chain = store.getCertificateChain(name);
                if (chain != null) {
                    return Arrays.stream(chain)
                            .filter(X509Certificate.class::isInstance)
                            .map(X509Certificate.class::cast)
                            .toList();
                }
            }
        } catch (GeneralSecurityException unreadable) {
            return List.of();
        }
        return List.of();
    }

    /** All certificates of a key store that stand for themselves, and those of its keys. */
    public static List<X509Certificate> all(KeyStore store) {
        List<X509Certificate> all = new ArrayList<>();
        for (String alias : KeyStoreReading.aliases(store)) {
            certificate(store, alias).ifPresent(all::add);
        }
        return all;
    }

    /** The certificate under an alias. */
    public static Optional<X509Certificate> certificate(KeyStore store, String alias) {
        try {
            return Optional.ofNullable(store.getCertificate(alias))
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast);
        } catch (GeneralSecurityException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether one of a chain is trusted, or who has signed one of it; how long they are valid is another question. */
    public static boolean isTrusted(List<X509Certificate> chain, List<X509Certificate> trusted) {
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate certificate = chain.get(i);
            if (trusted.contains(certificate)
                    || trusted.stream().anyMatch(issuer -> hasSigned(issuer, certificate))) {
                return true;
            }
            if (i + 1 < chain.size() && !hasSigned(chain.get(i + 1), certificate)) {
                return false;
            }
        }
        return false;
    }

    private static boolean hasSigned(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    /** Whether a certificate for these names is one for a host; a star stands for the first label. */
    public static boolean fits(String host, Set<String> names) {
        String wanted = IpAddress.canonical(host.toLowerCase(Locale.ROOT));
        int dot = wanted.indexOf('.');
        String anyOfDomain = dot < 0 ? wanted : "*" + wanted.substring(dot);
        return names.stream()
                .map(name -> IpAddress.canonical(name.toLowerCase(Locale.ROOT)))
                .anyMatch(name -> name.equals(wanted) || name.equals(anyOfDomain));
    }

    /** The names and addresses that a certificate is for; none if they cannot be read. */
    public static Set<String> names(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (alternative.get(0).equals(DNS_NAME) || alternative.get(0).equals(IP_ADDRESS)) {
                    names.add((String) alternative.get(1));
                }
            }
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equals("CN")) {
                    names.add(Objects.toString(part.getValue()));
                }
            }
        } catch (GeneralSecurityException | InvalidNameException unreadable) {
            return Set.of();
        }
        return names;
    }

    /** The certificate's bytes. */
    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate that was read has its bytes", impossible);
        }
    }
}
