package io.github.apim.family.carbon;

import io.github.apim.deployment.Secret;
import io.github.apim.edit.TomlFile;
import io.github.apim.rules.KeyStorePlace;
import io.github.apim.rules.KeyStorePlace.Use;
import io.github.apim.rules.PlannedNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The key stores that a deployment.toml names (am-3 §4.1, am-4 §4.1). */
public final class TomlKeyStores {

    private static final String FOLDER = "repository/resources/security/";
    private static final String PRIMARY = "keystore.primary";
    private static final String TLS = "keystore.tls";
    private static final String TRUST = "truststore";
    private static final List<String> KEYS = List.of(PRIMARY, TLS, "keystore.internal");
    private static final String FILE_NAME = "file_name";

    private TomlKeyStores() {}

    /** All that it names, the primary one first; none where there is no such file. */
    public static List<KeyStorePlace> of(PlannedNode planned) {
        return planned.toml(ConfigurationFiles.DEPLOYMENT)
                .map(toml -> Stream.concat(
                                KEYS.stream().filter(table -> toml.has(table + "." + FILE_NAME)),
                                Stream.of(TRUST).filter(table -> toml.has(table + "." + FILE_NAME)))
                        .map(table -> place(toml, table))
                        .toList())
                .orElse(List.of());
    }

    /** The one that all nodes have in common; where it is not named, the one that is shipped. */
    public static Optional<KeyStorePlace> primary(PlannedNode planned) {
        return planned.toml(ConfigurationFiles.DEPLOYMENT).map(toml -> place(toml, PRIMARY));
    }

    /** The one whose certificate is shown: that for TLS, or else the primary one. */
    static Optional<KeyStorePlace> shown(PlannedNode planned) {
        return planned.toml(ConfigurationFiles.DEPLOYMENT)
                .map(toml -> place(toml, toml.has(TLS + "." + FILE_NAME) ? TLS : PRIMARY));
    }

    /** That of the certificates of others. */
    public static Optional<KeyStorePlace> trusted(PlannedNode planned) {
        return planned.toml(ConfigurationFiles.DEPLOYMENT).map(toml -> place(toml, TRUST));
    }

    private static KeyStorePlace place(TomlFile toml, String table) {
        boolean trust = table.equals(TRUST);
        String shipped = trust ? "client-truststore.jks" : "wso2carbon.jks";
        return new KeyStorePlace(
                ConfigurationFiles.DEPLOYMENT,
                table,
                FILE_NAME,
                "password",
                Optional.of(value(toml, table, FILE_NAME).orElse(shipped))
                        .filter(name -> !name.contains("$") && !name.contains("/"))
                        .map(FOLDER::concat),
                true,
                value(toml, table, "type").orElse("JKS"),
                secret(toml, table, "password"),
                "alias",
                trust ? Optional.empty() : value(toml, table, "alias"),
                "key_password",
                trust ? Optional.empty() : secret(toml, table, "key_password"),
                trust ? Use.TRUST : Use.KEY);
    }

    private static Optional<String> value(TomlFile toml, String table, String key) {
        return toml.find(table + "." + key).map(found -> found.value());
    }

    /** What is resolved when the server starts is not known; what is pasted into XML is written for it. */
    private static Optional<Secret> secret(TomlFile toml, String table, String key) {
        return value(toml, table, key)
                .filter(text -> !TomlReferences.standsForAnother(text))
                .map(text -> new Secret(
                        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")));
    }
}
