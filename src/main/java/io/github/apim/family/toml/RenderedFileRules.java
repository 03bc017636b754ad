package io.github.apim.family.toml;

import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files that the server renders of its templates, over whatever is there. */
final class RenderedFileRules {

    private static final String ENDING = ".j2";

    private RenderedFileRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(Rule.error("T1", RenderedFileRules::stayAsTheServerRendersThem));
    }

    private static void stayAsTheServerRendersThem(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Set<String> templates = new HashSet<>(planned.files().under(KnownKeys.TEMPLATES));
            for (String path : planned.files().changed()) {
                if (templates.contains(KnownKeys.TEMPLATES + "/" + path + ENDING)) {
                    context.report(
                            reporter,
                            planned,
                            path,
                            "/",
                            "is rendered by the server at its start, which moves what was there to backup/; set the key"
                                    + " of " + DeploymentToml.PATH + ", or, if there is none, change "
                                    + KnownKeys.TEMPLATES + "/" + path + ENDING);
                }
            }
        }
    }
}
