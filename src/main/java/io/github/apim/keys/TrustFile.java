package io.github.apim.keys;

import io.github.apim.archive.Sha256;
import io.github.apim.deployment.KeyStores.Trust;
import io.github.apim.rules.Certificates;
import io.github.apim.rules.KeyStoreReading;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A key store with what servers trust. */
final class TrustFile {

    private final Trust trust;
    private final KeyOptions options;
    private final KeysListener listener;

    TrustFile(Trust trust, KeyOptions options, KeysListener listener) {
        this.trust = trust;
        this.options = options;
        this.listener = listener;
    }

    /** @param own the certificates of the deployment's keys by their aliases, under which signatures are looked up */
    void make(Issuer issuer, Map<String, X509Certificate> own, KeyFiles files)
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
        return "public-" + HexFormat.of().formatHex(Sha256.start().digest(Certificates.encoded(certificate))).substring(0, 16);
    }

    /** Servers call the backends of APIs with the same trust store, and most of those have certificates of these. */
    private static List<X509Certificate> publicAuthorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager authorities) {
                return List.of(authorities.getAcceptedIssuers());
            }
        }
        return List.of();
    }
}
