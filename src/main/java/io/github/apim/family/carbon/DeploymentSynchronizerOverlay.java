package io.github.apim.family.carbon;

import io.github.apim.archive.Content;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.DeploymentSynchronizer;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.topology.Synchronization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gateways hand APIs on through SVN: the manager commits, every gateway checks out (matrix §2). */
public final class DeploymentSynchronizerOverlay implements Overlay {

    private static final String SVNKIT = "svnkit";
    private static final String TRILEAD = "trilead-ssh2";
    private static final String HOW_TO_GET_THE_CLIENT =
            "List svnkit-1.3.9.wso2v2.jar and trilead-ssh2-1.0.0-build215.jar under deployment-synchronizer.client, as"
                    + " files or as coordinates in your repository manager; their licences forbid that a product or this"
                    + " plugin brings them along.";

    @Override
    public String name() {
        return "deployment-synchronizer";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<DeploymentSynchronizer> configured = context.deployment().deploymentSynchronizer();
        Optional<Synchronization> synchronization = context.topology().wiring().synchronization(context.node());
        if (configured.isEmpty() || synchronization.isEmpty()) {
            return;
        }
        DeploymentSynchronizer synchronizer = configured.get();
        files.xml(
                CarbonFiles.CARBON,
                carbon -> carbon.put(
                        "/Server/DeploymentSynchronizer",
                        element(synchronization.get(), synchronizer),
                        Placement.after("HttpGetRequestProcessors")));
        if (synchronizer.credentials().isPresent()) {
            files.secret(CarbonFiles.CARBON);
        }
        try {
            placeClient(context, synchronizer, files);
        } catch (OverlayException problem) {
            throw context.at("deployment-synchronizer", problem);
        }
    }

    /** Every key is written out: what is left out does not default to what the documentation says (matrix §2). */
    private static XmlElement element(Synchronization synchronization, DeploymentSynchronizer synchronizer) {
        XmlElement element = XmlElement.of("DeploymentSynchronizer")
                .child("Enabled", "true")
                .child("AutoCommit", Boolean.toString(synchronization.commits()))
                .child("AutoCheckout", "true")
                .child("RepositoryType", "svn")
                .child("SvnUrl", synchronization.url());
        if (synchronizer.credentials().isPresent()) {
            Credentials credentials = synchronizer.credentials().get();
            element = element.child("SvnUser", credentials.username())
                    .child(XmlElement.of("SvnPassword")
                            .text(credentials.password().reveal()));
        }
        return element.child("SvnUrlAppendTenantId", "true");
    }

    private static void placeClient(NodeContext context, DeploymentSynchronizer synchronizer, NodeFiles files)
            throws IOException {
        Set<String> missing = new TreeSet<>(Set.of(SVNKIT, TRILEAD));
        for (ArtifactReference reference : synchronizer.client()) {
            Path jar = context.artifact(reference);
            String name = jar.getFileName().toString();
            if (name.startsWith("svnClientBundle")) {
                throw new OverlayException(jar + " is the SVN client of Carbon 4.1 and older, which "
                        + context.pack().title() + " cannot use. " + HOW_TO_GET_THE_CLIENT);
            } else if (name.startsWith(SVNKIT)) {
                missing.remove(SVNKIT);
                files.put(CarbonFiles.DROPINS + name, 0644, new Content.File(jar));
            } else if (name.startsWith(TRILEAD)) {
                missing.remove(TRILEAD);
                files.put(CarbonFiles.LIBRARIES + name, 0644, new Content.File(jar));
            } else {
                throw new OverlayException(
                        jar + " is no SVN client that " + context.pack().title() + " knows. " + HOW_TO_GET_THE_CLIENT);
            }
        }
        if (!missing.isEmpty()) {
            throw new OverlayException("the deployment synchronizer needs an SVN client, and "
                    + String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " missing; the server would fail with \"No Repository found for type svn\". "
                    + HOW_TO_GET_THE_CLIENT);
        }
    }
}
