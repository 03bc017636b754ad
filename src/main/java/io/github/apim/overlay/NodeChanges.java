package io.github.apim.overlay;

import io.github.apim.deployment.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a node has instead of its pack, and where it came from.
 *
 * @param changes       by path
 * @param sources       the files that went into it as they were: jars, and the user's own files
 * @param secrets       paths of files that hold a password of the descriptor
 * @param ownFiles      the user's whole files, by their paths in the home
 * @param disagreements where the user and the plugin want different things
 * @param problems      what stops the build; then there is nothing else
 */
public record NodeChanges(
        List<Change> changes,
        Set<Path> sources,
        Set<String> secrets,
        Map<String, Path> ownFiles,
        List<Disagreement> disagreements,
        List<Problem> problems) {

    public NodeChanges {
        changes = List.copyOf(changes);
        secrets = Set.copyOf(secrets);
        ownFiles = Map.copyOf(ownFiles);
        disagreements = List.copyOf(disagreements);
        problems = List.copyOf(problems);
    }

    public static NodeChanges failed(List<Problem> problems) {
        return new NodeChanges(List.of(), Set.of(), Set.of(), Map.of(), List.of(), problems);
    }
}
