package io.github.apim.adoption;

import io.github.apim.adoption.FileFate.Kind;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of an adoption.
 *
 * @param nodes    a line for each node
 * @param fates    how each file comes back that is not the pack's, by node
 * @param problems what contradicts itself, and what rules say of it
 * @param leftOver number of edits and own files
 * @param guessed  keys of products whose pack was not at hand, so that nothing has been compared
 * @param notes    what the user must know of what was read: what was passed over, and what was not understood
 * @param planned  whether nodes could be planned from what was found, so that rules were asked and files compared
 */
public record AdoptionReport(
        List<String> nodes,
        Map<String, List<FileFate>> fates,
        List<Problem> problems,
        int leftOver,
        List<String> guessed,
        List<String> notes,
        boolean planned) {

    public AdoptionReport {
        notes = List.copyOf(notes);
    }

    /** The number of files that come back in one way. */
    long count(Kind kind) {
        return fates.values().stream()
                .flatMap(List::stream)
                .filter(fate -> fate.kind() == kind)
                .count();
    }

    /** Lines for a log: one for each node, and how many files are made by what. */
    public List<String> summary() {
        List<String> lines = new ArrayList<>(nodes);
        for (Kind kind : Kind.values()) {
            if (count(kind) > 0) {
                lines.add(count(kind) + (count(kind) == 1 ? " file " : " files ") + kind.title());
            }
        }
        return lines;
    }

    /** What the user must decide: files that do not come back, and what was only guessed or not read. */
    public List<String> warnings() {
        List<String> lines = general();
        fates.forEach((node, files) -> files.stream()
                .filter(fate -> fate.kind() == Kind.LOST)
                .forEach(fate -> lines.add(node + ": " + fate.path() + ": " + fate.why())));
        return lines;
    }

    /** What is not of a single file. */
    private List<String> general() {
        List<String> lines = new ArrayList<>();
        guessed.forEach(
                product -> lines.add(
                        "no pack of " + product + " is at hand (-Dapim.packs=…), so nothing has been"
                                + " compared: roles, names and settings are what the files say, and what else was changed is not known"));
        if (!planned && guessed.isEmpty()) {
            lines.add("the descriptor is not accepted as it is, so nothing has been compared: mend in it what is told"
                    + " of it, and let apim:validate and apim:plan say what is left");
        }
        lines.addAll(notes);
        return lines;
    }

    /** The whole report. */
    String text() {
        StringBuilder text = new StringBuilder("Nodes\n");
        nodes.forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("\nContradictions and breaches of rules\n");
        Set<String> told = new LinkedHashSet<>();
        problems.forEach(problem -> told.add(problem.toString()));
        told.forEach(line -> text.append("  ").append(line).append('\n'));
        if (told.isEmpty()) {
            text.append(planned ? "  none\n" : "  not checked: no node could be planned\n");
        }
        general().forEach(line -> text.append('\n').append(line).append('\n'));
        fates.forEach((node, files) -> {
            text.append('\n').append(node).append('\n');
            for (FileFate fate : files) {
                text.append("  ")
                        .append(fate.kind().title())
                        .append(": ")
                        .append(fate.path())
                        .append(fate.why().isEmpty() ? "" : " (" + fate.why() + ")")
                        .append('\n');
            }
        });
        return text.toString();
    }

    /** The lines that would accept the errors, to be taken out of their comment where they are right. */
    static List<String> acceptances(List<Problem> problems) {
        Set<String> rules = new LinkedHashSet<>();
        problems.stream()
                .filter(problem ->
                        problem.severity() == Severity.ERROR && !problem.rule().isEmpty())
                .forEach(problem -> rules.add(problem.rule()));
        List<String> lines = new ArrayList<>();
        if (!rules.isEmpty()) {
            lines.add("The homes break these rules; mend what is wrong, or accept what is right:");
            lines.add("accept:");
            rules.forEach(rule -> lines.add("  - { rule: " + rule + ", because: … }"));
        }
        return lines;
    }
}
