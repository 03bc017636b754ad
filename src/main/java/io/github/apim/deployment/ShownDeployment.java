package io.github.apim.deployment;

import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.edit.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                deployment.environment(),
                deployment.packs(),
                databases(deployment.databases()),
                deployment.admin().map(ShownDeployment::credentials),
                deployment.encryption().map(key -> MASK),
                deployment.userStore().map(ShownDeployment::userStore),
                deployment.deploymentSynchronizer().map(ShownDeployment::synchronizer),
                deployment.loadBalancers(),
                deployment.gatewayEnvironments(),
                deployment.keyValidation(),
                deployment.gateway(),
                deployment.jaggeryApplications(),
                deployment.singleSignOn(),
                deployment
                        .statistics()
                        .map(to -> new Statistics(
                                to.bam(),
                                to.events(),
                                to.credentials().map(ShownDeployment::credentials),
                                to.analytics().map(ShownDeployment::analytics))),
                deployment.messaging(),
                clustering(deployment.clustering()),
                deployment.throttling(),
                keyStores(deployment.keyStores()),
                deployment
                        .secureVault()
                        .map(vault ->
                                new SecureVault(vault.strict(), vault.key().map(key -> MASK))),
                deployment.shipping(),
                deployment.images().map(ShownDeployment::images),
                deployment.kubernetes(),
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

    private static Images images(Images images) {
        return new Images(
                images.registry(),
                images.name(),
                images.tag(),
                images.bases(),
                images.platform(),
                images.user(),
                images.directory(),
                images.credentials().map(ShownDeployment::credentials),
                images.insecure(),
                images.labels(),
                images.location());
    }

    private static AnalyticsServer analytics(AnalyticsServer server) {
        return new AnalyticsServer(
                server.host(), server.offset(), server.credentials().map(ShownDeployment::credentials));
    }

    private static KeyStores keyStores(KeyStores stores) {
        Map<String, KeyStores.Pair> own = new LinkedHashMap<>();
        stores.own().forEach((scope, pair) -> own.put(scope, pair(pair)));
        return new KeyStores(pair(stores.common()), own);
    }

    private static KeyStores.Pair pair(KeyStores.Pair pair) {
        return new KeyStores.Pair(
                pair.identity()
                        .map(store -> new KeyStores.Identity(
                                store.file(), store.type(), store.alias(), MASK, MASK, store.path())),
                pair.trust().map(store -> new KeyStores.Trust(store.file(), store.type(), MASK, store.path())));
    }

    /** It stays secret, so that the plan tells the file's mode. */
    private static UserStore userStore(UserStore store) {
        List<Secret> masks = store.isSecret() ? List.of(MASK) : List.of();
        return new UserStore(store.file(), store.shown(), store.shown(), masks);
    }

    private Databases databases(Databases databases) {
        Databases.Schemas schemas = databases.schemas();
        return databases.with(
                value(databases.parameters()),
                credentials(databases.credentials()),
                new Databases.Schemas(
                        schema(schemas.apiManager()),
                        schema(schemas.userManagement()),
                        schema(schemas.registry()),
                        schema(schemas.shared()),
                        schema(schemas.statistics())));
    }

    private static Databases.Schema schema(Databases.Schema schema) {
        return new Databases.Schema(schema.name(), schema.url(), credentials(schema.credentials()));
    }

    private static DeploymentSynchronizer synchronizer(DeploymentSynchronizer synchronizer) {
        return synchronizer instanceof Svn svn
                ? new Svn(svn.url(), svn.credentials().map(ShownDeployment::credentials), svn.client(), svn.location())
                : synchronizer;
    }

    private static Clustering clustering(Clustering clustering) {
        return new Clustering(
                clustering.scheme(),
                clustering.multicast(),
                clustering
                        .ec2()
                        .map(ec2 -> new Clustering.Ec2(
                                credentials(ec2.credentials()),
                                ec2.region(),
                                ec2.securityGroup(),
                                ec2.tagKey(),
                                ec2.tagValue(),
                                ec2.hostHeader(),
                                ec2.connectionTimeout())));
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
