package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.SECRETS;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.FileAsIs;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Secrets;
import io.github.apim.edit.EditException;
import io.github.apim.product.VaultFact;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a secure vault cannot do: protect with a key that everybody has, and what the server reads as it stands. */
final class VaultRules {

    private VaultRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M53", VaultRules::keyIsOnesOwn),
                Rule.error("M54", (context, reporter) -> nothingStaysPlain(context, reporter, true)),
                Rule.warning("M54", (context, reporter) -> nothingStaysPlain(context, reporter, false)),
                Rule.error("M54", VaultRules::configurationIsOurs));
    }

    private static Stream<Map.Entry<PlannedNode, VaultFact>> vaults(PlanContext context) {
        return context.deployment().secureVault().isEmpty()
                ? Stream.empty()
                : context.nodes().stream()
                        .flatMap(planned ->
                                context.facts(planned).vault().stream().map(fact -> Map.entry(planned, fact)));
    }

    private static void keyIsOnesOwn(PlanContext context, Reporter reporter) {
        vaults(context).forEach(node -> {
            PlannedNode planned = node.getKey();
            VaultFact fact = node.getValue();
            if (fact.isSymmetric()) {
                return;
            }
            try {
                VaultKey key = VaultKey.of(planned, fact);
                if (key.isShipped(planned.files(), fact)) {
                    context.report(
                            reporter,
                            planned,
                            key.named(),
                            "names " + key.location() + ", whose key everybody has who has the pack, so that everybody"
                                    + " could decrypt what the secure vault encrypts with it; give the nodes a key of"
                                    + " your own: key-stores in the descriptor");
                }
            } catch (VaultException absent) {
                // Told when the node is sealed.
            }
        });
    }

    private static void nothingStaysPlain(PlanContext context, Reporter reporter, boolean strict) {
        Deployment deployment = context.deployment();
        if (deployment.secureVault().filter(vault -> vault.strict() == strict).isEmpty()) {
            return;
        }
        vaults(context).forEach(node -> {
            PlannedNode planned = node.getKey();
            Set<String> leftAlone = deployment.asIs().stream()
                    .filter(file -> file.concerns(planned.node()))
                    .map(FileAsIs::file)
                    .collect(Collectors.toSet());
            for (PlainSecrets.Found found :
                    new PlainSecrets(known(planned, node.getValue(), deployment)).in(encrypted(node, leftAlone))) {
                context.report(
                        reporter,
                        planned,
                        found.file(),
                        found.place(),
                        "holds a password in the clear, and would with the secure vault, too: "
                                + (leftAlone.contains(found.file())
                                        ? "the descriptor has the file under as-is"
                                        : "the server does not decrypt what stands there")
                                + (strict
                                        ? "; do without what needs it, or accept it, or leave secure-vault.strict away"
                                        : ""));
            }
        });
    }

    /** The changed files as they will be; one that cannot be read is told of by another rule. */
    private static Map<String, byte[]> encrypted(Map.Entry<PlannedNode, VaultFact> node, Set<String> leftAlone) {
        PlannedNode planned = node.getKey();
        Map<String, byte[]> covered;
        try {
            covered = ProtectedPlaces.of(node.getValue(), planned.files(), leftAlone)
                    .files();
        } catch (EditException malformed) {
            covered = Map.of();
        }
        Map<String, byte[]> replaced = covered;
        return planned.files().changed().stream()
                .filter(PlainSecrets::canHold)
                .flatMap(path -> planned.files().read(path).stream()
                        .map(content -> Map.entry(path, replaced.getOrDefault(path, content))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    /**
     * What is looked for: not what everybody knows, and not what is a user's name as well, which stands in many places and
     * is no secret.
     */
    private static KnownSecrets known(PlannedNode planned, VaultFact fact, Deployment deployment) {
        List<Secret> secrets = new ArrayList<>(Secrets.of(deployment));
        try {
            if (!fact.isSymmetric()) {
                secrets.add(VaultKey.of(planned, fact).password());
            }
        } catch (VaultException absent) {
            // Told when the node is sealed.
        }
        Set<String> names = Stream.concat(deployment.databases().allCredentials(), deployment.admin().stream())
                .map(Credentials::username)
                .collect(Collectors.toSet());
        return KnownSecrets.of(secrets.stream()
                .filter(secret -> !names.contains(secret.reveal())
                        && !fact.shippedSecrets().contains(secret.reveal()))
                .toList());
    }

    private static void configurationIsOurs(PlanContext context, Reporter reporter) {
        vaults(context)
                .map(Map.Entry::getKey)
                .filter(planned -> planned.files().ownFile(SECRETS).isPresent())
                .forEach(planned -> context.report(
                        reporter,
                        planned,
                        SECRETS,
                        "/",
                        "is yours, and secure-vault would write it anew; take your file away, or do without"
                                + " secure-vault"));
    }
}
