package io.github.apim.assembly.images;

import io.github.apim.archive.Content;
import io.github.apim.assembly.NodePlan;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KnownSecrets;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Secrets;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import io.github.apim.product.ShippedPasswords;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Looks for passwords in the user's own files that are to be in an image. Planning finds them in short texts, and such a file
 * is mounted instead; this looks into archives, into UTF-16, and through all of a long file. What overlays write is not
 * searched: {@link SecretFiles} knows without it, and a weak password is a word that stands in many files.
 */
final class SecretSearch {

    /** Even, as the overlap: a character of UTF-16 is never cut. */
    private static final int PORTION = 1 << 20;

    /** More than the longest spelling of a password. */
    private static final int OVERLAP = 1 << 14;

    /** Archives in archives in archives, and no deeper: nobody hides a password from himself. */
    private static final int DEEPEST = 3;

    private static final int ZIP = 0x504b0304;
    private static final int GZIP = 0x1f8b;
    private static final int MAGIC = 4;

    private final KnownSecrets secrets;
    private final Map<Path, Optional<String>> searched = new HashMap<>();

    private SecretSearch(KnownSecrets secrets) {
        this.secrets = secrets;
    }

    /** Passwords that every pack is shipped with are none: they are in the pack's layer anyway. */
    static SecretSearch of(Deployment deployment) {
        return new SecretSearch(KnownSecrets.of(Secrets.of(deployment).stream()
                .filter(secret -> !ShippedPasswords.ALL.contains(secret.reveal()))
                .toList()));
    }

    /**
     * What a node's image would show, and must not.
     *
     * @param mounted paths of files that are not in the image
     */
    List<Problem> problems(NodePlan plan, Set<String> mounted) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (Change change : plan.changes()) {
            Path own = plan.ownFiles().get(change.path());
            if (own != null && change instanceof Written written && !mounted.contains(change.path())) {
                place(written.content())
                        .ifPresent(place -> problems.add(new Problem(
                                Severity.ERROR,
                                new Location(own.toString(), 1, 1),
                                "",
                                "a password of the descriptor stands in " + place
                                        + "this file, and whoever may fetch the image of "
                                        + plan.node().name()
                                        + " could read it; take it out, or let nobody but you read the"
                                        + " file (chmod 600): then it is mounted instead")));
            }
        }
        return problems;
    }

    /** The entries that lead to a password, each with "in"; empty text if it is the file itself. */
    private Optional<String> place(Content content) throws IOException {
        if (content instanceof Content.Bytes bytes) {
            return place(() -> new ByteArrayInputStream(bytes.bytes()));
        }
        if (content instanceof Content.File file) {
            Optional<String> known = searched.get(file.path());
            if (known == null) {
                known = place(() -> Files.newInputStream(file.path()));
                searched.put(file.path(), known);
            }
            return known;
        }
        return Optional.empty();
    }

    /** What only looks like an archive, ends too early, or is one that Java cannot read, is searched as it is. */
    private Optional<String> place(Source source) throws IOException {
        try (InputStream in = source.open()) {
            return place(in, 0);
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            try (InputStream in = source.open()) {
                return occursIn(in) ? Optional.of("") : Optional.empty();
            }
        }
    }

    /** What can be read more than once. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private Optional<String> place(InputStream content, int depth) throws IOException {
        InputStream in = new BufferedInputStream(content, PORTION);
        in.mark(MAGIC);
        byte[] start = in.readNBytes(MAGIC);
        in.reset();
        int magic = 0;
        for (byte each : start) {
            magic = magic << 8 | each & 0xff;
        }
        if (depth < DEEPEST && magic == ZIP) {
            return entry(new ZipInputStream(in), depth);
        }
        if (depth < DEEPEST && magic >>> 16 == GZIP) {
            return place(new GZIPInputStream(in), depth + 1);
        }
        return occursIn(in) ? Optional.of("") : Optional.empty();
    }

    private Optional<String> entry(ZipInputStream zip, int depth) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Optional<String> place = entry(zip, depth, entry.getName());
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private Optional<String> entry(ZipInputStream zip, int depth, String name) throws IOException {
        try {
            return place(zip, depth + 1).map(place -> place + name + " in ");
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            // An entry that only looks like an archive hides nothing of the next ones.
            return Optional.empty();
        }
    }

    /** Portions overlap, so that a password on their border is whole in one of them. */
    private boolean occursIn(InputStream in) throws IOException {
        byte[] window = new byte[OVERLAP + PORTION];
        int kept = 0;
        boolean first = true;
        while (true) {
            int length = kept + in.readNBytes(window, kept, window.length - kept);
            boolean last = length < window.length;
            if (occursIn(window, length, first, last)) {
                return true;
            }
            if (last) {
                return false;
            }
            System.arraycopy(window, length - OVERLAP, window, 0, OVERLAP);
            kept = OVERLAP;
            first = false;
        }
    }

    private boolean occursIn(byte[] window, int length, boolean first, boolean last) {
        if (occursIn(window, length, StandardCharsets.ISO_8859_1, first, last)) {
            return true;
        }
        int zeros = 0;
        for (int i = 0; i < length; i++) {
            zeros += window[i] == 0 ? 1 : 0;
        }
        // Half of the bytes are zeros where a text is in UTF-16, and few where it is not.
        return zeros > length / 4
                && (occursIn(window, length, StandardCharsets.UTF_16LE, first, last)
                        || occursIn(window, length, StandardCharsets.UTF_16BE, first, last));
    }

    /** Without the words that the borders cut: a part of a word is no password. */
    private boolean occursIn(byte[] window, int length, Charset charset, boolean first, boolean last) {
        String text = new String(window, 0, length, charset);
        int from = 0;
        int to = text.length();
        while (!first && from < to && Character.isLetterOrDigit(text.charAt(from))) {
            from++;
        }
        while (!last && to > from && Character.isLetterOrDigit(text.charAt(to - 1))) {
            to--;
        }
        return secrets.occurIn(text.substring(from, to));
    }
}
