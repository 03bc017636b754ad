package io.github.apim.family.carbon;

import io.github.apim.deployment.KnownSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Looks for secrets in files as they are written to a tarball. */
record PlainSecrets(KnownSecrets secrets) {

    /** Programs and key stores, in whose bytes a short password may occur by chance. */
    private static final Pattern NO_TEXT =
            Pattern.compile(".*\\.(?:jar|war|mar|aar|jks|p12|pfx|class|png|gif|jpg|ico|db|so)");

    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(?:zip|tbox|car)");

    /**
     * A file with one of them.
     *
     * @param place the first line that has one, or the first file in an archive
     */
    record Found(String file, String place) {}

    /** Whether it is worth a look. */
    static boolean canHold(String path) {
        return !NO_TEXT.matcher(path).matches();
    }

    /** Each file that holds one. */
    List<Found> in(Map<String, byte[]> files) {
        List<Found> found = new ArrayList<>();
        files.forEach((path, content) -> (ARCHIVE.matcher(path).matches() ? inArchive(content) : inText(content))
                .ifPresent(place -> found.add(new Found(path, place))));
        return found;
    }

    private Optional<String> inText(byte[] content) {
        List<String> lines =
                new String(content, StandardCharsets.ISO_8859_1).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (secrets.occurIn(lines.get(i))) {
                return Optional.of("line " + (i + 1));
            }
        }
        return Optional.empty();
    }

    private Optional<String> inArchive(byte[] content) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (inText(zip.readAllBytes()).isPresent()) {
                    return Optional.of(entry.getName());
                }
            }
            return Optional.empty();
        } catch (IOException noZip) {
            return inText(content);
        }
    }
}
