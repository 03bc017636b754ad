package io.github.apim.descriptor;

import io.github.apim.deployment.PackReference;
import io.github.apim.deployment.PackReference.StatedVersion;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Compatibility;
import io.github.apim.product.Compatibility.Refusal;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the versions of a deployment's packs, as far as they are stated, to those that are known, and to each other; and
 * what the deployment says to what they can do.
 */
public final class PackVersions {

    private PackVersions() {}

    /** What is wrong with the versions. */
    public static List<Problem> check(ReadResult descriptor) {
        List<Problem> problems = new ArrayList<>();
        List<ProductVersion> known = new ArrayList<>();
        for (Map.Entry<Product, PackReference> pack :
                descriptor.deployment().packs().entrySet()) {
            Product product = pack.getKey();
            Optional<StatedVersion> stated = pack.getValue().statedVersion(product);
            if (stated.isEmpty()) {
                continue;
            }
            ProductVersion version = new ProductVersion(product, stated.get().version());
            Optional<Refusal> unknown = Compatibility.unknown(version);
            if (unknown.isPresent()) {
                problems.add(problem(
                        descriptor,
                        product,
                        unknown.get().message() + ". So says " + stated.get().source()
                                + "; name a pack of a known version"
                                + (pack.getValue().declaredVersion().isPresent()
                                        ? ""
                                        : ", or say under 'version' which one this is")));
            } else {
                known.add(version);
                problems.addAll(VersionLimits.check(descriptor, Catalogue.of(version)));
            }
        }
        for (Refusal misfit : Compatibility.misfits(known)) {
            problems.add(problem(descriptor, misfit.version().product(), misfit.message()));
        }
        return problems;
    }

    private static Problem problem(ReadResult descriptor, Product product, String message) {
        String pack = "packs." + product.key();
        String key = pack + ".version";
        String path = descriptor.locations().containsKey(key) ? key : pack;
        return new Problem(Severity.ERROR, descriptor.locationOf(path), path, message);
    }
}
