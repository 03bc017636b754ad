package io.github.apim.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SymmetricKeyTest {

    private static final String DIGITS = "00ff".repeat(16);
    private static final Secret PASSWORD = new Secret("pass<wörd>");

    private static SymmetricKey key(String digits) {
        return new SymmetricKey(new Secret(digits), "AES/GCM/NoPadding");
    }

    @Test
    void whatIsEncryptedIsDecryptedAndDiffersEachTime() {
        String first = key(DIGITS).encrypt(PASSWORD);
        String second = key(DIGITS).encrypt(PASSWORD);

        assertThat(first).isNotEqualTo(second).matches("[A-Za-z0-9+/]+={0,2}");
        assertThat(key(DIGITS).decrypt(first)).contains(PASSWORD);
        assertThat(key(DIGITS).decrypt(second)).contains(PASSWORD);
    }

    /** The cipher tool's vectors are longer, and its JSON has an escape for each sign of equality. */
    @Test
    void whatTheCipherToolWritesIsDecrypted() throws GeneralSecurityException {
        byte[] vector = new byte[128];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(HexFormat.of().parseHex(DIGITS), "AES"),
                new GCMParameterSpec(128, vector));
        String text = Base64.getEncoder()
                .encodeToString(cipher.doFinal(PASSWORD.reveal().getBytes(UTF_8)));
        String json = "{\"cipherText\":\"" + text + "\",\"iv\":\""
                + Base64.getEncoder().encodeToString(vector) + "\"}";

        assertThat(key(DIGITS)
                        .decrypt(Base64.getEncoder()
                                .encodeToString(json.replace("=", "\\u003d").getBytes(UTF_8))))
                .contains(PASSWORD);
    }

    @Test
    void anotherKeysTextADamagedOneAndNoneAtAllAreNotDecrypted() {
        String text = key("0f".repeat(32)).encrypt(PASSWORD);

        assertThat(key(DIGITS).decrypt(text)).isEmpty();
        assertThat(key("0f".repeat(32)).decrypt(text.substring(4))).isEmpty();
        assertThat(key(DIGITS).decrypt("e30=")).isEmpty();
        assertThat(key(DIGITS).decrypt("no Base64")).isEmpty();
    }

    @Test
    void theFingerprintTellsKeysApartAndIsNoHashOfTheKey() throws GeneralSecurityException {
        String fingerprint = key(DIGITS).fingerprint();

        assertThat(fingerprint)
                .matches("[0-9a-f]{64}")
                .isEqualTo(key(DIGITS).fingerprint())
                .isNotEqualTo(key("0f".repeat(32)).fingerprint());
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        assertThat(fingerprint)
                .isNotEqualTo(
                        HexFormat.of().formatHex(sha256.digest(HexFormat.of().parseHex(DIGITS))))
                .isNotEqualTo(HexFormat.of().formatHex(sha256.digest(DIGITS.getBytes(UTF_8))));
    }
}
