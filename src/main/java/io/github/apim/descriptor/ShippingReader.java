package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Shipping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file with the section {@code shipping} alone: how machines are reached of which nothing else is known yet. */
public final class ShippingReader {

    private final PropertyLookup properties;
    private final CredentialsLookup credentials;
    private final Consumer<Problem> warnings;

    /**
     * @param properties  looks up what stands between the braces of <code>${…}</code>
     * @param credentials looks up the {@code <server>} that a {@code credentials} key names
     * @param warnings    told of what should be mended though the file can be read, such as a password in it
     */
    public ShippingReader(PropertyLookup properties, CredentialsLookup credentials, Consumer<Problem> warnings) {
        this.properties = properties;
        this.credentials = credentials;
        this.warnings = warnings;
    }

    /**
     * Reads the section.
     *
     * @throws DeploymentException if there are errors, with all of them
     * @throws IOException         if the file cannot be read
     */
    public Shipping read(Path file) throws IOException {
        Problems problems = new Problems();
        Optional<YamlTree.Mapping> tree = DescriptorText.read(file, "apim.homes", problems)
                .flatMap(text -> new YamlParser(file.toString(), problems).parse(text));
        if (tree.isEmpty()) {
            throw new DeploymentException(problems.inFileOrder());
        }
        Value.Fields root = new ShapeCheck(properties, problems).check(ShippingShape.ALONE, tree.get());
        Optional<Credentials> found =
                root.fields("shipping").flatMap(new CredentialsReader(credentials, problems)::read);
        ArtifactReferences references =
                new ArtifactReferences(file.toAbsolutePath().getParent(), problems);
        if (problems.hasErrors()) {
            throw new DeploymentException(problems.inFileOrder());
        }
        Shipping shipping =
                new ShippingBuilder(references).build(root.fields("shipping").orElseThrow(), found);
        if (problems.hasErrors()) {
            throw new DeploymentException(problems.inFileOrder());
        }
        problems.inFileOrder().forEach(warnings);
        return shipping;
    }
}
