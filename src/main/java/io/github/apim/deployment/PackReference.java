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
 * @param declaredVersion the product's version, where the descriptor says it in a key of its own
 * @param sha256          64 lower-case hexadecimal digits that the file must have
 * @param clean           whether what a first start left in the pack is dropped instead of refused (matrix M48)
 * @param limits          bounds on what the pack may unpack to
 */
public record PackReference(
        ArtifactReference artifact,
        Optional<String> declaredVersion,
        Optional<String> sha256,
        boolean clean,
        PackLimits limits,
        Location location) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})+");

    /**
     * A version and what of the descriptor says it.
     *
     * @param source in words, to be put before "says"
     */
    public record StatedVersion(String version, String source) {}

    /**
     * The version that the descriptor says without a look into the file: in a key, else by coordinates, else by the
     * file's name. Names that are not the product's own say nothing: their numbers may count something else.
     *
     * @param product whose pack it is
     */
    public Optional<StatedVersion> statedVersion(Product product) {
        if (declaredVersion.isPresent()) {
            return declaredVersion.map(version -> new StatedVersion(version, "the key 'version'"));
        }
        if (artifact instanceof Coordinates coordinates) {
            return coordinates.artifactId().startsWith(product.distribution())
                    ? number(coordinates.version()).map(version -> new StatedVersion(version, "its coordinate"))
                    : Optional.empty();
        }
        Path name = ((LocalPath) artifact).path().getFileName();
        String start = product.distribution() + "-";
        return Optional.ofNullable(name)
                .map(Path::toString)
                .filter(text -> text.startsWith(start))
                .flatMap(text -> number(text.substring(start.length())))
                .map(version -> new StatedVersion(version, "its file name"));
    }

    /** {@link #statedVersion} without its source. */
    public Optional<String> version(Product product) {
        return statedVersion(product).map(StatedVersion::version);
    }

    /** The same pack with a version that is known. */
    PackReference withVersion(String version) {
        return new PackReference(artifact, Optional.of(version), sha256, clean, limits, location);
    }

    private static Optional<String> number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
