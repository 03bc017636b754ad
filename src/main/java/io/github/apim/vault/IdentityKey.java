package io.github.apim.vault;

import io.github.apim.deployment.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;

/** The RSA key that a server decrypts its secrets with, and the transformation that it uses for that. */
public final class IdentityKey implements VaultCipher {

    /** What PKCS #1 version 1.5 adds at least, in bytes (RFC 8017, 7.2.1). */
    private static final int PKCS1_OVERHEAD = 11;

    /** What OAEP with SHA-1 adds, in bytes (RFC 8017, 7.1.1). */
    private static final int OAEP_OVERHEAD = 42;

    private final RSAPublicKey publicKey;
    private final PrivateKey privateKey;
    private final String transformation;
    private final String fingerprint;

    /**
     * @param transformation a name of {@link Cipher}, for example {@code RSA/ECB/PKCS1Padding}
     * @throws VaultException if it is no RSA key
     */
    public IdentityKey(PublicKey publicKey, PrivateKey privateKey, String transformation) {
        if (!(publicKey instanceof RSAPublicKey rsa)) {
            throw new VaultException("the key is of the kind " + publicKey.getAlgorithm()
                    + ", and the secure vault encrypts with RSA alone; take a key store with an RSA key");
        }
        this.publicKey = rsa;
        this.privateKey = privateKey;
        this.transformation = transformation;
        this.fingerprint = fingerprint(publicKey);
    }

    /** The SHA-256 of a public key as certificates hold it, in hexadecimal digits. */
    public static String fingerprint(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /** How many bytes of UTF-8 a secret may have. */
    public int longest() {
        int overhead = transformation.contains("OAEP") ? OAEP_OVERHEAD : PKCS1_OVERHEAD;
        return publicKey.getModulus().bitLength() / Byte.SIZE - overhead;
    }

    /**
     * A ciphertext in Base64, on one line; each call gives another one, because padding is random.
     *
     * @throws VaultException if the secret is longer than the key can take
     */
    @Override
    public String encrypt(Secret secret) {
        byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
        if (plain.length > longest()) {
            throw new VaultException("is longer than the key can encrypt, which has "
                    + publicKey.getModulus().bitLength() + " bits and so takes " + longest()
                    + " bytes; take a shorter password, or a key store with a larger key");
        }
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(Cipher.ENCRYPT_MODE, publicKey);
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
        } catch (GeneralSecurityException problem) {
            throw new VaultException("cannot be encrypted with this key: " + problem.getMessage(), problem);
        }
    }

    @Override
    public Optional<Secret> decrypt(String ciphertext) {
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(Cipher.DECRYPT_MODE, privateKey);
            byte[] plain = cipher.doFinal(Base64.getDecoder().decode(ciphertext));
            return Optional.of(new Secret(new String(plain, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
