package io.github.apim.companion;

import io.github.apim.archive.Limits;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What surrounds a test's deployment, with the scripts of the small API Manager pack of its version. */
public final class Surroundings {

    private Surroundings() {}

    /** All files. */
    public static List<CompanionFile> of(TestDeployment deployment) throws IOException {
        boolean throttled =
                deployment.read().deployment().version(Product.API_MANAGER).equals("2.6.0");
        SmallPack small = throttled ? SmallPack.throttled() : SmallPack.changed();
        Path zip = small.toZip(deployment.folder().resolve("surroundings"));
        SourceOptions options =
                new SourceOptions(Limits.DEFAULT, deployment.folder().resolve("cache"), 1);
        try (Pack pack = Pack.of(Product.API_MANAGER, zip, SourceArchive.open(zip, options), false)) {
            return Companions.files(
                    CompanionContext.of(deployment.read().deployment(), Map.of(Product.API_MANAGER, pack)));
        }
    }
}
