package io.github.apim.maven;

import io.github.apim.assembly.Validation;
import io.github.apim.database.ServerRules;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The ids of all rules, whichever goal checks them. */
final class RuleIds {

    private RuleIds() {}

    static List<String> all() {
        return Stream.concat(
                        Validation.ruleIds().stream(),
                        ServerRules.all().stream().map(Rule::id))
                .distinct()
                .toList();
    }
}
