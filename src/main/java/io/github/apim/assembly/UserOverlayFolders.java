package io.github.apim.assembly;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Scopes;
import io.github.apim.edit.NearestName;
import io.github.apim.overlay.UserFolder;
import io.github.apim.product.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what is said of user files and concerns none, most often for a slip of the pen in a name. */
final class UserOverlayFolders {

    private UserOverlayFolders() {}

    /** A warning for every folder that is named after nothing in the deployment. */
    static List<String> check(Deployment deployment, List<UserFolder> userOverlays) throws IOException {
        List<String> warnings = new ArrayList<>();
        for (UserFolder user : userOverlays) {
            if (Files.isDirectory(user.path())) {
                warnings.addAll(check(deployment, user.path()));
            }
        }
        return warnings;
    }

    private static List<String> check(Deployment deployment, Path userOverlays) throws IOException {
        Set<String> names = new TreeSet<>(Role.keys());
        names.add(Scopes.ALL);
        Set<Path> own = new TreeSet<>();
        for (Node node : deployment.nodes()) {
            names.add(node.name());
            node.overlay().ifPresent(own::add);
        }
        List<String> warnings = new ArrayList<>();
        try (Stream<Path> folders = Files.list(userOverlays)) {
            for (Path folder : folders.sorted().toList()) {
                String name = folder.getFileName().toString();
                boolean used = names.contains(name) || own.stream().anyMatch(path -> path.startsWith(folder));
                if (!used && !name.startsWith(".") && Files.isDirectory(folder)) {
                    warnings.add(folder + " belongs to no node: it is named after no role and no node of "
                            + deployment.file().getFileName()
                            + NearestName.hint(name, names));
                }
            }
        }
        return warnings;
    }

    /** An error for every file that is to be left as it is and that the user brings to no node. */
    static List<Problem> checkAsIs(Deployment deployment, List<UserFolder> userOverlays) {
        return deployment.asIs().stream()
                .filter(file -> deployment.nodes().stream()
                        .filter(file::concerns)
                        .flatMap(node -> folders(node, userOverlays))
                        .noneMatch(folder -> Files.isRegularFile(folder.resolve(file.file()))))
                .map(file -> new Problem(
                        Severity.ERROR,
                        file.location(),
                        file.path(),
                        "there is no " + file.file() + " of yours in "
                                + userOverlays.stream().map(user -> user + "/").collect(Collectors.joining(" or "))
                                + " for these nodes, so nothing can be left as it is; lay the file there, or remove"
                                + " it from the list"))
                .toList();
    }

    private static Stream<Path> folders(Node node, List<UserFolder> userOverlays) {
        return Stream.concat(
                userOverlays.stream().flatMap(user -> Scopes.of(node).stream().map(user.path()::resolve)),
                node.overlay().stream());
    }
}
