package io.github.apim.deployment;

import io.github.apim.deployment.ArtifactReference.Coordinates;
import io.github.apim.deployment.ArtifactReference.LocalPath;
import io.github.apim.product.Product;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pack as the descriptor names it.
 *
 * @param sha256 64 lower-case hexadecimal digits that the file must have
 * @param clean  whether what a first start left in the pack is dropped instead of refused (matrix M48)
 * @param limits bounds on what the pack may unpack to
 */
public record PackReference(
        ArtifactReference artifact, Optional<String> sha256, boolean clean, PackLimits limits, Location location) {

    /**
     * The version that its coordinates or its file name say, without a look into the file.
     *
     * @param product whose pack it is
     */
    public Optional<String> version(Product product) {
        if (artifact instanceof Coordinates coordinates) {
            return Optional.of(coordinates.version());
        }
        Path name = ((LocalPath) artifact).path().getFileName();
        Matcher matcher = Pattern.compile(Pattern.quote(product.distribution()) + "-(\\d+(?:\\.\\d+)+).*")
                .matcher(name == null ? "" : name.toString());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
