package io.github.apim.descriptor;

import io.github.apim.deployment.Acceptance;
import io.github.apim.deployment.Addition;
import io.github.apim.deployment.AnalyticsServer;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.Clustering;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentSynchronizer;
import io.github.apim.deployment.DeploymentSynchronizer.Database;
import io.github.apim.deployment.DeploymentSynchronizer.Rsync;
import io.github.apim.deployment.DeploymentSynchronizer.SharedDirectory;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.DeploymentSynchronizer.Type;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.FileAsIs;
import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.GatewayOptions;
import io.github.apim.deployment.GatewayOptions.HostnameVerifier;
import io.github.apim.deployment.JaggeryApplications;
import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.KeyStores;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.PackLimits;
import io.github.apim.deployment.PackReference;
import io.github.apim.deployment.Scopes;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.SecureVault;
import io.github.apim.deployment.Statistics;
import io.github.apim.deployment.Throttling;
import io.github.apim.deployment.UserStore;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Facts;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the records of a deployment from a descriptor that has been checked. */
final class DeploymentBuilder {

    private final Value.Fields root;
    private final ArtifactReferences references;
    private final Map<String, Credentials> credentials;
    private final Optional<UserStore> userStore;
    private final Map<Product, PackReference> packs = new EnumMap<>(Product.class);

    /** @param credentials by the section that has them */
    DeploymentBuilder(
            Value.Fields root,
            ArtifactReferences references,
            Map<String, Credentials> credentials,
            Optional<UserStore> userStore) {
        this.root = root;
        this.userStore = userStore;
        this.references = references;
        this.credentials = credentials;
    }

    Deployment build(Path file, Environment environment) {
        packs.putAll(packs());
        List<Node> nodes = new ArrayList<>();
        root.fields("nodes")
                .ifPresent(table -> table.values().forEach((name, node) -> nodes.add(node(name, (Value.Fields) node))));
        LoadBalancersBuilder balancers = new LoadBalancersBuilder(root, this::role);
        KeyStores keyStores = new KeyStoresBuilder(references, credentials).build(root);
        return new Deployment(
                file,
                environment,
                Collections.unmodifiableMap(packs),
                new DatabasesBuilder(references, credentials).build(section("databases")),
                Optional.ofNullable(credentials.get("admin")),
                Optional.ofNullable(credentials.get(EncryptionKey.SECTION)).map(Credentials::password),
                userStore,
                root.fields("deployment-synchronizer").map(this::synchronizer),
                balancers.all(),
                balancers.environments(nodes),
                root.choice("key-validation", KeyValidation.values(), KeyValidation::key),
                gateway(section("gateway"), nodes, keyStores),
                root.choice("jaggery-applications", JaggeryApplications.values(), JaggeryApplications::key),
                nodeUnder("single-sign-on", "identity-server"),
                statistics(),
                nodeUnder("messaging", "broker"),
                clustering(section("clustering")),
                root.fields("throttling").map(DeploymentBuilder::throttling),
                keyStores,
                root.any("secure-vault").flatMap(this::secureVault),
                root.fields("shipping")
                        .map(section -> new ShippingBuilder(references)
                                .build(section, Optional.ofNullable(credentials.get("shipping")))),
                root.fields("images")
                        .map(section ->
                                ContainersBuilder.images(section, Optional.ofNullable(credentials.get("images")))),
                root.fields("kubernetes").map(ContainersBuilder::kubernetes),
                additions(),
                edits(),
                accepted(),
                asIs(),
                List.copyOf(nodes));
    }

    private Value.Fields section(String key) {
        return root.fields(key).orElseThrow();
    }

    private Map<Product, PackReference> packs() {
        Map<Product, PackReference> named = new EnumMap<>(Product.class);
        section("packs")
                .values()
                .forEach((key, pack) -> named.put(Product.ofKey(key).orElseThrow(), pack(pack)));
        return named;
    }

    /** The role of a name, as the stated version has it: where there is but one kind of gateways, workers are of it. */
    private Optional<Role> role(String name) {
        return Role.of(name).map(role -> {
            Optional<Facts> facts = packs.entrySet().stream()
                    .filter(pack -> pack.getKey().line() == role.product())
                    .flatMap(pack -> pack.getValue().version(pack.getKey()).stream())
                    .map(version -> Catalogue.of(new ProductVersion(role.product(), version)))
                    .findFirst();
            return role == Role.GATEWAY_WORKER
                            && facts.filter(Facts::hasOneKindOfGateways).isPresent()
                    ? Role.GATEWAY
                    : role;
        });
    }

