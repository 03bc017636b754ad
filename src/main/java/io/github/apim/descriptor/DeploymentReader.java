package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.UserStore;
import io.github.apim.descriptor.YamlTree.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a deployment descriptor, and reports everything in it that the user has to mend in one go. */
public final class DeploymentReader {

    private final PropertyLookup properties;
    private final CredentialsLookup credentials;
    private final Supplier<List<String>> rules;

    /** A reader for who does not know which rules there are: any rule can be accepted. */
    public DeploymentReader(PropertyLookup properties, CredentialsLookup credentials) {
        this(properties, credentials, List::of);
    }

    /**
     * @param properties  looks up what stands between the braces of <code>${…}</code>
     * @param credentials looks up the {@code <server>} that a {@code credentials} key names
     * @param rules       the ids of the rules that a descriptor may accept; only asked if it accepts one, since they are
     *                    those of all families of versions
     */
    public DeploymentReader(PropertyLookup properties, CredentialsLookup credentials, Supplier<List<String>> rules) {
        this.properties = Objects.requireNonNull(properties, "properties");
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    /**
     * Reads a descriptor.
     *
     * @throws DeploymentException if there are errors, with all of them and the warnings, in the file's order
     * @throws IOException         if the file is there but cannot be read
     */
    public ReadResult read(Path file) throws IOException {
        return read(file, Environment.NONE);
    }

    /**
     * Reads a descriptor with the layers of an environment over it, see {@link Environments}. What a value refers to is
     * resolved against the descriptor's folder, in whichever layer it stands.
     *
     * @throws DeploymentException if there are errors in any of the files, with all of them and the warnings
     * @throws IOException         if a file is there but cannot be read
     */
    public ReadResult read(Path file, Environment environment) throws IOException {
        Problems problems = new Problems();
        Optional<Mapping> tree = tree(file, environment, problems);
        if (tree.isEmpty()) {
            throw new DeploymentException(problems.inFileOrder());
        }
        ShapeCheck check = new ShapeCheck(properties, problems);
        Value.Fields root = check.check(DescriptorShape.ROOT, tree.get());
        new NodeReferences(root, rules, problems).check();
        Map<String, Credentials> found = credentials(root, problems);
        stopAtErrors(problems);
        ArtifactReferences references =
                new ArtifactReferences(file.toAbsolutePath().getParent(), problems);
        EncryptionKey.check(root, found, problems);
        Optional<UserStore> userStore = userStore(root, references, found, problems);
        stopAtErrors(problems);
        Deployment deployment = new DeploymentBuilder(root, references, found, userStore).build(file, environment);
        ReadResult built = new ReadResult(deployment, List.of(), check.locations());
        PackVersions.check(built).forEach(problems::add);
        PacksOfNodes.check(built).forEach(problems::add);
        DatabaseServers.check(built).forEach(problems::add);
        stopAtErrors(problems);
        return new ReadResult(deployment, problems.inFileOrder(), check.locations());
    }

    /** The layers laid over each other; empty if one of them cannot be read, which is then a problem. */
    private static Optional<Mapping> tree(Path file, Environment environment, Problems problems) throws IOException {
        Environments environments = new Environments(file);
        environments.check(environment, problems);
        Optional<Mapping> tree = DescriptorText.read(file, "apim.descriptor", problems)
                .flatMap(text -> new YamlParser(file.toString(), problems).parse(text));
        YamlLayers layers = new YamlLayers(problems);
        for (String name : environment.layers()) {
            Path over = environments.file(name);
            Optional<Mapping> layer = Files.exists(over)
                    ? DescriptorText.read(over, "apim.environment", problems)
                            .flatMap(text -> YamlParser.ofLayer(over.toString(), problems)
                                    .parse(text))
                    : Optional.empty();
            tree = tree.flatMap(lower -> layer.map(upper -> layers.merge(lower, upper)));
        }
        return tree;
    }

    private Optional<UserStore> userStore(
            Value.Fields root, ArtifactReferences references, Map<String, Credentials> found, Problems problems)
            throws IOException {
        Optional<Value.Text> named = root.fields("user-store").flatMap(store -> store.text("file"));
        return named.isEmpty()
                ? Optional.empty()
                : new UserStoreReader(
                                properties,
                                Optional.ofNullable(found.get("user-store")),
                                references.path(named.get()),
                                problems)
                        .read(named.get());
    }

    private Map<String, Credentials> credentials(Value.Fields root, Problems problems) {
        CredentialsReader reader = new CredentialsReader(credentials, problems);
        Map<String, Credentials> bySection = new HashMap<>();
        for (String section : List.of(
                "databases",
                "admin",
                "encryption",
                "user-store",
                "deployment-synchronizer",
                "statistics",
                "clustering",
                "shipping",
                "images")) {
            root.fields(section).flatMap(reader::read).ifPresent(found -> bySection.put(section, found));
        }
        EncryptionKey.vault(root).flatMap(reader::read).ifPresent(found -> bySection.put(EncryptionKey.VAULT, found));
        root.fields("statistics")
                .flatMap(statistics -> statistics.fields("analytics"))
                .ifPresent(server -> reader.read(server).ifPresent(found -> bySection.put(server.path(), found)));
        KeyStoresBuilder.passwords(root, reader, bySection);
        DatabasesBuilder.schemas(root)
                .forEach(schema -> reader.read(schema).ifPresent(found -> bySection.put(schema.path(), found)));
        return bySection;
    }

    private static void stopAtErrors(Problems problems) {
        if (problems.hasErrors()) {
            throw new DeploymentException(problems.inFileOrder());
        }
    }
}
