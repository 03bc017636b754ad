package io.github.apim.testing;

import io.github.apim.companion.CompanionContext;
import io.github.apim.companion.CompanionFile;
import io.github.apim.companion.Surroundings;
import io.github.apim.report.DeploymentPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What surrounds the nodes of a deployment: the companions' files and the page, without building a node. */
public final class Around {

    private final Map<String, String> files = new TreeMap<>();
    private final String page;

    private Around(TestDeployment deployment) throws IOException {
        CompanionContext context = CompanionContext.of(deployment.read().deployment(), Map.of());
        for (CompanionFile file : Surroundings.of(deployment)) {
            files.put(file.path(), new String(file.content(), StandardCharsets.UTF_8));
        }
        page = DeploymentPage.html(context, List.of(), List.of());
    }

    public static Around of(TestDeployment deployment) throws IOException {
        return new Around(deployment);
    }

    /** The text of a file, by its path below the companions' folder. */
    public String text(String path) {
        if (!files.containsKey(path)) {
            throw new AssertionError("there is no " + path + ", only " + files.keySet());
        }
        return files.get(path);
    }

    /** All files below a folder. */
    public Map<String, String> below(String folder) {
        Map<String, String> found = new TreeMap<>(files);
        found.keySet().removeIf(path -> !path.startsWith(folder + "/"));
        return found;
    }

    /** The page of the deployment. */
    public String page() {
        return page;
    }
}
