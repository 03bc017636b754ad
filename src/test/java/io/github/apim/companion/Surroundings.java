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

/** What surrounds a test's deployment, with the scripts of the small API Manager pack. */
public final class Surroundings {

    private Surroundings() {}

    /** All files. */
    public static List<CompanionFile> of(TestDeployment deployment) throws IOException {
        Path zip = SmallPack.zip(deployment.folder().resolve("surroundings"));
        SourceOptions options =
                new SourceOptions(Limits.DEFAULT, deployment.folder().resolve("cache"), 1);
        try (Pack pack = Pack.of(Product.API_MANAGER, zip, SourceArchive.open(zip, options), false)) {
            return Companions.files(
                    CompanionContext.of(deployment.read().deployment(), Map.of(Product.API_MANAGER, pack)));
        }
    }
}
