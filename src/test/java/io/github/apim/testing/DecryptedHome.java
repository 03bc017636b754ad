package io.github.apim.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.Cipher;

/** A home read as Carbon's secure vault does: properties, the key store that they name, and the JDK's cipher. */
public record DecryptedHome(Map<String, String> passwords, Set<String> aliases) {

    private static final Pattern ALIAS = Pattern.compile("svns:secretAlias=\"([^\"]*)\"");

    /**
     * @param password of the key store, as somebody would type it
     * @return the passwords that are decrypted at the start, and the aliases that configuration files ask for
     */
    public static DecryptedHome of(NodeHome home, String password) {
        try {
            Properties configuration = properties(home.text("repository/conf/security/secret-conf.properties"));
            KeyStore store = KeyStore.getInstance(configuration.getProperty("keystore.identity.type"));
            store.load(
                    new ByteArrayInputStream(home.bytes(configuration.getProperty("keystore.identity.location"))),
                    password.toCharArray());
            Cipher cipher = Cipher.getInstance("RSA");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    store.getKey(configuration.getProperty("keystore.identity.alias"), password.toCharArray()));
            Map<String, String> passwords = new TreeMap<>();
            Properties texts = properties(home.text(configuration.getProperty("secretRepositories.file.location")));
            for (String alias : texts.stringPropertyNames()) {
                byte[] decoded = Base64.getMimeDecoder().decode(texts.getProperty(alias));
                passwords.put(alias, new String(cipher.doFinal(decoded), StandardCharsets.UTF_8));
            }
            Set<String> aliases = new TreeSet<>();
            for (String path : home.filePaths()) {
                if (path.startsWith("repository/conf/") && path.endsWith(".xml")) {
                    ALIAS.matcher(home.text(path).replaceAll("(?s)<!--.*?-->", "")).results().forEach(match -> aliases.add(match.group(1)));
                }
            }
            return new DecryptedHome(passwords, aliases);
        } catch (GeneralSecurityException | IOException problem) {
            throw new AssertionError("the server could not decrypt its passwords", problem);
        }
    }

    private static Properties properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }
}
