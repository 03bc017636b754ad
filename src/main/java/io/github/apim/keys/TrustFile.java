package io.github.apim.keys;

import io.github.apim.archive.Sha256;
import io.github.apim.deployment.KeyStores.Trust;
import io.github.apim.rules.Certificates;
import io.github.apim.rules.ExpiryNotice;
import io.github.apim.rules.KeyStoreReading;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A key store with what servers trust. */
final class TrustFile {

    /** Under which gateways that check tokens by themselves look for who has signed them (am-4 §4.1). */
    private static final String SIGNER = "gateway_certificate_alias";

    private final Trust trust;
    private final KeyOptions options;
    private final KeysListener listener;

    TrustFile(Trust trust, KeyOptions options, KeysListener listener) {
        this.trust = trust;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Makes it, or lets it be.
     *
     * @param own    the certificates of the deployment's keys by their aliases, under which signatures are looked up
     * @param signer the certificate of the key with which tokens are signed, if a node signs some
     */
    void make(Issuer issuer, Map<String, X509Certificate> own, Optional<X509Certificate> signer, KeyFiles files)
            throws GeneralSecurityException, IOException {
        boolean there = Files.exists(trust.file());
        if (there && !options.renew()) {
            keep(issuer, own);
            return;
        }
        StoreWriter writer = new StoreWriter();
        int others = 0;
        if (there) {
            KeyStore before = KeyStoreReading.open(trust).store().orElseThrow();
            for (String alias : KeyStoreReading.aliases(before)) {
                if (before.isCertificateEntry(alias)) {
                    writer.trust(alias, (X509Certificate) before.getCertificate(alias));
                    others++;
                }
            }
        } else if (options.publicAuthorities()) {
            for (X509Certificate certificate : publicAuthorities()) {
                writer.trust(alias(certificate), certificate);
                others++;
            }
        }
        writer.trust(IdentityFile.AUTHORITY, issuer.certificate());
        own.forEach(writer::trust);
        signer.ifPresent(certificate -> writer.trust(SIGNER, certificate));
        files.add(trust.file(), writer.bytes(trust.type(), trust.password()));
        listener.told(Told.done(trust.file(), options, there ? "renewed" : "made") + "the authority, "
                + String.join(", ", own.keySet()) + (others == 0 ? "" : ", and " + others
                + (there ? " that were there" : " public authorities")));
    }

    private void keep(Issuer issuer, Map<String, X509Certificate> own) throws IOException {
        listener.told(Told.kept(trust.file(), options) + "what the nodes trust");
        List<X509Certificate> trusted =
                KeyStoreReading.open(trust).store().map(Certificates::all).orElse(List.of());
        List<String> missing = own.entrySet().stream()
                .filter(certificate -> !Certificates.isTrusted(List.of(certificate.getValue()), trusted))
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            listener.warned(trust.file() + " trusts neither " + String.join(", ", missing) + " nor who has signed it;"
                    + " add the certificates with -Dapim.renewKeys");
        }
    }

    /** One name for a certificate on all machines, so that stores can be compared. */
    private static String alias(X509Certificate certificate) {
        return ExpiryNotice.PUBLIC + HexFormat.of().formatHex(Sha256.start().digest(Certificates.encoded(certificate))).substring(0, 16);
    }

    /** Servers call the backends of APIs with the same trust store, and most of those have certificates of these. */
    private static List<X509Certificate> publicAuthorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager authorities) {
                return Arrays.stream(authorities.getAcceptedIssuers())
                        .filter(authority -> authority.getNotAfter().toInstant().isAfter(Instant.now()))
                        .toList();
            }
        }
        return List.of();
    }
}
