package io.github.apim.family.carbon;

import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about every Carbon server: servers, clusters, databases, registries, users, key stores. */
public final class CarbonRules {

    /** About what a secure vault cannot do. */
    public static final List<Rule<PlanContext>> OF_VAULTS = VaultRules.all();

    /** About files, their secrets, and clusters. */
    public static final List<Rule<PlanContext>> OF_SERVERS =
            Stream.of(FileRules.all(), OF_VAULTS, ClusterRules.all()).flatMap(List::stream).toList();

    /** About what servers share: databases, registries, users and certificates. */
    public static final List<Rule<PlanContext>> OF_WHAT_IS_SHARED = Stream.of(
                    DatasourceRules.all(), RegistryRules.all(), UserStoreRules.all(), KeyStoreRules.all(), TrustRules.all())
            .flatMap(List::stream)
            .toList();

    private CarbonRules() {}
}
