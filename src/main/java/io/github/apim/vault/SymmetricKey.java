package io.github.apim.vault;

import io.github.apim.deployment.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key of AES-256, by which a server decrypts its secrets in Galois/counter mode. */
public final class SymmetricKey implements VaultCipher {

    /** What NIST SP 800-38D, 5.2.1.1 recommends, in bytes; readers take the length that is there. */
    private static final int IV_BYTES = 12;

    private static final int TAG_BITS = 128;

    private static final byte[] NAME = "secrets.lock".getBytes(StandardCharsets.US_ASCII);

    /** The text within the outer Base64; other writers escape the padding. */
    private static final Pattern ENVELOPE = Pattern.compile("\\{\"cipherText\":\"([^\"]*)\",\"iv\":\"([^\"]*)\"\\}");

    private final SecretKeySpec key;
    private final String transformation;

    /**
     * @param digits         64 hexadecimal ones
     * @param transformation a name of {@link Cipher}, for example {@code AES/GCM/NoPadding}
     */
    public SymmetricKey(Secret digits, String transformation) {
        this.key = new SecretKeySpec(HexFormat.of().parseHex(digits.reveal()), "AES");
        this.transformation = transformation;
    }

    /** A keyed hash, so that it is no hash of the key. */
    @Override
    public String fingerprint() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(NAME));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String encrypt(Secret secret) {
        byte[] iv = new byte[IV_BYTES];
        new SecureRandom().nextBytes(iv);
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
            Base64.Encoder base64 = Base64.getEncoder();
            String text = base64.encodeToString(cipher.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8)));
            String envelope = "{\"cipherText\":\"" + text + "\",\"iv\":\"" + base64.encodeToString(iv) + "\"}";
            return base64.encodeToString(envelope.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException problem) {
            throw new VaultException("cannot be encrypted with this key: " + problem.getMessage(), problem);
        }
    }

    @Override
    public Optional<Secret> decrypt(String ciphertext) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            Matcher envelope = ENVELOPE.matcher(
                    new String(base64.decode(ciphertext), StandardCharsets.US_ASCII).replace("\\u003d", "="));
            if (!envelope.matches()) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance(transformation);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, base64.decode(envelope.group(2))));
            byte[] plain = cipher.doFinal(base64.decode(envelope.group(1)));
            return Optional.of(new Secret(new String(plain, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
