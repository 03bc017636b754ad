package io.github.apim.family.carbon;

import io.github.apim.archive.Content;
import io.github.apim.deployment.KeyStores.Identity;
import io.github.apim.deployment.KeyStores.Store;
import io.github.apim.deployment.KeyStores.Trust;
import io.github.apim.deployment.KeyStores.Type;
import io.github.apim.edit.PropertiesFile;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.rules.KeyStorePlace.Use;
import io.github.apim.rules.StoreCheck;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The user's key stores in place of those of the pack, and named at every place that the version has for them.
 *
 * <p>A JKS takes the very name of the shipped one: what is not among the known places, such as a file of a patch or a
 * feature that is installed later, then finds the user's key, too, and never the shipped one, whose private key everybody
 * has. A PKCS12 cannot: what takes every file of that name for a JKS would stop with "Invalid keystore format". It gets a
 * name of its own, and the shipped file goes, for the same reason.
 */
public final class KeyStoresOverlay implements Overlay {

    private static final int MODE = 0600;

    @Override
    public String name() {
        return "key-stores";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<Identity> identity =
                context.deployment().keyStores().identity(context.node().role());
        Optional<Trust> trust = context.deployment().keyStores().trust(context.node().role());
        if (identity.isPresent()) {
            lay(context, files, identity.get(), KeyStoreSettings.PRIMARY);
        }
        if (trust.isPresent()) {
            lay(context, files, trust.get(), KeyStoreSettings.TRUSTED);
        }
        if (files.has(ConfigurationFiles.DEPLOYMENT)) {
            // It names them, and the server renders all other files of it.
            return;
        }
        for (KeyStoreSetting setting : KeyStoreSettings.of(context.facts())) {
            Optional<? extends Store> store = setting.use() == Use.KEY ? identity : trust;
            if (store.isPresent() && files.has(setting.file())) {
                name(files, setting, store.get());
            }
        }
    }

    /** What a key store is called in the folder of key stores. */
    public static String fileName(Store store) {
        return path(store).substring(KeyStoreSettings.FOLDER.length());
    }

    /** Where a key store comes to lie below the home. */
    static String path(Store store) {
        String shipped = store instanceof Identity ? KeyStoreSettings.PRIMARY : KeyStoreSettings.TRUSTED;
        return store.type() == Type.JKS ? shipped : shipped.replaceFirst("\\.jks$", ".p12");
    }

    private static void lay(NodeContext context, NodeFiles files, Store store, String shipped) throws IOException {
        List<StoreCheck.Fault> faults = StoreCheck.of(store);
        faults.forEach(fault -> files.report(context.at(
                store.path() + "." + fault.key(), new OverlayException(fault.message()))));
        if (!faults.isEmpty()) {
            return;
        }
        String path = path(store);
        if (!path.equals(shipped) && files.has(shipped)) {
            files.remove(shipped);
        }
        files.put(path, MODE, new Content.File(store.file()));
        files.secret(path);
    }

    private static void name(NodeFiles files, KeyStoreSetting setting, Store store) throws IOException {
        if (setting.isProperties()) {
            PropertiesFile before = PropertiesFile.parse(setting.file(), files.read(setting.file()));
            if (before.has(setting.location())) {
                files.properties(setting.file(), properties -> properties
                        .set(setting.location(), setting.prefix() + path(store))
                        .set(setting.password(), store.password().reveal()));
                files.secret(setting.file());
            }
            return;
        }
        if (XmlFile.parse(setting.file(), files.read(setting.file())).has(setting.element() + setting.location())) {
            files.xml(setting.file(), xml -> named(xml, setting, store));
            files.secret(setting.file());
        }
    }

    private static XmlFile named(XmlFile before, KeyStoreSetting setting, Store store) {
        XmlFile xml = before.set(setting.element() + setting.location(), setting.prefix() + path(store))
                .set(setting.element() + setting.password(), store.password().reveal());
        if (setting.type().isPresent()) {
            xml = said(xml, setting, setting.type().get(), store.type().name(), store.type() != Type.JKS);
        }
        if (store instanceof Identity identity) {
            if (setting.alias().isPresent()) {
                xml = said(xml, setting, setting.alias().get(), identity.alias(), true);
            }
            if (setting.keyPassword().isPresent()) {
                xml = said(
                        xml,
                        setting,
                        setting.keyPassword().get(),
                        identity.keyPassword().reveal(),
                        !identity.keyPassword().equals(identity.password()));
            }
        }
        return xml;
    }

    /** What the place says already is set; an attribute that it lacks is added only where it is needed. */
    private static XmlFile said(XmlFile xml, KeyStoreSetting setting, String step, String value, boolean needed) {
        String place = setting.element() + step;
        return xml.has(place) || needed && KeyStoreSetting.isAttribute(step) ? xml.set(place, value) : xml;
    }
}
