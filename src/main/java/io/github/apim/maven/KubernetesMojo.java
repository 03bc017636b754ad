package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.Plan;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.Planning;
import io.github.apim.assembly.images.ImageList;
import io.github.apim.deployment.Node;
import io.github.apim.product.Product;
import java.io.File;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes the deployment as objects of Kubernetes, with the very images that {@code image} has built before: plain manifests
 * and a {@code kustomization.yaml}, to be applied by {@code kubectl apply -k}. It talks to no cluster.
 *
 * @since 1.0.0
 */
@Mojo(name = "kubernetes", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class KubernetesMojo extends PlanningMojo {

    /**
     * Where {@code images.json} and the folder {@code secrets} of the images are; the manifests go to the folder
     * {@code kubernetes} in it. A folder, which is made if it is missing.
     *
     * <p>Example: {@code -Dapim.outputDirectory=/srv/releases/7}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    @Inject
    public KubernetesMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        ClusterFolder folder = new ClusterFolder(
                request.descriptor().deployment(),
                outputFolder(outputDirectory),
                ImageList.read(outputFolder(outputDirectory).resolve(ImageList.NAME)));
        Set<Product> products = request.descriptor().deployment().nodes().stream()
                .map(Node::role)
                .map(role -> request.descriptor().deployment().product(role))
                .collect(Collectors.toSet());
        try (Plan plan = new Planning(request.opening(products), resolver, log).withoutNodes()) {
            folder.write(plan.packs().byProduct(), log);
        }
    }
}
