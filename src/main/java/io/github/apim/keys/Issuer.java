package io.github.apim.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority: its key and certificate, and what it signs. All keys are RSA keys of 2048 bits and all signatures
 * SHA-256 with RSA, which Java 6 and 7 read as well as today's; they know no newer ones for sure.
 */
record Issuer(PrivateKey key, X509Certificate certificate) {

    private static final String ALGORITHM = "RSA";
    private static final int BITS = 2048;
    private static final String SIGNATURE = "SHA256withRSA";
    private static final int SERIAL_BITS = 127;

    /** The longest common name that X.520 allows. */
    private static final int LONGEST_COMMON_NAME = 64;

    /** A machine whose clock is slow must take the certificate at once. */
    private static final Duration SLOW_CLOCK = Duration.ofHours(1);

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(BITS);
        return generator.generateKeyPair();
    }

    /** An authority that nobody stands above. */
    static Issuer create(KeyPair keys, String name, Instant end) throws GeneralSecurityException {
        X500Name subject = commonName(name);
        try {
            X509v3CertificateBuilder builder = builder(subject, subject, keys.getPublic(), end)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new Issuer(keys.getPrivate(), sign(builder, keys.getPrivate()));
        } catch (IOException impossible) {
            throw new IllegalStateException("an extension that cannot be encoded", impossible);
        }
    }

    /** The chain of a server's certificate: that one first, then the authority's. */
    List<X509Certificate> issue(PublicKey publicKey, List<String> names, Instant end) throws GeneralSecurityException {
        try {
            JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = builder(
                            X500Name.getInstance(
                                    certificate.getSubjectX500Principal().getEncoded()),
                            commonName(names),
                            publicKey,
                            end)
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            // by the key alone: issuer and serial would be those of one certificate, which a renewal
                            // replaces
                            utils.createAuthorityKeyIdentifier(certificate.getPublicKey()))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    // Secure vault and the registry encrypt with the same key.
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(
                                    KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.dataEncipherment))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    }))
                    .addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            return List.of(sign(builder, key), certificate);
        } catch (IOException impossible) {
            throw new IllegalStateException("an extension that cannot be encoded", impossible);
        }
    }

    /** Whether this authority has signed a certificate. */
    boolean hasSigned(X509Certificate other) {
        try {
            other.verify(certificate.getPublicKey());
            return other.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        } catch (GeneralSecurityException somebodyElse) {
            return false;
        }
    }

    private static X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key, Instant end)
            throws GeneralSecurityException, IOException {
        BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
        Date start = Date.from(Instant.now().minus(SLOW_CLOCK));
        return new JcaX509v3CertificateBuilder(issuer, serial, start, Date.from(end), subject, key)
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
        } catch (OperatorCreationException unknown) {
            throw new GeneralSecurityException(unknown);
        }
    }

    private static X500Name commonName(List<String> names) {
        return commonName(names.stream()
                .filter(name -> name.length() <= LONGEST_COMMON_NAME)
                .findFirst()
                .orElse("server"));
    }

    private static X500Name commonName(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    /** An address also as the name that it is not: the verifier of the pass-through transport looks at no other ones. */
    private static GeneralNames alternatives(List<String> names) {
        List<GeneralName> alternatives = new ArrayList<>();
        for (String name : names) {
            boolean address = ServerNames.isAddress(name);
            if (address) {
                alternatives.add(new GeneralName(GeneralName.iPAddress, name));
            }
            if (!address || name.indexOf(':') < 0) {
                alternatives.add(new GeneralName(GeneralName.dNSName, name));
            }
        }
        return new GeneralNames(alternatives.toArray(GeneralName[]::new));
    }
}