    private PackReference pack(Value value) {
        if (value instanceof Value.Text brief) {
            ArtifactReference artifact = references.of(brief, "zip");
            return new PackReference(
                    artifact, Optional.empty(), Optional.empty(), false, PackLimits.DEFAULT, value.location());
        }
        Value.Fields pack = (Value.Fields) value;
        return new PackReference(
                references.place(pack, "zip"),
                pack.optionalString("version"),
                pack.text("sha256").map(text -> text.text().toLowerCase(Locale.ROOT)),
                pack.flag("clean"),
                pack.fields("limits").map(DeploymentBuilder::limits).orElse(PackLimits.DEFAULT),
                pack.location());
    }

    private static PackLimits limits(Value.Fields limits) {
        Optional<Long> bytes =
                limits.whole("bytes").or(() -> limits.text("bytes").map(size -> bytes(size.text())));
        return new PackLimits(
                limits.integer("entries"),
                bytes.map(OptionalLong::of).orElse(OptionalLong.empty()),
                limits.integer("ratio"));
    }

    private static long bytes(String size) {
        long number = Long.parseLong(size, 0, size.length() - 1, 10);
        return switch (size.charAt(size.length() - 1)) {
            case 'k', 'K' -> number << 10;
            case 'm', 'M' -> number << 20;
            default -> number << 30;
        };
    }

    private DeploymentSynchronizer synchronizer(Value.Fields synchronizer) {
        Type type = synchronizer.choice("type", Type.values(), Type::key);
        return switch (type) {
            case SVN ->
                new Svn(
                        synchronizer.string("url"),
                        Optional.ofNullable(credentials.get("deployment-synchronizer")),
                        synchronizer.items("client").stream()
                                .map(jar -> references.of(jar, "jar"))
                                .toList(),
                        synchronizer.location());
            case SHARED_DIRECTORY ->
                new SharedDirectory(
                        synchronizer.string("directory"),
                        synchronizer.optionalString("server"),
                        synchronizer.location());
            case RSYNC ->
                new Rsync(
                        synchronizer.optionalString("user"),
                        synchronizer.optionalString("key"),
                        synchronizer.number("port"),
                        synchronizer.number("interval"),
                        synchronizer.location());
            case DATABASE -> new Database(synchronizer.location());
        };
    }

    private static Throttling throttling(Value.Fields throttling) {
        return new Throttling(
                throttling.optionalString("policies"),
                throttling.choice(
                        "synchronize-policies", Throttling.Synchronization.values(), Throttling.Synchronization::key));
    }

    private Optional<SecureVault> secureVault(Value value) {
        if (value instanceof Value.Flag brief) {
            return brief.value() ? Optional.of(new SecureVault(false, Optional.empty())) : Optional.empty();
        }
        Value.Fields vault = (Value.Fields) value;
        Optional<Secret> key =
                Optional.ofNullable(credentials.get(EncryptionKey.VAULT)).map(Credentials::password);
        return vault.flag("enabled") ? Optional.of(new SecureVault(vault.flag("strict"), key)) : Optional.empty();
    }

    /** The shipped certificates are for localhost; those of the user are taken to be for the names that nodes have. */
    private static GatewayOptions gateway(Value.Fields gateway, List<Node> nodes, KeyStores keyStores) {
        boolean named = nodes.stream()
                .filter(node -> node.role() != Role.MESSAGE_BROKER)
                .allMatch(node -> keyStores.identity(node.role()).isPresent());
        HostnameVerifier verifier = gateway.any("hostname-verifier").isPresent()
                ? gateway.choice("hostname-verifier", HostnameVerifier.values(), HostnameVerifier::key)
                : named ? HostnameVerifier.STRICT : GatewayOptions.DEFAULT.hostnameVerifier();
        return new GatewayOptions(gateway.string("api-manager-database").equals("shared"), verifier);
    }

    private Optional<String> nodeUnder(String section, String key) {
        return root.fields(section).map(fields -> fields.string(key));
    }

