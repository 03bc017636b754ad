package io.github.apim.maven;

import io.github.apim.assembly.AssemblyListener.Stage;
import io.github.apim.assembly.Laps;
import io.github.apim.assembly.Plan;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.companion.CompanionContext;
import io.github.apim.companion.CompanionFile;
import io.github.apim.companion.Companions;
import io.github.apim.companion.DeploymentFolder;
import io.github.apim.deployment.Deployment;
import io.github.apim.report.DeploymentPage;
import io.github.apim.report.NodeSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The way from a plan to the deployment's folder, the same for every goal that fills it. */
final class Surroundings {

    private final PlanRequest request;
    private final Path outputFolder;
    private final AssemblyLog log;

    Surroundings(PlanRequest request, Path outputFolder, AssemblyLog log) {
        this.request = request;
        this.outputFolder = outputFolder;
        this.log = log;
    }

    /** The request with the packs that companions take files from. */
    PlanRequest request() {
        return request.opening(Companions.products(deployment()));
    }

    /**
     * Writes all companions, which are the same whichever nodes are planned, and the page that also shows what is built.
     *
     * @return the files
     */
    List<Path> write(Plan plan) throws IOException {
        Laps laps = new Laps(log);
        CompanionContext context =
                CompanionContext.of(deployment(), plan.packs().byProduct());
        List<CompanionFile> files = new ArrayList<>(Companions.files(context));
        List<NodeSummary> built = new BuiltNodes(outputFolder, log::warning).of(deployment());
        files.add(CompanionFile.text(DeploymentPage.PATH, DeploymentPage.html(context, built, log.warnings())));
        DeploymentFolder.Written written =
                DeploymentFolder.write(outputFolder, files, () -> log.waitingFor(outputFolder));
        log.companionsWritten(written);
        laps.ended(Stage.SURROUND);
        return written.paths();
    }

    private Deployment deployment() {
        return request.descriptor().deployment();
    }
}
