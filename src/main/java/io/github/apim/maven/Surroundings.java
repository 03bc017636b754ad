package io.github.apim.maven;

import io.github.apim.assembly.Plan;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.companion.CompanionContext;
import io.github.apim.companion.Companions;
import io.github.apim.companion.DeploymentFolder;
import io.github.apim.deployment.Deployment;
import java.io.IOException;
import java.nio.file.Path;

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

    /** Writes all companions; whichever nodes are planned, the files are the same. */
    void write(Plan plan) throws IOException {
        CompanionContext context =
                CompanionContext.of(deployment(), plan.packs().byProduct());
        log.companionsWritten(
                DeploymentFolder.write(outputFolder, Companions.files(context), () -> log.waitingFor(outputFolder)));
    }

    private Deployment deployment() {
        return request.descriptor().deployment();
    }
}
