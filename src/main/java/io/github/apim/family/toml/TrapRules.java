package io.github.apim.family.toml;

import io.github.apim.edit.TomlTraps;
import io.github.apim.edit.TomlTraps.Kind;
import io.github.apim.edit.TomlTraps.Trap;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is right TOML and still not what the servers read (deployment-toml). */
final class TrapRules {

    private TrapRules() {}

    /**
     * The rules of versions that resolve some references within arrays of tables, or none.
     *
     * @param unresolved those that are not resolved there: {@code $ref{}, and in older versions {@code $env{} and
     *     {@code $sys{}, too
     */
    static List<Rule<PlanContext>> of(List<String> unresolved) {
        return List.of(
                Rule.error("T5", TrapRules::isToml),
                Rule.error(
                        "T5",
                        (context, reporter) -> each(
                                context,
                                reporter,
                                Kind.UNREADABLE_VALUE,
                                trap -> true,
                                "; the servers' own reader would stop there")),
                Rule.error(
                        "T6",
                        (context, reporter) -> each(
                                context,
                                reporter,
                                Kind.CHILD_BEFORE_PARENT,
                                trap -> true,
                                "; the server would overflow its stack at the start and name no line")),
                Rule.error(
                        "T8",
                        (context, reporter) -> each(
                                context,
                                reporter,
                                Kind.REFERENCE_IN_ARRAY,
                                trap -> unresolved.stream().anyMatch(trap.detail()::startsWith),
                                "; the servers take it literally, as a user or an address of that name; of the"
                                        + " administrator, ${admin.username} and ${admin.password} can be used")),
                Rule.error("T11", TrapRules::areEscaped));
    }

    private static void isToml(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            planned.noToml(DeploymentToml.PATH)
                    .ifPresent(fault -> context.report(
                            reporter,
                            planned,
                            DeploymentToml.PATH,
                            "line " + fault.line(),
                            fault.what() + "; the server would stop when it reads this; a table may be there once,"
                                    + " and its keys belong below its one header"));
        }
    }

    private static void each(
            PlanContext context, Reporter reporter, Kind kind, Predicate<Trap> wanted, String consequence) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            traps(toml, kind)
                    .filter(wanted)
                    .forEach(trap -> toml.report(reporter, trap.place(), trap.detail() + consequence));
        }
    }

    private static Stream<Trap> traps(DeploymentToml toml, Kind kind) {
        return TomlTraps.of(toml.file()).stream().filter(trap -> trap.kind() == kind);
    }

    /** Secrets are encrypted before anything is rendered of them, and some values go to other files than XML. */
    private static void areEscaped(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            List<Trap> traps = traps(toml, Kind.UNESCAPED_TEXT)
                    .filter(trap -> !SecretRules.isSecret(trap.place()))
                    .toList();
            if (traps.isEmpty()) {
                continue;
            }
            Optional<KnownKeys> known = KnownKeys.of(toml.planned().files());
            traps.stream()
                    .filter(trap -> known.filter(keys -> keys.isOnlyBesideXml(KnownKeys.plain(trap.place())))
                            .isEmpty())
                    .forEach(trap -> toml.report(
                            reporter,
                            trap.place(),
                            trap.detail() + "; the rendered file would be no XML, and the server would not start"));
        }
    }
}
