package io.github.apim.family.toml;

import io.github.apim.deployment.Node;
import io.github.apim.edit.Found;
import io.github.apim.edit.TomlFile;
import io.github.apim.family.carbon.ConfigurationFiles;
import io.github.apim.family.carbon.TomlReferences;
import io.github.apim.product.Facts;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.topology.Wiring;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file from which a planned node renders its configuration. Paths are those of {@link TomlFile#every}: an array of which
 * they choose no element stands for all that are in it.
 */
record DeploymentToml(PlanContext context, PlannedNode planned, TomlFile file) {

    static final String PATH = ConfigurationFiles.DEPLOYMENT;

    /** Those of all planned nodes that have one, and one that can be read. */
    static List<DeploymentToml> of(PlanContext context) {
        return context.nodes().stream()
                .flatMap(planned -> planned.toml(PATH).map(file -> new DeploymentToml(context, planned, file)).stream())
                .toList();
    }

    Node node() {
        return planned.node();
    }

    boolean hasRole(Role... roles) {
        return Arrays.asList(roles).contains(node().role());
    }

    Facts facts() {
        return context.facts(planned);
    }

    Wiring wiring() {
        return context.topology().wiring();
    }

    /** Whether the node is one of those that offer a service. */
    boolean offers(Service service) {
        return wiring().serving(service).contains(node());
    }

    /** Whether the deployment's version of API Manager, which says so for all, came with or after another one. */
    boolean isSince(String version) {
        return new ProductVersion(Product.API_MANAGER, context.deployment().version(Product.API_MANAGER))
                .isSince(version);
    }

    /** Whether a value is made of what only the machine knows, or of another key, when the server starts. */
    static boolean isResolvedLater(String value) {
        return TomlReferences.isResolvedLater(value);
    }

    /** Whether there is such a key or table. */
    boolean has(String path) {
        return !file.every(path).isEmpty() || !file.tables(path).isEmpty();
    }

    /** The only value of a path, or the last of several. */
    Optional<String> value(String path) {
        List<String> values = values(path);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** The values of a path, in the order of the file. */
    List<String> values(String path) {
        return file.every(path).values().stream().map(Found::value).toList();
    }

    /** The values of a path by their own paths. */
    Map<String, Found> every(String path) {
        return file.every(path);
    }

    /** Reports what is wrong at a path. */
    void report(Reporter reporter, String path, String message) {
        context.report(reporter, planned, PATH, path, message);
    }
}
