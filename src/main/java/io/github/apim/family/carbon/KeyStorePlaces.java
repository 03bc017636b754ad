package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.AXIS2;

import io.github.apim.deployment.Secret;
import io.github.apim.edit.EditException;
import io.github.apim.edit.PropertiesFile;
import io.github.apim.edit.XmlView.Element;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.rules.KeyStorePlace;
import io.github.apim.rules.KeyStorePlace.Use;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the planned files of Carbon servers say at the places that name a key store. */
public final class KeyStorePlaces {

    private static final String RELYING_PARTIES = "/Security/UserTrustedRPStore";
    private static final String JKS = "JKS";
    private static final String VAULT = "svns:secretAlias";
    private static final String VAULT_PROPERTY = "secretAlias:";

    private KeyStorePlaces() {}

    /** All places of a node that are live; the server's own key store is the first. */
    public static List<KeyStorePlace> of(PlanContext context, PlannedNode planned) {
        if (planned.toml(ConfigurationFiles.DEPLOYMENT).isPresent()) {
            // The files of such a server are rendered of this one, whatever the pack has there.
            return TomlKeyStores.of(planned);
        }
        Optional<FilePlace> identity = context.place(planned, Place.IDENTITY);
        Set<KeyStoreSetting> settings = new LinkedHashSet<>(KeyStoreSettings.of(context.facts(planned)));
        for (String kind : List.of("transportReceiver", "transportSender")) {
            for (Element transport : planned.elements(AXIS2, "/axisconfig/" + kind)) {
                settings.addAll(KeyStoreSettings.transport(
                        kind, transport.attribute("name").orElse("")));
            }
        }
        // API Manager names this one and does not ship it.
        identity.map(KeyStorePlaces::relyingParties).ifPresent(settings::add);
        List<KeyStorePlace> places = new ArrayList<>();
        for (KeyStoreSetting setting : settings) {
            if (!isOfServiceThatIsOff(setting, identity, planned)) {
                place(planned, setting).ifPresent(places::add);
            }
        }
        return places;
    }

    /** The server's own key store, if it has one. */
    public static Optional<KeyStorePlace> own(PlannedNode planned) {
        return TomlKeyStores.primary(planned).or(() -> place(planned, KeyStoreSettings.OWN));
    }

    /** The key store with the certificate that callers are shown. */
    public static Optional<KeyStorePlace> shown(PlannedNode planned) {
        return TomlKeyStores.shown(planned).or(() -> own(planned));
    }

    /** The key store with what the server trusts. */
    public static Optional<KeyStorePlace> trust(PlannedNode planned) {
        return TomlKeyStores.trusted(planned).or(() -> place(planned, KeyStoreSettings.TRUST));
    }

    private static KeyStoreSetting relyingParties(FilePlace identity) {
        return KeyStoreSetting.element(
                identity.file(), identity.path() + RELYING_PARTIES, Use.TRUST, KeyStoreSetting.HOME);
    }

    private static boolean isOfServiceThatIsOff(
            KeyStoreSetting setting, Optional<FilePlace> identity, PlannedNode planned) {
        return identity.filter(
                        place -> setting.element().equals(place.path() + KeyStoreSettings.ENTITLEMENT + "/KeyStore"))
                .flatMap(place -> planned.value(
                        place.file(), place.path() + KeyStoreSettings.ENTITLEMENT + "/EnableThriftService"))
                .filter("false"::equals)
                .isPresent();
    }

    private static Optional<KeyStorePlace> place(PlannedNode planned, KeyStoreSetting setting) {
        Reading reading = new Reading(planned, setting);
        return reading.text(setting.location()).map(location -> {
            Optional<Secret> password = reading.secret(setting.password());
            return new KeyStorePlace(
                    setting.file(),
                    setting.element(),
                    key(setting.location()),
                    key(setting.password()),
                    below(setting, location),
                    setting.type().isPresent(),
                    setting.type().flatMap(reading::text).orElse(JKS),
                    password,
                    setting.alias().map(KeyStorePlaces::key).orElse(""),
                    setting.alias().flatMap(reading::text),
                    key(setting.keyPassword()
                            .filter(step -> reading.text(step).isPresent())
                            .orElse(setting.password())),
                    setting.key() ? setting.keyPassword().map(reading::secret).orElse(password) : Optional.empty(),
                    setting.use());
        });
    }

    private static String key(String step) {
        return step.startsWith("/") ? step.substring(1) : step;
    }

    private static Optional<String> below(KeyStoreSetting setting, String location) {
        return below(
                location.startsWith(setting.prefix())
                        ? location.substring(setting.prefix().length())
                        : location);
    }

    /** The path below the home; the server changes to the home before it opens a relative one. */
    public static Optional<String> below(String location) {
        String path = location.startsWith(KeyStoreSetting.HOME)
                ? location.substring(KeyStoreSetting.HOME.length())
                : location;
        boolean elsewhere =
                path.isEmpty() || path.startsWith("/") || path.contains("${") || path.matches("[A-Za-z]:.*");
        return elsewhere ? Optional.empty() : Optional.of(path.replaceAll("^(\\./)+", ""));
    }

    /** Whether a file that is missing there is no fault: as it was shipped, or left out of the pack by intention. */
    public static boolean mayBeMissing(KeyStorePlace place) {
        return place.place().endsWith(RELYING_PARTIES)
                || place.location()
                        .filter(path -> path.equals(KeyStoreSettings.PRIMARY) || path.equals(KeyStoreSettings.TRUSTED))
                        .isPresent();
    }

    /** What a planned file says at the steps of one place. */
    private record Reading(PlannedNode planned, KeyStoreSetting setting) {

        Optional<String> text(String step) {
            return setting.isProperties() ? property(step) : planned.value(setting.file(), setting.element() + step);
        }

        Optional<Secret> secret(String step) {
            if (setting.isProperties()) {
                return property(step)
                        .filter(value -> !value.startsWith(VAULT_PROPERTY))
                        .map(Secret::new);
            }
            // Of an attribute the element itself says that the vault has its value. As Carbon takes the last of two.
            Optional<Element> holder = planned.elements(setting.file(), setting.element() + step).stream()
                    .reduce((first, last) -> last);
            return holder.filter(element -> element.attribute(VAULT).isEmpty())
                    .flatMap(element -> text(step))
                    .map(Secret::new);
        }

        private Optional<String> property(String key) {
            return planned.files().read(setting.file()).flatMap(bytes -> {
                try {
                    return PropertiesFile.parse(setting.file(), bytes).get(key);
                } catch (EditException unreadable) {
                    return Optional.empty();
                }
            });
        }
    }
}
