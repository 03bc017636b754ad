package io.github.apim.deployment;

import io.github.apim.edit.Operation;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A deployment as it may show: the same with a mask in the place of every secret. What is planned from it tells where
 * secrets will stand, and no number in it depends on what they are.
 */
public final class ShownDeployment {

    private static final Secret MASK = new Secret(Secret.MASK);

    private final KnownSecrets known;

    private ShownDeployment(KnownSecrets known) {
        this.known = known;
    }

    /** @param known secrets that may also stand in values of the descriptor */
    public static Deployment of(Deployment deployment, KnownSecrets known) {
        return new ShownDeployment(known).of(deployment);
    }

    private Deployment of(Deployment deployment) {
        return new Deployment(
                deployment.file(),
                deployment.packs(),
                databases(deployment.databases()),
                deployment.admin().map(ShownDeployment::credentials),
                deployment.deploymentSynchronizer().map(ShownDeployment::synchronizer),
                deployment.loadBalancers(),
                deployment.gatewayEnvironments(),
                deployment.keyValidation(),
                deployment.gateway(),
                deployment.jaggeryApplications(),
                deployment.singleSignOn(),
                deployment
                        .statistics()
                        .map(to -> new Statistics(to.bam(), to.credentials().map(ShownDeployment::credentials))),
                deployment.messaging(),
                deployment.shipping(),
                deployment.additions(),
                each(deployment.edits(), this::edit),
                deployment.accepted(),
                deployment.asIs(),
                each(deployment.nodes(), this::node));
    }

    private static <T> List<T> each(List<T> items, UnaryOperator<T> change) {
        return items.stream().map(change).toList();
    }

    private static Credentials credentials(Credentials credentials) {
        return new Credentials(credentials.username(), MASK);
    }

    private Databases databases(Databases databases) {
        return new Databases(
                databases.url(),
                value(databases.parameters()),
                databases.driver(),
                databases.driverClass(),
                credentials(databases.credentials()),
                databases.schemas());
    }

    private static DeploymentSynchronizer synchronizer(DeploymentSynchronizer synchronizer) {
        return new DeploymentSynchronizer(
                synchronizer.url(),
                synchronizer.credentials().map(ShownDeployment::credentials),
                synchronizer.client(),
                synchronizer.location());
    }

    private FileEdit edit(FileEdit edit) {
        Operation shown = edit.shown().with(known::hide);
        return new FileEdit(edit.scope(), edit.file(), edit.place(), shown, shown, edit.location());
    }

    private Node node(Node node) {
        Jvm jvm = new Jvm(
                node.jvm().home(),
                node.jvm().heap(),
                node.jvm().initialHeap(),
                node.jvm().permGen(),
                each(node.jvm().options(), this::value));
        return new Node(
                node.name(),
                node.role(),
                node.host(),
                node.address(),
                node.standBy(),
                node.offset(),
                jvm,
                node.overlay(),
                node.location());
    }

    private String value(String text) {
        return known.hide(SecretNames.hide(text));
    }
}
