package io.github.apim.adoption;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The secrets of an adopted deployment: users of servers, and single values under names of properties. */
final class Vault {

    /** Words that stand everywhere: that one of them is a password somewhere says nothing of another place. */
    private static final Set<String> COMMON = Set.of("admin", "wso2carbon", "true", "false");

    private final Map<String, Credentials> servers = new LinkedHashMap<>();
    private final Map<String, Secret> properties = new LinkedHashMap<>();

    /** The id of the server with these credentials; a new one if there is none yet. */
    String server(String wanted, String user, String password) {
        Credentials credentials = new Credentials(user, new Secret(password));
        String id = wanted;
        for (int number = 2; servers.containsKey(id) && !servers.get(id).equals(credentials); number++) {
            id = wanted + "-" + number;
        }
        servers.put(id, credentials);
        return id;
    }

    /** The name of the property that holds a value. */
    String property(String value) {
        Secret secret = new Secret(value);
        for (Map.Entry<String, Secret> known : properties.entrySet()) {
            if (known.getValue().equals(secret)) {
                return known.getKey();
            }
        }
        String name = "apim.adopted.secret." + (properties.size() + 1);
        properties.put(name, secret);
        return name;
    }

    Optional<Credentials> credentials(String id) {
        return Optional.ofNullable(servers.get(id));
    }

    /** The value of a property of that name. */
    Optional<String> lookup(String name) {
        return Optional.ofNullable(properties.get(name)).map(Secret::reveal);
    }

    /** All of them, to be looked for in texts. */
    KnownSecrets known() {
        return KnownSecrets.of(Stream.concat(
                        servers.values().stream().map(Credentials::password), properties.values().stream())
                .filter(secret -> !COMMON.contains(secret.reveal()))
                .toList());
    }

    /** What goes into settings.xml. */
    String settings() {
        StringBuilder xml = new StringBuilder("<settings>\n  <servers>\n");
        servers.forEach((id, credentials) -> xml.append("    <server>\n      <id>")
                .append(id)
                .append("</id>\n      <username>")
                .append(escaped(credentials.username()))
                .append("</username>\n      <password>")
                .append(escaped(credentials.password().reveal()))
                .append("</password>\n    </server>\n"));
        xml.append("  </servers>\n");
        if (!properties.isEmpty()) {
            xml.append("  <profiles>\n    <profile>\n      <id>apim-adopted</id>\n      <properties>\n");
            properties.forEach((name, value) -> xml.append("        <")
                    .append(name)
                    .append('>')
                    .append(escaped(value.reveal()))
                    .append("</")
                    .append(name)
                    .append(">\n"));
            xml.append("      </properties>\n    </profile>\n  </profiles>\n")
                    .append("  <activeProfiles>\n    <activeProfile>apim-adopted</activeProfile>\n  </activeProfiles>\n");
        }
        return xml.append("</settings>\n").toString();
    }

    /** Maven would take a placeholder for its own. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
