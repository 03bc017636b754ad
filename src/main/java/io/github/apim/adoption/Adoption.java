package io.github.apim.adoption;

import io.github.apim.adoption.FileFate.Kind;
import io.github.apim.archive.SourceOptions;
import io.github.apim.assembly.AssemblyListener;
import io.github.apim.assembly.Draft;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.Planning;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Problem;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.descriptor.Environments;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.edit.FileEditor;
import io.github.apim.overlay.UserFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The whole way from homes to a descriptor: guess, plan what the guess would build, compare, and let edits and own files
 * say what is left, until the plan is what is there.
 */
public final class Adoption {

    private final Path target;
    private final SourceOptions options;
    private final AssemblyListener listener;
    private final RoundListener rounds;

    /**
     * @param target   the descriptor that is to be written
     * @param options  how packs are opened
     * @param listener told of what packs are opened
     */
    public Adoption(Path target, SourceOptions options, AssemblyListener listener) {
        this.target = target.toAbsolutePath();
        this.options = options;
        this.listener = listener;
        this.rounds = new RoundListener(listener);
    }

    /**
     * Adopts homes.
     *
     * @param places of the packs to compare with
     * @throws AdoptionException if that cannot be done at all
     */
    public AdoptionReport run(Homes homes, List<Path> places) throws IOException {
        try (Packs packs = Packs.open(places, options);
                AdoptedFiles files = AdoptedFiles.beside(target)) {
            Guess guess = Survey.of(homes, packs);
            Secrecy secrecy = new Secrecy(guess.vault);
            files.write(guess.files, secrecy);
            Remainder remainder = new Remainder();
            Outcome outcome = round(guess, remainder, files);
            outcome.results().forEach(remainder::add);
            for (int round = 0; round < 2 && !outcome.isWhole(); round++) {
                files.own(guess.nodes, remainder, secrecy);
                outcome = round(guess, remainder, files);
                outcome.results().forEach(remainder::add);
            }
            return finish(guess, remainder, files, outcome);
        }
    }

    /**
     * What a round came to.
     *
     * @param planned whether the descriptor was accepted, so that there were nodes to compare with
     */
    private record Outcome(Map<AdoptedNode, NodeComparison.Result> results, List<Problem> problems, boolean planned) {

        /** Whether nothing is left that an edit or a file could still say. */
        boolean isWhole() {
            return results.values().stream()
                    .allMatch(result -> result.edits().isEmpty() && result.own().isEmpty());
        }
    }

    private Outcome round(Guess guess, Remainder remainder, AdoptedFiles files) throws IOException {
        rounds.begin();
        Path descriptor = files.descriptor(
                text(guess, remainder, pack -> pack.toAbsolutePath().toString(), List.of()));
        try {
            ReadResult read = new DeploymentReader(guess.vault::lookup, guess.vault::credentials)
                    .read(descriptor, Environment.NONE);
            return guess.unknownPacks.isEmpty()
                    ? plan(read, guess, files)
                    : new Outcome(Map.of(), read.warnings(), false);
        } catch (DeploymentException refused) {
            // What a home says is its owner's to mend, in the descriptor that is left to him.
            return new Outcome(Map.of(), withEvidence(refused.problems(), guess), false);
        }
    }

    private Outcome plan(ReadResult read, Guess guess, AdoptedFiles files) throws IOException {
        Path descriptor = read.deployment().file();
        PlanRequest request = new PlanRequest(
                read,
                NodeSelection.ALL,
                UserFolder.all(files.overlays(), new Environments(descriptor), Environment.NONE),
                options.cacheDirectory(),
                options.threads());
        Map<AdoptedNode, NodeComparison.Result> results = new LinkedHashMap<>();
        try (Draft draft = new Planning(
                        request,
                        coordinates -> {
                            throw new IOException(coordinates + " is not needed here");
                        },
                        rounds)
                .draft()) {
            for (AdoptedNode node : guess.nodes) {
                Optional<NodePlan> plan = draft.plan().nodes().stream()
                        .filter(each -> each.node().name().equals(node.name()))
                        .findFirst();
                results.put(
                        node,
                        plan.isPresent()
                                ? NodeComparison.of(node, plan.get())
                                : new NodeComparison.Result(Map.of(), Set.of(), List.of(unplanned(node))));
            }
            return new Outcome(results, draft.problems(), true);
        }
    }

    /** The problems with where the refused values stand in the homes; a value that is quoted may hold a password. */
    private static List<Problem> withEvidence(List<Problem> problems, Guess guess) {
        KnownSecrets secrets = guess.vault.known();
        return problems.stream()
                .map(problem -> {
                    String why = guess.evidence(problem.path());
                    return new Problem(
                            problem.severity(),
                            problem.location(),
                            problem.path(),
                            secrets.hide(problem.message()) + (why.isEmpty() ? "" : " (found at " + why + ")"),
                            problem.rule());
                })
                .toList();
    }

    private static FileFate unplanned(AdoptedNode node) {
        return new FileFate(Kind.LOST, "", node.name() + " cannot be planned as it is; see what is wrong with it");
    }

    private static String text(
            Guess guess, Remainder remainder, Function<Path, String> packPlace, List<String> accepted) {
        Map<String, Set<String>> asIs = new TreeMap<>();
        for (AdoptedNode node : guess.nodes) {
            // In a file of another kind the plugin sets nothing anyway.
            Set<String> edited = remainder.own(node.name()).stream()
                    .filter(FileEditor::supports)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!edited.isEmpty()) {
                asIs.put(node.name(), edited);
            }
        }
        return DescriptorText.of(guess, packPlace, remainder.edits(guess.nodes), asIs, accepted);
    }

    private AdoptionReport finish(Guess guess, Remainder remainder, AdoptedFiles files, Outcome outcome)
            throws IOException {
        Path folder = target.getParent();
        List<Problem> problems = outcome.problems();
        String descriptor = text(
                guess,
                remainder,
                pack -> folder.relativize(pack.toAbsolutePath().normalize())
                        .toString()
                        .replace('\\', '/'),
                AdoptionReport.acceptances(problems));
        guess.notes.addAll(guess.vault.notes());
        new TreeSet<>(files.secret())
                .forEach(file ->
                        guess.notes.add(file + " holds what looks like a password or a key, so only its owner may"
                                + " read it, here and on the node; keep it out of version control"));
        Map<String, List<FileFate>> fates = new LinkedHashMap<>();
        outcome.results().forEach((node, result) -> fates.put(node.name(), result.fates()));
        AdoptionReport report = new AdoptionReport(
                new ArrayList<>(guess.nodes.stream()
                        .map(node -> node.name() + ": " + node.role() + " of "
                                + node.facts().version() + " (" + node.evidence("role") + ")")
                        .toList()),
                fates,
                files.moved(problems),
                remainder.count(),
                List.copyOf(guess.unknownPacks.keySet()),
                List.copyOf(guess.notes),
                outcome.planned());
        rounds.warnings().forEach(message -> listener.warning(files.renamed(message)));
        files.finish(descriptor, guess.vault.settings(), guess.vault.environment(), report.text());
        return report;
    }
}
