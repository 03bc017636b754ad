package io.github.apim.family.carbon;

import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import io.github.apim.product.SvnClient;
import io.github.apim.product.SvnClient.Jar;
import io.github.apim.product.SvnClient.Other;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gateways hand APIs on through SVN: the manager commits, every gateway checks out; or not by Carbon (matrix §2). */
public final class DeploymentSynchronizerOverlay implements Overlay {

    @Override
    public String name() {
        return "deployment-synchronizer";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        if (context.deployment().deploymentSynchronizer().isEmpty()
                || !context.node().role().isGateway()) {
            return;
        }
        Optional<Svn> svn = context.deployment().svn();
        if (svn.isEmpty()) {
            switchOff(context, files);
            return;
        }
        Svn synchronizer = svn.get();
        FilePlace place = context.place(Place.DEPLOYMENT_SYNCHRONIZER);
        files.xml(
                place.file(),
                carbon -> carbon.put(
                        place.path(), element(context, synchronizer), Placement.after("HttpGetRequestProcessors")));
        if (synchronizer.credentials().isPresent()) {
            files.secret(place.file());
        }
        try {
            placeClient(context, synchronizer, files);
        } catch (OverlayException problem) {
            throw context.at("deployment-synchronizer", problem);
        }
    }

    /** APIs come another way: two that write to one folder would undo each other's work. */
    private static void switchOff(NodeContext context, NodeFiles files) throws IOException {
        FilePlace enabled = context.place(Place.DEPLOYMENT_SYNCHRONIZER).below("Enabled");
        files.xml(
                enabled.file(),
                carbon -> carbon.has(enabled.path()) ? carbon.setText(enabled.path(), "false") : carbon);
    }

    /** Every key is written out: what is left out does not default to what the documentation says (matrix §2). */
    private static XmlElement element(NodeContext context, Svn synchronizer) {
        boolean commits = context.node().role() == Role.GATEWAY_MANAGER;
        XmlElement element = XmlElement.of("DeploymentSynchronizer")
                .child("Enabled", "true")
                .child("AutoCommit", Boolean.toString(commits))
                .child("AutoCheckout", "true")
                .child("RepositoryType", "svn")
                .child("SvnUrl", synchronizer.url());
        if (synchronizer.credentials().isPresent()) {
            Credentials credentials = synchronizer.credentials().get();
            element = element.child("SvnUser", credentials.username())
                    .child(XmlElement.of("SvnPassword")
                            .text(credentials.password().reveal()));
        }
        return element.child("SvnUrlAppendTenantId", "true");
    }

    private static void placeClient(NodeContext context, Svn synchronizer, NodeFiles files) throws IOException {
        SvnClient client = context.facts().svnClient();
        Set<Jar> missing = new LinkedHashSet<>(client.jars());
        for (ArtifactReference reference : synchronizer.client()) {
            Path file = context.artifact(reference);
            String name = file.getFileName().toString();
            Optional<Other> other = client.other(name).filter(Other::fails);
            if (other.isPresent()) {
                throw new OverlayException(
                        file + " is the SVN client of " + other.get().whose() + ", which "
                                + context.pack().title() + " cannot use. " + howToGet(client));
            }
            Jar jar = client.jars().stream()
                    .filter(known -> known.isNamed(name))
                    .findFirst()
                    .orElseThrow(() -> new OverlayException(
                            file + " is no SVN client that " + context.pack().title() + " knows. " + howToGet(client)));
            missing.remove(jar);
            files.put(jar.folder() + name, 0644, context.content(reference));
        }
        if (!missing.isEmpty()) {
            throw new OverlayException("the deployment synchronizer needs an SVN client, and "
                    + missing.stream().map(Jar::start).sorted().collect(Collectors.joining(" and "))
                    + (missing.size() == 1 ? " is" : " are")
                    + " missing; the server would fail with \"No Repository found for type svn\". "
                    + howToGet(client));
        }
    }

    private static String howToGet(SvnClient client) {
        return "List " + client.names() + " under deployment-synchronizer.client, as"
                + " files or as coordinates in your repository manager; their licences forbid that a product or this"
                + " plugin brings them along.";
    }
}
