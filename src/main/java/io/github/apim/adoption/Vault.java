package io.github.apim.adoption;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secret;
import io.github.apim.edit.ShellQuotes;
import io.github.apim.product.ShippedPasswords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of an adopted deployment: users of servers, and single values under names of properties. What Maven would
 * not give back as it is when it stands in settings.xml becomes a variable of the environment.
 */
final class Vault {

    /** Words that stand everywhere: that one of them is a password somewhere says nothing of another place. */
    private static final Set<String> COMMON = Set.of("true", "false", "password");

    private static final String ENVIRONMENT = "env.";

    /** Instead of a value the alias by which the servers' own vault has it. */
    private static final Pattern ALIAS = Pattern.compile("\\$secret\\{([^}]*)}|secretAlias:(.*)");

    /** What Maven takes for an encrypted password. */
    private static final Pattern BRACES = Pattern.compile(".*\\{.*}.*", Pattern.DOTALL);

    private final Map<String, Credentials> servers = new LinkedHashMap<>();
    private final Map<String, Secret> properties = new LinkedHashMap<>();
    private final Set<Secret> unknown = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    /** The text that stands for a value of the servers' own vault, whatever stands at its place. */
    static String alias(String name) {
        return "$secret{" + name + "}";
    }

    /** Whether a text only says under which alias the servers' own vault has the value. */
    static boolean isAlias(String text) {
        return ALIAS.matcher(text).matches();
    }

    /** Whether a text is no secret wherever it stands. */
    static boolean isNone(String text) {
        return text.isEmpty() || COMMON.contains(text) || isAlias(text);
    }

    /**
     * The id of the server with these credentials; a new one if there is none yet. What no home says is to be filled in.
     *
     * @param why where they stand
     */
    String server(String wanted, String user, String password, String why) {
        boolean isUnknown = password.isEmpty() || isAlias(password);
        String alias = isAlias(password) ? "-" + ALIAS.matcher(password).replaceAll("$1$2") : "";
        String placeholder = "unknown-" + wanted + alias.replaceAll("[^\\w.-]+", "-");
        Credentials credentials =
                new Credentials(user.isEmpty() ? "unknown" : user, new Secret(isUnknown ? placeholder : password));
        String id = wanted;
        for (int number = 2; servers.containsKey(id) && !servers.get(id).equals(credentials); number++) {
            id = wanted + "-" + number;
        }
        if (servers.put(id, credentials) == null && (isUnknown || user.isEmpty())) {
            if (isUnknown) {
                unknown.add(credentials.password());
            }
            notes.add("no home says the "
                    + (isUnknown && user.isEmpty() ? "user and the password" : isUnknown ? "password" : "user") + " of "
                    + id + " (" + why + (isAlias(password) ? ": the servers' secure vault has it" : ": it is empty")
                    + "); write it into " + AdoptedFiles.SETTINGS + " where it says 'unknown'");
        }
        return id;
    }

    /** What the descriptor says under {@code credentials}, as YAML: the id of a server if settings.xml can hold it. */
    String reference(String id) {
        Credentials credentials = servers.get(id);
        return survives(credentials)
                ? Yaml.scalar(id)
                : "{ username: " + Yaml.scalar(credentials.username()) + ", password: "
                        + placeholder(credentials.password().reveal()) + " }";
    }

    /** A value of the descriptor, as YAML, that is taken from a property or the environment. */
    String placeholder(String value) {
        return "\"${" + property(value) + "}\"";
    }

    /** The name of the property that holds a value, or of the variable of the environment. */
    String property(String value) {
        Secret secret = new Secret(value);
        for (Map.Entry<String, Secret> known : properties.entrySet()) {
            if (known.getValue().equals(secret)) {
                return known.getKey();
            }
        }
        int number = properties.size() + 1;
        String name = survives(value) ? "apim.adopted.secret." + number : ENVIRONMENT + "APIM_ADOPTED_SECRET_" + number;
        properties.put(name, secret);
        return name;
    }

    /** Whether Maven gives a text back as it stands in settings.xml: without placeholders, decryption, and trimming. */
    private static boolean survives(String text) {
        return !text.contains("${")
                && !BRACES.matcher(text).matches()
                && text.strip().equals(text)
                && text.codePoints().noneMatch(character -> character < ' ' && character != '\n' && character != '\t');
    }

    private static boolean survives(Credentials credentials) {
        return survives(credentials.username())
                && survives(credentials.password().reveal());
    }

    Optional<Credentials> credentials(String id) {
        return Optional.ofNullable(servers.get(id));
    }

    /** The value of a property or of a variable of the environment. */
    Optional<String> lookup(String name) {
        return Optional.ofNullable(properties.get(name)).map(Secret::reveal);
    }

    /** All of them, to be looked for in texts. */
    KnownSecrets known() {
        return KnownSecrets.of(
                Stream.concat(servers.values().stream().map(Credentials::password), properties.values().stream())
                        .filter(secret -> !unknown.contains(secret)
                                && !isNone(secret.reveal())
                                && !ShippedPasswords.ALL.contains(secret.reveal()))
                        .toList());
    }

    /** What the user must know of them, in words. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (!environment().isEmpty()) {
            all.add("some passwords hold placeholders, braces, or blanks at their ends, which Maven would change in"
                    + " settings.xml: they are variables of the environment; before a build, say '. ./"
                    + AdoptedFiles.ENVIRONMENT + "'");
        }
        return all;
    }

    /** What sets the environment, for a shell; empty if nothing must be in it. */
    String environment() {
        StringBuilder script = new StringBuilder();
        properties.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT)) {
                script.append("export ")
                        .append(name.substring(ENVIRONMENT.length()))
                        .append('=')
                        .append(ShellQuotes.literal(value.reveal()))
                        .append('\n');
            }
        });
        return script.toString();
    }

    /** What goes into settings.xml. */
    String settings() {
        StringBuilder xml = new StringBuilder("<settings>\n  <servers>\n");
        servers.forEach((id, credentials) -> {
            if (survives(credentials)) {
                xml.append("    <server>\n      <id>")
                        .append(id)
                        .append("</id>\n      <username>")
                        .append(XmlText.escaped(credentials.username()))
                        .append("</username>\n      <password>")
                        .append(XmlText.escaped(credentials.password().reveal()))
                        .append("</password>\n    </server>\n");
            }
        });
        xml.append("  </servers>\n");
        if (!properties.keySet().stream().allMatch(name -> name.startsWith(ENVIRONMENT))) {
            xml.append("  <profiles>\n    <profile>\n      <id>apim-adopted</id>\n      <properties>\n");
            properties.forEach((name, value) -> {
                if (!name.startsWith(ENVIRONMENT)) {
                    xml.append("        <")
                            .append(name)
                            .append('>')
                            .append(XmlText.escaped(value.reveal()))
                            .append("</")
                            .append(name)
                            .append(">\n");
                }
            });
            xml.append("      </properties>\n    </profile>\n  </profiles>\n")
                    .append(
                            "  <activeProfiles>\n    <activeProfile>apim-adopted</activeProfile>\n  </activeProfiles>\n");
        }
        return xml.append("</settings>\n").toString();
    }
}
