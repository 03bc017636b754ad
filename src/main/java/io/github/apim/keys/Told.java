package io.github.apim.keys;

import io.github.apim.archive.Sha256;
import io.github.apim.edit.Echo;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;

/** How files and certificates are told of. */
final class Told {

    private Told() {}

    static String done(Path file, KeyOptions options, String done) {
        return Echo.of(file.toString()) + (options.dryRun() ? " would be " : " is ") + done + ": ";
    }

    static String kept(Path file, KeyOptions options) {
        return Echo.of(file.toString()) + (options.dryRun() ? " would stay" : " stays") + " as it is: ";
    }

    static String until(X509Certificate certificate) {
        return "valid until " + LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC);
    }

    static String commonName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
    }

    /** As OpenSSL and browsers write it. */
    static String fingerprint(byte[] encoded) {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(Sha256.start().digest(encoded))
                .toUpperCase(Locale.ROOT);
    }
}
