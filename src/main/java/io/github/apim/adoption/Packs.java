package io.github.apim.adoption;

import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceEntry;
import io.github.apim.archive.SourceOptions;
import io.github.apim.product.HomeMark;
import io.github.apim.product.Pack;
import io.github.apim.product.ProductVersion;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The packs to compare with, by product and version. */
final class Packs implements Closeable {

    private final Map<ProductVersion, Pack> packs = new LinkedHashMap<>();
    private final List<String> passedOver = new ArrayList<>();

    private Packs() {}

    /**
     * Opens packs.
     *
     * @param places files, unpacked packs, or folders that hold such
     * @throws AdoptionException if one of them is none, or if two are of one version
     */
    static Packs open(List<Path> places, SourceOptions options) throws IOException {
        Packs packs = new Packs();
        try {
            for (Path place : places) {
                if (!Files.exists(place)) {
                    throw new AdoptionException("apim.packs: there is no " + place);
                }
                packs.add(place, options);
            }
            return packs;
        } catch (IOException | RuntimeException problem) {
            packs.close();
            throw problem;
        }
    }

    private void add(Path place, SourceOptions options) throws IOException {
        if (Files.isDirectory(place) && !HomeMark.isHome(place)) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.sorted().toList()) {
                    addFound(file, options);
                }
            }
        } else if (!pack(place, options)) {
            throw new AdoptionException("apim.packs: " + place + " is no pack of a product that is known");
        }
    }

    /** Adds what lies in a folder of packs, where something else may lie, too. */
    private void addFound(Path file, SourceOptions options) throws IOException {
        boolean folder = Files.isDirectory(file);
        if (folder && !Files.isReadable(file)) {
            passedOver(file);
        } else if (folder ? HomeMark.isHome(file) : file.toString().matches(".+\\.(?:zip|tar\\.gz|tgz)")) {
            try {
                pack(file, options);
            } catch (AccessDeniedException unreadable) {
                passedOver(file);
            }
        }
    }

    private void passedOver(Path file) {
        passedOver.add("apim.packs: " + file + " may not be read, and is passed over; if it is a pack of these homes,"
                + " let yourself read it and adopt again");
    }

    private boolean pack(Path file, SourceOptions options) throws IOException {
        SourceArchive archive = SourceArchive.open(file, options);
        try {
            Optional<ProductVersion> version = version(archive);
            if (version.isEmpty()) {
                archive.close();
                return false;
            }
            Pack pack = Pack.of(version.get().product(), file, archive, true);
            ProductVersion of = new ProductVersion(pack.product(), pack.version());
            Pack known = packs.get(of);
            if (known == null) {
                packs.put(of, pack);
            } else if (Files.isSameFile(known.file(), file)) {
                archive.close();
            } else {
                throw new AdoptionException("apim.packs: " + known.file() + " and " + file + " are both of " + of
                        + ", and homes can be compared with one pack only; leave the other one out");
            }
            return true;
        } catch (IOException | RuntimeException problem) {
            archive.close();
            throw problem;
        }
    }

    private static Optional<ProductVersion> version(SourceArchive archive) {
        List<String> names = archive.entries().stream().map(SourceEntry::name).toList();
        return HomeMark.root(names).flatMap(root -> {
            String prefix = root.isEmpty() ? "" : root + "/";
            List<String> paths = names.stream()
                    .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                    .map(name -> name.substring(prefix.length()))
                    .toList();
            return HomeMark.of(paths, path -> archive.find(prefix + path).map(entry -> read(archive, entry)));
        });
    }

    private static byte[] read(SourceArchive archive, SourceEntry entry) {
        try {
            return archive.read(entry);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The pack of a version, if it is at hand. */
    Optional<Pack> find(ProductVersion version) {
        return Optional.ofNullable(packs.get(version));
    }

    /** What a pack's own files say, to be read as a home's. */
    static ArchiveTree tree(Pack pack) {
        return new ArchiveTree(pack.archive(), pack.root());
    }

    /** What of the places could not be read, in words for the user. */
    List<String> passedOver() {
        return List.copyOf(passedOver);
    }

    List<Pack> all() {
        return new ArrayList<>(packs.values());
    }

    @Override
    public void close() throws IOException {
        for (Pack pack : packs.values()) {
            pack.close();
        }
    }
}