    private Optional<Statistics> statistics() {
        return root.fields("statistics")
                .map(section -> new Statistics(
                        section.text("bam").map(name -> List.of(name.text())).orElseGet(() -> section.strings("bam")),
                        section.choice("events", Statistics.Events.values(), Statistics.Events::key),
                        Optional.ofNullable(credentials.get("statistics")),
                        section.fields("analytics")
                                .map(server -> new AnalyticsServer(
                                        server.string("host"),
                                        server.integer("offset").orElseThrow(),
                                        Optional.ofNullable(credentials.get(server.path()))))));
    }

    private Clustering clustering(Value.Fields clustering) {
        Clustering.Scheme scheme = clustering.choice("scheme", Clustering.Scheme.values(), Clustering.Scheme::key);
        Clustering.Multicast multicast = new Clustering.Multicast(
                clustering.optionalString("address"),
                clustering.number("port"),
                clustering.integer("ttl"),
                clustering.integer("timeout"));
        Optional<Clustering.Ec2> ec2 = Optional.ofNullable(credentials.get("clustering"))
                .map(keys -> new Clustering.Ec2(
                        keys,
                        clustering.optionalString("region"),
                        clustering.optionalString("security-group"),
                        clustering.optionalString("tag-key"),
                        clustering.optionalString("tag-value"),
                        clustering.optionalString("host-header"),
                        clustering.integer("connection-timeout")));
        return new Clustering(scheme, multicast, ec2);
    }

    private List<Addition> additions() {
        List<Addition> additions = new ArrayList<>();
        for (Addition.Kind kind : Addition.Kind.values()) {
            root.fields(kind.key())
                    .ifPresent(scopes -> scopes.values()
                            .forEach((scope, files) -> ((Value.Items) files)
                                    .values()
                                    .forEach(file -> additions.add(new Addition(
                                            kind,
                                            Scopes.of(scope),
                                            references.of(file, kind.extension()),
                                            file.path(),
                                            file.location())))));
        }
        return List.copyOf(additions);
    }

    private List<FileEdit> edits() {
        List<FileEdit> edits = new ArrayList<>();
        root.fields("edits")
                .ifPresent(scopes -> scopes.values()
                        .forEach((scope, files) -> ((Value.Fields) files)
                                .values()
                                .forEach((file, places) -> ((Value.Fields) places)
                                        .values()
                                        .forEach((place, value) -> edits.add(new FileEdit(
                                                Scopes.of(scope),
                                                file,
                                                place,
                                                Operations.of(value, Value.Text::text),
                                                Operations.of(value, Value.Text::shown),
                                                value.location()))))));
        return List.copyOf(edits);
    }

    private List<Acceptance> accepted() {
        return root.items("accept").stream()
                .map(Value.Fields.class::cast)
                .map(item -> new Acceptance(
                        item.string("rule"),
                        item.any("nodes")
                                .map(nodes -> ((Value.Items) nodes)
                                        .values().stream()
                                                .map(name -> Scopes.of(((Value.Text) name).text()))
                                                .toList()),
                        item.string("because"),
                        item.location(),
                        item.path()))
                .toList();
    }

    private List<FileAsIs> asIs() {
        List<FileAsIs> files = new ArrayList<>();
        root.fields("as-is")
                .ifPresent(scopes -> scopes.values()
                        .forEach((scope, paths) -> ((Value.Items) paths)
                                .values()
                                .forEach(file -> files.add(new FileAsIs(
                                        Scopes.of(scope), ((Value.Text) file).text(), file.path(), file.location())))));
        return List.copyOf(files);
    }

    private Node node(String name, Value.Fields node) {
        return new Node(
                name,
                role(node.string("role")).orElseThrow(),
                node.string("host"),
                node.optionalString("address"),
                node.flag("stand-by"),
                node.number("offset"),
                node.fields("jvm").map(DeploymentBuilder::jvm).orElse(Jvm.DEFAULT),
                node.text("overlay").map(references::path),
                node.location());
    }

    private static Jvm jvm(Value.Fields jvm) {
        return new Jvm(
                jvm.optionalString("home"),
                jvm.optionalString("heap"),
                jvm.optionalString("initial-heap"),
                jvm.optionalString("perm-gen"),
                jvm.strings("options"));
    }
}
