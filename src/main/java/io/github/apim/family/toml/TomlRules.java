package io.github.apim.family.toml;

import io.github.apim.family.am1.KeyStoreFileRules;
import io.github.apim.family.am2.PolicyRules;
import io.github.apim.family.carbon.CarbonRules;
import io.github.apim.family.carbon.FileRules;
import io.github.apim.family.carbon.TrustRules;
import io.github.apim.family.carbon.UserStoreRules;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules about {@code deployment.toml}, for the families of versions that are configured by it. They have the numbers of
 * the mistakes of API Manager 3 (am-3), and those that 3.x does not have the numbers of API Manager 4 (am-4).
 */
public final class TomlRules {

    private static final List<Rule<PlanContext>> COMMON = Stream.of(
                    FileRules.ofEveryConfiguration(),
                    List.of(UserStoreRules.ONE_ADMINISTRATOR),
                    KeyStoreFileRules.ofSeveralKeys(),
                    KeyRules.all(),
                    TrustRules.all(),
                    SecretRules.all(),
                    CarbonRules.OF_VAULTS,
                    CharacterRules.all(),
                    ReferenceRules.all(),
                    RenderedFileRules.all(),
                    UnknownKeyRules.all(),
                    PlaceholderRules.all(),
                    NodeRules.all(),
                    HostRules.all(),
                    DatabaseRules.ofBoth(),
                    EndpointRules.ofBoth(),
                    ServiceRules.ofBoth(),
                    EnvironmentRules.ofBoth(),
                    TableRules.ofBoth())
            .flatMap(List::stream)
            .toList();

    /** Servers of 3.x resolve no reference within arrays of tables. */
    private static final List<Rule<PlanContext>> OF_3 = Stream.of(
                    TrapRules.of(List.of("$ref{", "$env{", "$sys{")),
                    COMMON,
                    List.of(PolicyRules.EXCHANGED),
                    DatabaseRules.of3(),
                    ServiceRules.of3(),
                    TableRules.of3(),
                    AnalyticsRules.all())
            .flatMap(List::stream)
            .toList();

    private static final List<Rule<PlanContext>> OF_4 = Stream.of(
                    TrapRules.of(List.of("$ref{")),
                    COMMON,
                    NodeRules.of4(),
                    EndpointRules.of4(),
                    ServiceRules.of4(),
                    EnvironmentRules.of4(),
                    TableRules.of4())
            .flatMap(List::stream)
            .toList();

    private TomlRules() {}

    /** What holds for every server, whichever API Manager it is beside; the rest is its family's. */
    public static List<Rule<PlanContext>> ofIdentityServer() {
        return COMMON;
    }

    /** The rules of API Manager 3. */
    public static List<Rule<PlanContext>> ofApiManager3() {
        return OF_3;
    }

    /** The rules of API Manager 4. */
    public static List<Rule<PlanContext>> ofApiManager4() {
        return OF_4;
    }
}
