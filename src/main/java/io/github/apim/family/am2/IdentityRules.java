package io.github.apim.family.am2;

import static io.github.apim.family.carbon.ConfigurationFiles.CARBON;

import io.github.apim.deployment.IpAddress;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import io.github.apim.rules.Address;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Optional;

/** With which key, and in whose name, nodes make what others must be able to read (am-2 §11). */
final class IdentityRules {

    private static final String KEY_STORE = "/Server/Security/KeyStore/";
    private static final String INTERNAL = "/Server/Security/InternalKeyStore/";
    private static final List<String> PARTS = List.of("Location", "Type", "Password", "KeyAlias", "KeyPassword");
    private static final String ISSUER = "OAuth/OpenIDConnect/IDTokenIssuerID";
    private static final List<String> TOKENS =
            List.of("OAuth/IdentityOAuthTokenGenerator", "OAuth/PersistAccessTokenAlias");

    private IdentityRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("N24", IdentityRules::bothKeyStoresAreOne),
                Rule.warning("N25", IdentityRules::tokensAreNotOfLocalhost),
                Rule.error("N26", IdentityRules::keyManagersMakeTokensAlike));
    }

    /** An all-in-one node that asks another one makes no tokens. */
    private static List<PlannedNode> keyManagers(PlanContext context) {
        return context.nodes(Role.KEY_MANAGER, Role.IDENTITY_SERVER_KEY_MANAGER, Role.ALL_IN_ONE).stream()
                .filter(planned -> !context.topology().wiring().calls(planned.node(), CallPurpose.KEYS))
                .toList();
    }

    private static void bothKeyStoresAreOne(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            if (planned.value(CARBON, INTERNAL + "Location").isEmpty()) {
                continue;
            }
            PARTS.stream()
                    .filter(part ->
                            !planned.value(CARBON, INTERNAL + part).equals(planned.value(CARBON, KEY_STORE + part)))
                    .findFirst()
                    .ifPresent(part -> context.report(
                            reporter,
                            planned,
                            CARBON,
                            INTERNAL + part,
                            "is not what KeyStore has; the server would encrypt with another key than the nodes that have"
                                    + " one key store only, and what one writes the other could not decrypt; give both"
                                    + " the same Location, Type, Password, KeyAlias and KeyPassword"));
        }
    }

    private static void tokensAreNotOfLocalhost(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : keyManagers(context)) {
            Optional<FilePlace> place = context.place(planned, Place.IDENTITY).map(identity -> identity.below(ISSUER));
            boolean local = place.flatMap(planned::value)
                    .flatMap(Address::of)
                    .filter(address -> IpAddress.isLoopback(address.host()))
                    .isPresent();
            if (local && context.machines() > 1) {
                context.report(
                        reporter,
                        planned,
                        place.orElseThrow(),
                        "names localhost as the issuer of id tokens, which clients refuse; write"
                                + " ${carbon.protocol}://${carbon.host}:${carbon.management.port}/oauth2/token, or the"
                                + " address under which clients know the key manager");
            }
        }
    }

    private static void keyManagersMakeTokensAlike(PlanContext context, Reporter reporter) {
        PlannedNode first = null;
        for (PlannedNode planned : keyManagers(context)) {
            Optional<FilePlace> identity = context.place(planned, Place.IDENTITY);
            if (identity.isEmpty() || !planned.hasXml(identity.get().file())) {
                continue;
            }
            if (first == null) {
                first = planned;
                continue;
            }
            FilePlace others = context.place(first, Place.IDENTITY).orElseThrow();
            for (String element : TOKENS) {
                if (!planned.value(identity.get().below(element)).equals(first.value(others.below(element)))) {
                    context.report(
                            reporter,
                            planned,
                            identity.get().below(element),
                            "is not what key manager " + Names.withLine(first.node()) + " has; tokens of the one would"
                                    + " not be recognised by the other; give both the same");
                }
            }
        }
    }
}
