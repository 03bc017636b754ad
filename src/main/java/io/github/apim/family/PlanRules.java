package io.github.apim.family;

import io.github.apim.family.spi.Family;
import io.github.apim.product.VersionFamily;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Suite;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules that are decided by the planned files, where the user's own files and values have come in. */
public final class PlanRules {

    private PlanRules() {}

    /** The rules of all families, in the order in which they are checked. */
    public static List<Rule<PlanContext>> all() {
        return of(Families.all());
    }

    /** Those of the families that the versions of a deployment belong to. */
    public static List<Rule<PlanContext>> of(Suite suite) {
        return of(suite.families().stream().map(Families::of).toList());
    }

    private static List<Rule<PlanContext>> of(Collection<Family> families) {
        return families.stream()
                .flatMap(family -> family.rules().stream())
                .distinct()
                .toList();
    }

    /** The families in which a rule holds. */
    public static Set<VersionFamily> families(Rule<?> rule) {
        return Families.all().stream()
                .filter(family -> family.rules().contains(rule))
                .map(Family::id)
                .collect(Collectors.toSet());
    }
}
