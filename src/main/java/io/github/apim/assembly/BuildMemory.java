package io.github.apim.assembly;

import io.github.apim.archive.FileDigests;
import io.github.apim.assembly.Answers.Kind;
import io.github.apim.assembly.Answers.Question;
import io.github.apim.descriptor.CredentialsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The up-to-date check: stores the fingerprints of a build's inputs and outputs in the output folder, so that the next
 * build with the same parameters is skipped if nothing has changed, without reading the descriptor or opening a pack.
 */
public final class BuildMemory {

    private static final String HEAD = "apim build memory 1";
    private static final int NAME_DIGITS = 16;

    private final Path folder;
    private final String parameters;

    /**
     * @param folder     the output folder
     * @param parameters all of the goal's that decide what is written
     */
    public BuildMemory(Path folder, List<String> parameters) {
        this.folder = folder;
        this.parameters = String.join("\0", parameters);
    }

    /**
     * What was built and still is as it would become.
     *
     * @param nodes    in the descriptor's order
     * @param warnings what was told when they were built
     * @param accepted what was told then of breaches that are accepted
     */
    public record Unchanged(List<String> nodes, List<String> warnings, List<String> accepted) {}

    private Path place() {
        String name = FileDigests.sha256(parameters.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(OutputFolder.STATE).resolve(name.substring(0, NAME_DIGITS) + ".build");
    }

    /** The last build with these parameters if its inputs and outputs are unchanged; empty if that is uncertain. */
    public Optional<Unchanged> recall(Answers answers) throws IOException {
        Path place = place();
        if (!Files.isRegularFile(place)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(place, StandardCharsets.UTF_8);
        List<Question> questions = new ArrayList<>();
        List<Path> outputs = new ArrayList<>();
        List<String> nodes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        try {
            for (String line : lines.subList(Math.min(3, lines.size()), lines.size())) {
                int tab = line.indexOf('\t');
                String value = restored(line.substring(tab + 1));
                switch (line.substring(0, tab)) {
                    case "output" -> outputs.add(Path.of(value));
                    case "node" -> nodes.add(value);
                    case "warning" -> warnings.add(value);
                    case "accepted" -> accepted.add(value);
                    default -> questions.add(new Question(Kind.valueOf(line.substring(0, tab)), value));
                }
            }
            answers.ask(questions);
        } catch (CredentialsException | IOException | IllegalArgumentException | IndexOutOfBoundsException unsure) {
            // A damaged record counts as absent; the build that follows reports what is wrong.
            return Optional.empty();
        }
        boolean same = lines.size() > 3
                && lines.get(0).equals(HEAD)
                && lines.get(1).equals(answers.digest(questions))
                && lines.get(2).equals(looks(outputs));
        return same ? Optional.of(new Unchanged(nodes, warnings, accepted)) : Optional.empty();
    }

    /**
     * Remembers a build that has succeeded.
     *
     * @param outputs all files that it wrote, or left as they were
     */
    public void keep(
            Answers answers, List<String> nodes, List<Path> outputs, List<String> warnings, List<String> accepted)
            throws IOException {
        List<Question> questions = List.copyOf(answers.questions());
        List<String> lines = new ArrayList<>(List.of(HEAD, answers.digest(questions), looks(outputs)));
        questions.forEach(question -> lines.add(question.kind() + "\t" + kept(question.name())));
        outputs.forEach(output -> lines.add("output\t" + kept(output.toString())));
        nodes.forEach(node -> lines.add("node\t" + kept(node)));
        warnings.forEach(warning -> lines.add("warning\t" + kept(warning)));
        accepted.forEach(line -> lines.add("accepted\t" + kept(line)));
        byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (OutputFolder output = OutputFolder.hold(folder, () -> {})) {
            output.write(place(), content);
        }
    }

    private static String looks(List<Path> outputs) throws IOException {
        String looks = OutputState.look(outputs).orElse("something is missing");
        return FileDigests.sha256(looks.getBytes(StandardCharsets.UTF_8));
    }

    private static String kept(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String restored(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && i + 1 < text.length()) {
                i++;
                result.append(
                        switch (text.charAt(i)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> text.charAt(i);
                        });
            } else {
                result.append(character);
            }
        }
        return result.toString();
    }
}
