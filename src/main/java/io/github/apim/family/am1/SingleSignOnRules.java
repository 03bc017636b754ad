package io.github.apim.family.am1;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.family.carbon.KeyStorePlaces;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Address;
import io.github.apim.rules.Certificates;
import io.github.apim.rules.KeyStoreReading.Opened;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Publisher and store on one side, the identity server on the other (matrix §9, §10). */
public final class SingleSignOnRules {

    private static final String PROVIDER = "SSOService/IdentityProviderURL";

    private SingleSignOnRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M31", SingleSignOnRules::applicationsAreSetUp),
                Rule.error("M32", SingleSignOnRules::providerKnowsItsAddress));
    }

    private static void applicationsAreSetUp(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            for (SiteSettings settings : SiteSettings.of(context, planned)) {
                if (settings.fault().isPresent()) {
                    context.report(
                            reporter,
                            planned,
                            settings.file(),
                            "/",
                            settings.fault().get());
                } else if (settings.hasSection()) {
                    checkSection(context, reporter, planned, settings);
                }
            }
        }
    }

    private static void checkSection(
            PlanContext context, Reporter reporter, PlannedNode planned, SiteSettings settings) {
        String enabled = settings.value("enabled");
        if (!settings.isString("enabled") || !List.of("true", "false").contains(enabled)) {
            report(
                    context,
                    reporter,
                    planned,
                    settings,
                    "enabled",
                    (enabled.isEmpty() ? "is not there" : "is " + enabled)
                            + ", but the application compares texts, so single sign-on would stay off;"
                            + " write \"true\" with quotes");
        } else if (enabled.equals("true")) {
            checkEnabled(context, reporter, planned, settings);
        } else if (context.deployment().singleSignOn().isPresent()) {
            report(
                    context,
                    reporter,
                    planned,
                    settings,
                    "enabled",
                    "is \"false\" although the descriptor has single-sign-on; users would sign in here and there;"
                            + " write \"true\"");
        }
    }

    private static void checkEnabled(
            PlanContext context, Reporter reporter, PlannedNode planned, SiteSettings settings) {
        String host = Address.of(settings.value("identityProviderURL"))
                .map(Address::host)
                .orElse("");
        if (host.isEmpty() || IpAddress.isLoopback(host) && context.machines() > 1) {
            report(
                    context,
                    reporter,
                    planned,
                    settings,
                    "identityProviderURL",
                    "leads each user's browser to the user's own machine; name the identity server as browsers reach"
                            + " it");
        }
        context.topology().wiring().serving(Service.SIGN_ON).stream()
                .flatMap(server -> context.planned(server).stream())
                .filter(server -> !isSignedBy(context, planned, settings, server))
                .findFirst()
                .ifPresent(server -> report(
                        context,
                        reporter,
                        planned,
                        settings,
                        "identityAlias",
                        "is not the certificate of the key with which node " + Names.withLine(server.node())
                                + " signs: \"SAML response signature is verification failed\"; name that one, and the"
                                + " key store that holds it"));
        for (String key : List.of("issuer", "keyStoreName", "identityAlias")) {
            if (settings.value(key).isEmpty()) {
                report(
                        context,
                        reporter,
                        planned,
                        settings,
                        key,
                        "is empty, so no answer of the identity server can be verified: \"SAML response signature is"
                                + " verification failed\"; set it");
            }
        }
    }

    /** Whether it is so as far as both can be read; that a key store opens is another rule's. */
    private static boolean isSignedBy(
            PlanContext context, PlannedNode planned, SiteSettings settings, PlannedNode server) {
        Optional<X509Certificate> expected = context.keyStores()
                .open(planned, PortalKeyStores.of(settings))
                .flatMap(Opened::store)
                .flatMap(store -> Certificates.certificate(store, settings.value("identityAlias")));
        List<X509Certificate> signing = Certificates.own(context, server, KeyStorePlaces.own(server));
        return expected.isEmpty() || signing.isEmpty() || expected.get().equals(signing.get(0));
    }

    private static void providerKnowsItsAddress(PlanContext context, Reporter reporter) {
        Optional<String> name = context.deployment().singleSignOn();
        for (PlannedNode planned : context.nodes(Role.IDENTITY_SERVER, Role.IDENTITY_SERVER_KEY_MANAGER)) {
            Node node = planned.node();
            FilePlace place =
                    context.place(planned, Place.IDENTITY).orElseThrow().below(PROVIDER);
            Optional<String> url = planned.value(place);
            if (name.filter(node.name()::equals).isEmpty() || url.isEmpty()) {
                continue;
            }
            String host = Address.of(url.get()).map(Address::host).orElse("");
            if (IpAddress.isLoopback(host) && context.machines() > 1) {
                context.report(
                        reporter,
                        planned,
                        place,
                        "is as it was shipped, " + host + "; publisher and store would refuse the answer for its"
                                + " destination; name the address under which browsers reach the identity server");
            }
            for (PlannedNode client : context.nodes()) {
                SiteSettings.of(context, client).stream()
                        .filter(settings -> settings.value("enabled").equals("true"))
                        .map(settings -> settings.value("identityProviderURL"))
                        .filter(theirs -> !theirs.equals(url.get()))
                        .findFirst()
                        .ifPresent(theirs -> context.report(
                                reporter,
                                planned,
                                place,
                                Address.shown(url.get()) + " is not what node " + Names.withLine(client.node())
                                        + " has as identityProviderURL, " + Address.shown(theirs)
                                        + "; the SAML destination would not match; give both the same"));
            }
        }
    }

    private static void report(
            PlanContext context,
            Reporter reporter,
            PlannedNode planned,
            SiteSettings settings,
            String key,
            String message) {
        context.report(reporter, planned, settings.file(), SiteSettings.SECTION + "/" + key, message);
    }
}
