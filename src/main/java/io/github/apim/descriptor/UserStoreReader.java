package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.SecretNames;
import io.github.apim.deployment.UserStore;
import io.github.apim.descriptor.YamlTree.Kind;
import io.github.apim.descriptor.YamlTree.Scalar;
import io.github.apim.edit.Echo;
import io.github.apim.edit.XmlElement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the file of a user store: one element, whose values may have the placeholders of the descriptor. */
final class UserStoreReader {

    private static final String PATH = "user-store.file";
    private static final String ROOT = "UserStoreManager";
    private static final String USERNAME = "credentials.username";
    private static final String PASSWORD = "credentials.password";
    private static final Pattern SECRET_NAME = Pattern.compile(SecretNames.NAME, Pattern.CASE_INSENSITIVE);
    private static final long MOST_BYTES = 1 << 20;

    private final PropertyLookup properties;
    private final Problems problems;
    private final Path file;
    private final List<Secret> secrets = new ArrayList<>();
    private final Interpolator revealing;
    private final Interpolator showing;

    /** Two spellings of one element. */
    private record Both(XmlElement element, XmlElement shown) {}

    /** @param credentials what two placeholders of the file stand for */
    UserStoreReader(PropertyLookup properties, Optional<Credentials> credentials, Path file, Problems problems) {
        this.properties = properties;
        this.problems = problems;
        this.file = file;
        revealing = interpolator(credentials, problems);
        // What is wrong has been told by the other one.
        showing = interpolator(
                credentials.map(user -> new Credentials(user.username(), new Secret(Secret.MASK))), new Problems());
    }

    private Interpolator interpolator(Optional<Credentials> credentials, Problems takes) {
        return new Interpolator(
                name -> switch (name) {
                    case USERNAME -> credentials.map(Credentials::username);
                    case PASSWORD -> credentials.map(Credentials::password).map(Secret::reveal);
                    default -> properties.lookup(name);
                },
                takes);
    }

    /**
     * The user store, or empty if the file has errors, which are then problems.
     *
     * @param named where the descriptor names the file
     */
    Optional<UserStore> read(Value.Text named) throws IOException {
        if (!Files.isRegularFile(file)) {
            problems.error(named.location(), named.path(), "there is no file " + Echo.of(file.toString()));
            return Optional.empty();
        }
        if (Files.size(file) > MOST_BYTES) {
            problems.error(named.location(), named.path(), Echo.of(file.toString()) + " has more than 1 MiB");
            return Optional.empty();
        }
        try {
            XMLStreamReader xml = reader(Files.readAllBytes(file));
            xml.nextTag();
            if (!xml.getLocalName().equals(ROOT) || xml.getAttributeValue(null, "class") == null) {
                problems.error(
                        here(xml),
                        PATH,
                        "expected <" + ROOT + " class=\"…\">, the one that describes a user store; found <"
                                + xml.getLocalName() + ">");
                return Optional.empty();
            }
            Both store = element(xml);
            return problems.hasErrors()
                    ? Optional.empty()
                    : Optional.of(new UserStore(file, store.element(), store.shown(), secrets));
        } catch (XMLStreamException malformed) {
            javax.xml.stream.Location place = malformed.getLocation();
            problems.error(
                    place == null ? named.location() : location(place.getLineNumber(), place.getColumnNumber()),
                    PATH,
                    "this is no well-formed XML document with one element; an '&' in a value is written '&amp;'");
            return Optional.empty();
        }
    }

    /** Of a document that includes nothing. */
    private static XMLStreamReader reader(byte[] bytes) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    /** The element that the reader stands at; afterwards it stands at its end. */
    private Both element(XMLStreamReader xml) throws XMLStreamException {
        Location place = here(xml);
        XmlElement element = XmlElement.of(xml.getLocalName());
        XmlElement shown = element;
        String name = Optional.ofNullable(xml.getAttributeValue(null, "name")).orElse(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            Map.Entry<String, String> value = value(xml.getAttributeValue(i), "", place);
            element = element.attribute(xml.getAttributeLocalName(i), value.getKey());
            shown = shown.attribute(xml.getAttributeLocalName(i), value.getValue());
        }
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        List<XmlElement> shownChildren = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                Both child = element(xml);
                children.add(child.element());
                shownChildren.add(child.shown());
            } else if (xml.isCharacters()) {
                text.append(xml.getText());
            }
        }
        if (!children.isEmpty() && !text.toString().isBlank()) {
            problems.error(place, PATH, "<" + element.name() + "> has both a text and elements");
            return new Both(element, shown);
        }
        if (!children.isEmpty()) {
            return new Both(element.children(children), shown.children(shownChildren));
        }
        Map.Entry<String, String> value = value(text.toString(), name, place);
        return new Both(element.text(value.getKey()), shown.text(value.getValue()));
    }

    /** A value with its placeholders replaced, and as it may show. */
    private Map.Entry<String, String> value(String text, String name, Location place) {
        Scalar scalar = new Scalar(place, Kind.TEXT, text);
        Optional<Interpolator.Result> found = revealing.interpolate(scalar, PATH);
        if (found.isEmpty()) {
            return Map.entry("", "");
        }
        String value = found.get().text();
        String shown = showing.interpolate(scalar, PATH).orElseThrow().shown();
        if (SECRET_NAME.matcher(name).matches() && !value.isEmpty()) {
            if (!found.get().given()) {
                problems.warning(
                        place,
                        PATH,
                        "a password in this file; write ${" + PASSWORD + "} and name a <server> of settings.xml under"
                                + " user-store.credentials, or take it from ${env.…}");
            }
            shown = Secret.MASK;
        }
        if (!shown.equals(value)) {
            secrets.add(new Secret(value));
        }
        return Map.entry(value, shown);
    }

    private Location here(XMLStreamReader xml) {
        return location(xml.getLocation().getLineNumber(), 1);
    }

    private Location location(int line, int column) {
        return new Location(file.toString(), Math.max(1, line), Math.max(1, column));
    }
}
