package io.github.apim.keys;

import io.github.apim.deployment.KeyStores.Type;
import io.github.apim.deployment.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12PBEOutputEncryptorBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;

/**
 * Writes a key store in a form that the oldest Java of the products opens. The JDK that runs this would encrypt a PKCS12 with
 * AES and SHA-256, which no Java before 8u301 reads; here it is Triple DES and SHA-1, which all read.
 */
final class StoreWriter {

    /** By which Java 8 and later know that a certificate without a key is a trusted one. */
    private static final ASN1ObjectIdentifier TRUSTED = new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");

    private static final int ITERATIONS = 50_000;

    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Map<String, X509Certificate> trusted = new LinkedHashMap<>();

    /** A private key with the chain of its certificate. */
    private record Key(PrivateKey key, List<X509Certificate> chain, Secret password) {}

    StoreWriter key(String alias, PrivateKey key, List<X509Certificate> chain, Secret password) {
        keys.put(alias, new Key(key, chain, password));
        return this;
    }

    StoreWriter trust(String alias, X509Certificate certificate) {
        trusted.put(alias.toLowerCase(Locale.ROOT), certificate);
        return this;
    }

    byte[] bytes(Type type, Secret password) throws GeneralSecurityException, IOException {
        return switch (type) {
            case JKS -> jks(password);
            case PKCS12 -> pkcs12(password);
        };
    }

    private byte[] jks(Secret password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(Type.JKS.name());
        store.load(null, null);
        for (Map.Entry<String, Key> entry : keys.entrySet()) {
            Key key = entry.getValue();
            store.setKeyEntry(
                    entry.getKey(),
                    key.key(),
                    key.password().reveal().toCharArray(),
                    key.chain().toArray(X509Certificate[]::new));
        }
        for (Map.Entry<String, X509Certificate> entry : trusted.entrySet()) {
            store.setCertificateEntry(entry.getKey(), entry.getValue());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.reveal().toCharArray());
        return bytes.toByteArray();
    }

    private byte[] pkcs12(Secret password) throws GeneralSecurityException, IOException {
        char[] characters = password.reveal().toCharArray();
        PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
        List<PKCS12SafeBag> certificates = new ArrayList<>();
        for (Map.Entry<String, Key> entry : keys.entrySet()) {
            Key key = entry.getValue();
            var identifier = new JcaX509ExtensionUtils()
                    .createSubjectKeyIdentifier(key.chain().get(0).getPublicKey());
            builder.addData(named(
                            new JcaPKCS12SafeBagBuilder(key.key(), encryptor(characters)), entry.getKey())
                    .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, identifier)
                    .build());
            certificates.add(named(new JcaPKCS12SafeBagBuilder(key.chain().get(0)), entry.getKey())
                    .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, identifier)
                    .build());
            for (X509Certificate above : key.chain().subList(1, key.chain().size())) {
                if (!trusted.containsValue(above)) {
                    certificates.add(new JcaPKCS12SafeBagBuilder(above).build());
                }
            }
        }
        for (Map.Entry<String, X509Certificate> entry : trusted.entrySet()) {
            certificates.add(named(new JcaPKCS12SafeBagBuilder(entry.getValue()), entry.getKey())
                    .addBagAttribute(TRUSTED, KeyPurposeId.anyExtendedKeyUsage)
                    .build());
        }
        try {
            return builder.addEncryptedData(encryptor(characters), certificates.toArray(PKCS12SafeBag[]::new))
                    .build(new BcPKCS12MacCalculatorBuilder().setIterationCount(ITERATIONS), characters)
                    .getEncoded();
        } catch (PKCSException failure) {
            throw new GeneralSecurityException(failure);
        }
    }

    private static PKCS12SafeBagBuilder named(PKCS12SafeBagBuilder bag, String alias) {
        return bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(alias));
    }

    private static OutputEncryptor encryptor(char[] password) {
        return new BcPKCS12PBEOutputEncryptorBuilder(
                        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
                        CBCBlockCipher.newInstance(new DESedeEngine()))
                .setIterationCount(ITERATIONS)
                .build(password);
    }
}
