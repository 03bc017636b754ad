package io.github.apim.assembly;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Scopes;
import io.github.apim.overlay.EditableFiles;
import io.github.apim.rules.PlannedNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds edits for all nodes whose file no node has: each node by itself goes without them. */
final class LostEdits {

    private LostEdits() {}

    /** Nothing can be said of some of the nodes alone: the others may have the file. */
    static List<Problem> check(Deployment deployment, List<PlannedNode> planned) {
        List<Problem> lost = new ArrayList<>();
        if (planned.size() < deployment.nodes().size()) {
            return lost;
        }
        Set<String> seen = new HashSet<>();
        for (FileEdit edit : deployment.edits()) {
            String file = edit.file();
            if (edit.scope().equals(Scopes.ALL)
                    && seen.add(file)
                    && planned.stream().noneMatch(node -> has(node, file))) {
                String hint = EditableFiles.hint(
                        file,
                        folder -> planned.stream()
                                .flatMap(node -> node.files().under(folder).stream())
                                .toList());
                lost.add(new Problem(
                        Severity.ERROR, edit.location(), "edits." + Scopes.ALL, "no node has a file " + file + hint));
            }
        }
        return lost;
    }

    private static boolean has(PlannedNode node, String file) {
        return node.files().read(file).isPresent();
    }
}
