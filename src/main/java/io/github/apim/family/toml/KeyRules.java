package io.github.apim.family.toml;

import io.github.apim.archive.FileDigests;
import io.github.apim.family.carbon.TomlKeyStores;
import io.github.apim.product.Service;
import io.github.apim.rules.Certificates;
import io.github.apim.rules.KeyStorePlace;
import io.github.apim.rules.KeyStoreReading.Opened;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The key that nodes have in common, and who must trust it (am-3 §8, am-4 §4.1). */
final class KeyRules {

    private static final String NAME = "keystore.primary.file_name";
    private static final String TRUSTED = "truststore.file_name";
    private static final String SHIPPED_ALIAS = "wso2carbon";

    private KeyRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(Rule.error("T43", KeyRules::oneKey), Rule.warning("T44", KeyRules::gatewaysTrustTheSigner));
    }

    private static void oneKey(PlanContext context, Reporter reporter) {
        DeploymentToml first = null;
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Optional<String> key = identity(toml);
            if (key.isEmpty()) {
                continue;
            }
            if (first == null) {
                first = toml;
            } else if (!key.equals(identity(first))) {
                toml.report(
                        reporter,
                        NAME,
                        "holds another key than on node " + Names.withLine(first.node())
                                + ": what the other one encrypts into registry and databases could not be read here;"
                                + " ship the same primary key store on all nodes");
            }
        }
    }

    /** The certificate's fingerprint, or that of the whole file where it cannot be read. */
    private static Optional<String> identity(DeploymentToml toml) {
        return primary(toml.context(), toml.planned())
                .map(Certificates::encoded)
                .or(() -> TomlKeyStores.primary(toml.planned())
                        .flatMap(KeyStorePlace::location)
                        .flatMap(toml.planned().files()::read))
                .map(FileDigests::sha256);
    }

    private static Optional<X509Certificate> primary(PlanContext context, PlannedNode planned) {
        Optional<KeyStorePlace> place = TomlKeyStores.primary(planned);
        return place.flatMap(named -> context.keyStores().open(planned, named))
                .flatMap(Opened::store)
                .flatMap(store ->
                        Certificates.certificate(store, place.get().alias().orElse(SHIPPED_ALIAS)));
    }

    /** Key managers sign tokens with their primary key; gateways look among the certificates that they trust. */
    private static void gatewaysTrustTheSigner(PlanContext context, Reporter reporter) {
        List<X509Certificate> signers = DeploymentToml.of(context).stream()
                .filter(toml -> toml.offers(Service.KEY_MANAGEMENT))
                .flatMap(toml -> primary(context, toml.planned()).stream())
                .distinct()
                .toList();
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Optional<KeyStore> trusted = TomlKeyStores.trusted(toml.planned())
                    .flatMap(place -> context.keyStores().open(toml.planned(), place))
                    .flatMap(Opened::store);
            boolean lacks = trusted.map(Certificates::all)
                    .filter(known -> !known.containsAll(signers))
                    .isPresent();
            if (toml.node().role().isGateway() && lacks) {
                toml.report(
                        reporter,
                        TRUSTED,
                        "does not hold the certificate with whose key tokens are signed, so that every token would be"
                                + " refused (900901); import it under the alias gateway_certificate_alias");
            }
        }
    }
}
