package io.github.apim.family.toml;

import io.github.apim.family.carbon.FileRules;
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
                    SecretRules.all(),
                    CharacterRules.all(),
                    ReferenceRules.all(),
                    RenderedFileRules.all(),
                    UnknownKeyRules.all(),
                    PlaceholderRules.all())
            .flatMap(List::stream)
            .toList();

    /** Those of API Manager 3, whose servers resolve no reference within arrays of tables. */
    private static final List<Rule<PlanContext>> OF_3 = Stream.concat(
                    TrapRules.of(List.of("$ref{", "$env{", "$sys{")).stream(), COMMON.stream())
            .toList();

    private static final List<Rule<PlanContext>> OF_4 =
            Stream.concat(TrapRules.of(List.of("$ref{")).stream(), COMMON.stream()).toList();

    private TomlRules() {}

    /** The rules of API Manager 3. */
    public static List<Rule<PlanContext>> ofApiManager3() {
        return OF_3;
    }

    /** The rules of API Manager 4. */
    public static List<Rule<PlanContext>> ofApiManager4() {
        return OF_4;
    }
}
