package io.github.apim.family.carbon;

import io.github.apim.deployment.SecretNames;
import io.github.apim.edit.XmlView.Element;
import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.rules.HomeReader.Seen;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A user store as the file that a descriptor names: what it signs in with becomes placeholders. */
final class UserStoreText {

    private static final Pattern SECRET = Pattern.compile(SecretNames.NAME, Pattern.CASE_INSENSITIVE);
    private static final Set<String> USER = Set.of("ConnectionName", "userName");

    private final String file;
    private final Signs signs;
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private UserStoreText(String file, Signs signs) {
        this.file = file;
        this.signs = signs;
    }

    /** Adds the user store, and the user and the password that stand in it. */
    static void read(Element store, String file, Signs signs) {
        UserStoreText written = new UserStoreText(file, signs);
        written.write(store, "");
        signs.add(Sign.USER_STORE, new Seen(written.text.toString(), file, store.line()));
    }

    private void write(Element element, String indent) {
        text.append(indent).append('<').append(element.name());
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            text.append(' ')
                    .append(attribute.getKey())
                    .append("=\"")
                    .append(escaped(attribute.getValue()))
                    .append('"');
        }
        if (element.children().isEmpty()) {
            text.append('>')
                    .append(value(element))
                    .append("</")
                    .append(element.name())
                    .append(">\n");
            return;
        }
        text.append(">\n");
        element.children().forEach(child -> write(child, indent + "    "));
        text.append(indent).append("</").append(element.name()).append(">\n");
    }

    private String value(Element element) {
        String name = element.attribute("name").orElse(element.name());
        String value = element.text();
        if (!value.isEmpty() && SECRET.matcher(name).matches() && isFirst(Sign.USER_STORE_PASSWORD, value)) {
            signs.add(Sign.USER_STORE_PASSWORD, new Seen(value, file, element.line()));
            return "${credentials.password}";
        }
        if (!value.isEmpty() && USER.contains(name) && isFirst(Sign.USER_STORE_USER, value)) {
            signs.add(Sign.USER_STORE_USER, new Seen(value, file, element.line()));
            return "${credentials.username}";
        }
        return escaped(value);
    }

    private boolean isFirst(Sign sign, String value) {
        return signs.find(sign).filter(seen -> !seen.value().equals(value)).isEmpty();
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("${", "$${");
    }
}
