package io.github.apim.family.carbon;

import io.github.apim.deployment.Secret;
import io.github.apim.edit.Found;
import io.github.apim.edit.TomlFile;
import io.github.apim.edit.TomlValue;
import io.github.apim.product.FilePlace;
import io.github.apim.product.VaultFact;
import io.github.apim.rules.PlannedFiles;
import io.github.apim.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The passwords of a deployment.toml, and the table of their ciphertexts at its end (am-3 §15, am-4 §11). */
final class TomlSecrets {

    static final String FILE_NAME = "file_name";

    private static final String TABLE = "secrets";

    /** The key store for what is internal, and that which serves for it where it is not named. */
    private static final String INTERNAL = "keystore.internal";

    private static final String PRIMARY = "keystore.primary";
    private static final String FOLDER = "repository/resources/security/";

    /** A key whose last name is a password's and that is not a secret already, or the one by which servers encrypt. */
    private static final Pattern PASSWORD = Pattern.compile("(?!secrets\\.).*?(?i:password)'?|encryption\\.key");

    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9]+");

    /** What the servers' own defaults say of the primary key store. */
    private static final Map<String, String> DEFAULTS = Map.of(
            FILE_NAME,
            "wso2carbon.jks",
            "type",
            "JKS",
            "alias",
            "wso2carbon",
            "password",
            "wso2carbon",
            "key_password",
            "wso2carbon");

    private TomlSecrets() {}

    /** The passwords of the file, and the file with references in their places. */
    static ProtectedPlaces places(VaultFact fact, PlannedFiles files, Set<String> leftAlone) {
        String path = fact.keyStore().file();
        Optional<byte[]> content = files.read(path).filter(there -> !leftAlone.contains(path));
        if (content.isEmpty()) {
            return new ProtectedPlaces(List.of(), Map.of());
        }
        TomlFile toml = TomlFile.parse(path, content.get());
        TomlFile changed = toml;
        Set<String> taken = new HashSet<>(toml.has(TABLE) ? toml.keys(TABLE) : List.of());
        List<ProtectedPlaces.Found> found = new ArrayList<>();
        for (var value : toml.values().entrySet()) {
            if (PASSWORD.matcher(value.getKey()).matches() && isPlain(toml, value.getKey())) {
                String alias = alias(value.getKey(), taken);
                found.add(new ProtectedPlaces.Found(
                        path,
                        value.getKey(),
                        alias,
                        new Secret(unescaped(value.getValue().value()))));
                changed = changed.set(value.getKey(), TomlValue.text("$secret{" + alias + "}"));
            }
        }
        return new ProtectedPlaces(List.copyOf(found), found.isEmpty() ? Map.of() : Map.of(path, changed.bytes()));
    }

    /** Two keys may differ only in what no alias has, and an alias may be there already: each secret has one of its own. */
    private static String alias(String key, Set<String> taken) {
        String name = UNFIT.matcher(key).replaceAll("_").replaceAll("^_|_$", "");
        String alias = name;
        for (int number = 2; !taken.add(alias); number++) {
            alias = name + "_" + number;
        }
        return alias;
    }

    /** What the server replaces, or has replaced, is no password, and neither is an array; any sign may begin one. */
    private static boolean isPlain(TomlFile toml, String key) {
        Found value = toml.every(key).get(key);
        return value != null && !value.value().isBlank() && !TomlReferences.standsForAnother(value.value());
    }

    /** What templates paste into XML is escaped in the file; what is decrypted is not pasted. */
    private static String unescaped(String value) {
        return value.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    /** The file with ciphertexts; the table must be the last one (am-4 R20). */
    static byte[] with(String path, byte[] content, Map<String, String> ciphertexts) {
        TomlFile toml = TomlFile.parse(path, content);
        Map<String, String> sorted = new TreeMap<>(ciphertexts);
        if (toml.has(TABLE)) {
            for (var secret : sorted.entrySet()) {
                toml = toml.set(TABLE + "." + secret.getKey(), TomlValue.text(secret.getValue()));
            }
            return toml.bytes();
        }
        StringBuilder text = new StringBuilder(new String(content, StandardCharsets.UTF_8));
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        text.append("\n[").append(TABLE).append("]\n");
        sorted.forEach((alias, ciphertext) ->
                text.append(alias).append(" = \"").append(ciphertext).append("\"\n"));
        byte[] result = text.toString().getBytes(StandardCharsets.UTF_8);
        return TomlFile.parse(path, result).bytes();
    }

    /**
     * The key store for what is internal, which is the primary one unless the file says otherwise.
     *
     * @throws VaultException if there is no file
     */
    static VaultKey key(VaultFact fact, PlannedFiles files) {
        String path = fact.keyStore().file();
        TomlFile toml = TomlFile.parse(
                path,
                files.read(path)
                        .orElseThrow(() -> new VaultException(
                                path + " is not there, and the secure vault encrypts with a key store that it names")));
        return new VaultKey(
                new FilePlace(path, toml.has(INTERNAL + "." + FILE_NAME) ? INTERNAL : PRIMARY),
                FOLDER + setting(toml, FILE_NAME),
                setting(toml, "type"),
                setting(toml, "alias"),
                new Secret(unescaped(setting(toml, "password"))),
                new Secret(unescaped(setting(toml, "key_password"))));
    }

    private static String setting(TomlFile toml, String name) {
        for (String store : List.of(INTERNAL, PRIMARY)) {
            if (toml.has(store + "." + name)) {
                return toml.text(store + "." + name);
            }
        }
        return DEFAULTS.get(name);
    }
}
