package io.github.apim.family.am1;

import io.github.apim.deployment.KeyStores;
import io.github.apim.deployment.Secret;
import io.github.apim.edit.JsonFile;
import io.github.apim.family.am1.SingleSignOn.Application;
import io.github.apim.family.carbon.CarbonKeyStore;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import java.io.IOException;
import java.util.Optional;

/**
 * With which key publisher and store check what the identity server signs (matrix §9). Laid after the user's edits,
 * because these may name another key store; what the user has set in site.json stays.
 *
 * <p>The name of the key store is relative to the home, so that the home may stand anywhere: the applications open it
 * relative to the working directory, and both our launcher and the product's script change to the home first.
 */
public final class SignatureCheckOverlay implements Overlay {

    private static final String NAME = SingleSignOnOverlay.SETTINGS + "/keyStoreName";
    private static final String PASSWORD = SingleSignOnOverlay.SETTINGS + "/keyStorePassword";
    private static final String ALIAS = SingleSignOnOverlay.SETTINGS + "/identityAlias";
    private static final String ENABLED = SingleSignOnOverlay.SETTINGS + "/enabled";

    @Override
    public String name() {
        return "signature-check";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<SingleSignOn> singleSignOn = SingleSignOn.of(context.deployment(), context.topology());
        if (singleSignOn.isEmpty()) {
            return;
        }
        for (Application application :
                singleSignOn.get().applicationsOf(context.node().role())) {
            String path = application.settings();
            if (files.has(path) && isOn(JsonFile.parse(path, files.read(path)))) {
                CarbonKeyStore checks = checks(context, files, singleSignOn.get());
                files.json(path, site -> filled(site, checks));
                files.secret(path);
                JsonFile site = JsonFile.parse(path, files.read(path));
                // A file that stays as it is need not name any.
                if (!isEmpty(site, NAME) && !isEmpty(site, ALIAS)) {
                    check(site, context, files);
                }
            }
        }
    }

    /**
     * The node's own key store where the identity server has the same key, or none that the descriptor names; else the
     * trust store, in which the other key's certificate has the alias of the key.
     */
    private static CarbonKeyStore checks(NodeContext context, NodeFiles files, SingleSignOn singleSignOn)
            throws IOException {
        KeyStores stores = context.deployment().keyStores();
        Optional<KeyStores.Identity> signing =
                stores.identity(singleSignOn.identityServer().role());
        Optional<KeyStores.Identity> own = stores.identity(context.node().role());
        boolean differs = !signing.equals(own)
                || own.filter(store -> store.type() != KeyStores.Type.JKS).isPresent();
        return signing.isPresent() && differs
                ? CarbonKeyStore.trusting(files, signing.get().alias())
                : CarbonKeyStore.of(files);
    }

    private static boolean isOn(JsonFile site) {
        return site.has(ENABLED) && site.text(ENABLED).equals("true");
    }

    private static JsonFile filled(JsonFile site, CarbonKeyStore checks) {
        JsonFile result = site;
        // A password belongs to its key store: where the user names another store, its password is the user's too.
        if (isEmpty(site, NAME)) {
            result = result.put(NAME, checks.location());
            result = isEmpty(site, PASSWORD) ? result.put(PASSWORD, checks.password()) : result;
        }
        return isEmpty(site, ALIAS) ? result.put(ALIAS, checks.alias()) : result;
    }

    private static boolean isEmpty(JsonFile site, String place) {
        return !site.has(place) || site.text(place).isEmpty();
    }

    private static void check(JsonFile site, NodeContext context, NodeFiles files) throws IOException {
        String store = site.text(NAME);
        String alias = site.text(ALIAS);
        String password = site.has(PASSWORD) ? site.text(PASSWORD) : "";
        if (password.contains(Secret.MASK)) {
            // A plan to be shown has no passwords; the one that counts is checked.
            return;
        }
        if (files.has(store)) {
            CarbonKeyStore.check(store, files.read(store), password, alias);
        } else {
            context.warnings()
                    .accept(store + " is no file of this node, so it has not been checked that the key store holds the"
                            + " alias " + alias
                            + ", by which publisher and store check what the identity server signs");
        }
    }
}
