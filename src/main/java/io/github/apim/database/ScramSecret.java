package io.github.apim.database;

import io.github.apim.deployment.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL keeps of a password: enough to verify whoever knows it, too little to sign in with (RFC 5803). The
 * server takes it in the place of the password, so that neither the network nor the server's log ever has that.
 */
final class ScramSecret {

    private static final String HMAC = "HmacSHA256";

    /** What the server itself takes. */
    private static final int ITERATIONS = 4096;

    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    /** What SASLprep drops, and what it takes for a blank (RFC 4013, with RFC 3454's tables B.1 and C.1.2). */
    private static final Pattern NOTHING = Pattern.compile(
            "[\\x{AD}\\x{34F}\\x{1806}\\x{180B}-\\x{180D}\\x{200B}-\\x{200D}\\x{2060}\\x{FE00}-\\x{FE0F}\\x{FEFF}]");

    private static final Pattern BLANKS =
            Pattern.compile("[\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}]");

    private ScramSecret() {}

    /** {@code SCRAM-SHA-256$4096:salt$StoredKey:ServerKey}, with another salt each time. */
    static String of(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return of(password, salt);
    }

    static String of(Secret password, byte[] salt) {
        try {
            PBEKeySpec key = new PBEKeySpec(prepared(password.reveal()).toCharArray(), salt, ITERATIONS, KEY_BITS);
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2With" + HMAC)
                    .generateSecret(key)
                    .getEncoded();
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
            return "SCRAM-SHA-256$" + ITERATIONS + ":" + base64(salt) + "$" + base64(stored) + ":"
                    + base64(hmac(salted, "Server Key"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has PBKDF2 with HMAC-SHA-256", impossible);
        }
    }

    /** Drivers and servers write one text in one way before they hash it. */
    private static String prepared(String password) {
        String mapped = BLANKS.matcher(NOTHING.matcher(password).replaceAll("")).replaceAll(" ");
        return Normalizer.normalize(mapped, Normalizer.Form.NFKC);
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
