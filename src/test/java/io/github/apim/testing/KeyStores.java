package io.github.apim.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Makes key stores with a key and its own certificate of a hundred days, as keytool does, without a process for each. */
public final class KeyStores {

    private static final String SHIPPED_PASSWORD = "wso2carbon";

    /** Longer than before the end of a certificate it is told of. */
    private static final Duration VALID = Duration.ofDays(100);

    /** How the key is made and signs. */
    private record Kind(String algorithm, int bits, String signature, ASN1ObjectIdentifier identifier) {

        static Kind ec() {
            return new Kind("EC", 256, "SHA256withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA256);
        }

        static Kind rsa(int bits) {
            return new Kind("RSA", bits, "SHA256withRSA", PKCSObjectIdentifiers.sha256WithRSAEncryption);
        }
    }

    private KeyStores() {}

    /** A new key store of this type with one entry, whose certificate is for localhost. */
    public static Path create(Path file, String type, String password, String alias) throws IOException {
        return generate(file, type, password, alias, "localhost", Instant.now(), Kind.ec(), null);
    }

    /** A new PKCS12 with an RSA key of this size, whose certificate is for this name, also as a name of TLS. */
    public static Path server(Path file, String password, String name, int bits) throws IOException {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, name));
        Extensions extensions =
                new Extensions(new Extension(Extension.subjectAlternativeName, false, names.getEncoded()));
        return generate(file, "PKCS12", password, "server", name, Instant.now(), Kind.rsa(bits), extensions);
    }

    /** A new key store of this type with an RSA key of this size, as a secure vault needs it. */
    public static Path rsa(Path file, String type, String password, String alias, int bits) throws IOException {
        return generate(file, type, password, alias, "apim.internal", Instant.now(), Kind.rsa(bits), null);
    }

    /** A JKS with an RSA key that has another password than the key store. */
    public static void twoPasswords(Path file, String password, String keyPassword, String alias) throws IOException {
        rsa(file, "JKS", password, alias, 1024);
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password.toCharArray());
            store.setKeyEntry(
                    alias,
                    store.getKey(alias, password.toCharArray()),
                    keyPassword.toCharArray(),
                    store.getCertificateChain(alias));
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
        } catch (GeneralSecurityException problem) {
            throw new IOException(problem);
        }
    }

    /** A JKS whose certificate has the names of the one that WSO2 ships. */
    public static byte[] likeShipped(Path file) throws IOException {
        String name = "localhost,O=WSO2,L=Mountain View,ST=CA,C=US";
        return Files.readAllBytes(
                generate(file, "JKS", SHIPPED_PASSWORD, "wso2carbon", name, Instant.now(), Kind.rsa(1024), null));
    }

    /** A JKS as the packs ship it, with a new key under the alias wso2carbon, whose certificate is for this name. */
    public static byte[] selfSigned(Path file, String name) throws IOException {
        return shipped(file, name, Instant.now());
    }

    /** A JKS as the packs ship it, whose certificate has expired the day before yesterday. */
    public static byte[] expired(Path file) throws IOException {
        return shipped(file, "localhost", Instant.now().minus(VALID).minus(Duration.ofDays(2)));
    }

    /** A JKS as the packs ship it, whose certificate expires in ten days. */
    public static byte[] expiring(Path file) throws IOException {
        return shipped(file, "localhost", Instant.now().minus(VALID).plus(Duration.ofDays(10)));
    }

    private static byte[] shipped(Path file, String name, Instant start) throws IOException {
        return Files.readAllBytes(generate(file, "JKS", SHIPPED_PASSWORD, "wso2carbon", name, start, Kind.ec(), null));
    }

    private static Path generate(
            Path file,
            String type,
            String password,
            String alias,
            String name,
            Instant start,
            Kind kind,
            Extensions extensions)
            throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm());
            generator.initialize(kind.bits());
            KeyPair keys = generator.generateKeyPair();
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            Certificate[] chain = {certificate(keys, name, start, kind, extensions)};
            store.setKeyEntry(alias, keys.getPrivate(), password.toCharArray(), chain);
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
        } catch (GeneralSecurityException problem) {
            throw new IOException(problem);
        }
        return file;
    }

    private static Certificate certificate(KeyPair keys, String name, Instant start, Kind kind, Extensions extensions)
            throws GeneralSecurityException, IOException {
        X500Name subject = new X500Name("CN=" + name);
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(kind.identifier());
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        content.setSignature(algorithm);
        content.setIssuer(subject);
        content.setSubject(subject);
        content.setStartDate(new Time(Date.from(start)));
        content.setEndDate(new Time(Date.from(start.plus(VALID))));
        content.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        if (extensions != null) {
            content.setExtensions(extensions);
        }
        TBSCertificate signed = content.generateTBSCertificate();
        Signature signature = Signature.getInstance(kind.signature());
        signature.initSign(keys.getPrivate());
        signature.update(signed.getEncoded());
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(signed);
        parts.add(algorithm);
        parts.add(new DERBitString(signature.sign()));
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(new DERSequence(parts).getEncoded()));
    }
}
