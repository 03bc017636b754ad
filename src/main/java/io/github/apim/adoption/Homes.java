package io.github.apim.adoption;

import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceEntry;
import io.github.apim.archive.SourceOptions;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.TarballChecksum;
import io.github.apim.product.HomeMark;
import io.github.apim.shipping.RemoteHomes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The homes of a deployment, closed together.
 *
 * @param passedOver what lay beside them and could be one, but is none that is known, in words for the user
 */
public record Homes(List<Home> all, List<String> passedOver) implements Closeable {

    private static final Pattern ARCHIVE = Pattern.compile("(?<name>.+?)\\.(?:tar\\.gz|tgz|zip)");

    public Homes {
        all = List.copyOf(all);
        passedOver = List.copyOf(passedOver);
    }

    /**
     * Opens what lies in a folder: a folder or an archive for each node, named after it.
     *
     * @throws AdoptionException if there is none, or if two have one name
     */
    public static Homes in(Path folder, SourceOptions options) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new AdoptionException(
                    folder + " is no folder; name the one that holds a folder or tarball of each node");
        }
        List<Home> homes = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Optional<Home> home = open(file, options, passedOver);
                home.ifPresent(homes::add);
                if (home.isPresent() && !names.add(home.get().name())) {
                    throw new AdoptionException(folder + " holds two homes of the name "
                            + home.get().name() + "; keep one of them");
                }
            }
            if (homes.isEmpty()) {
                throw new AdoptionException(folder + " holds no folder and no tarball of a home that is known"
                        + passedOver.stream().map(each -> "; " + each).collect(Collectors.joining()));
            }
            return new Homes(homes, passedOver);
        } catch (IOException | RuntimeException problem) {
            new Homes(homes, List.of()).close();
            throw problem;
        }
    }

    /**
     * The homes on machines.
     *
     * @throws AdoptionException if one of them is none
     */
    public static Homes on(RemoteHomes machines) throws IOException {
        List<Home> homes = new ArrayList<>();
        for (RemoteHomes.Reached reached : machines.all()) {
            String root = HomeMark.root(reached.tree().items().keySet())
                    .orElseThrow(
                            () -> new AdoptionException(reached.place() + " is the home of no product that is known"));
            homes.add(new Home(
                    reached.name(),
                    reached.place(),
                    Optional.of(reached.host()),
                    root.isEmpty() ? reached.tree() : reached.below().open(root),
                    () -> {}));
        }
        if (homes.isEmpty()) {
            throw new AdoptionException("shipping.nodes names no home; name each with its host and its directory");
        }
        return new Homes(homes, List.of());
    }

    private static Optional<Home> open(Path file, SourceOptions options, List<String> passedOver) throws IOException {
        String name = file.getFileName().toString();
        var archived = ARCHIVE.matcher(name);
        boolean folder = Files.isDirectory(file);
        if (!folder && !archived.matches() || name.startsWith(".")) {
            return Optional.empty();
        }
        if (name.endsWith(TarballChecksum.BASE_SUFFIX)) {
            passedOver.add(
                    file + " is passed over: it is what the nodes of a layered build have in common, and no home;"
                            + " unpack it for each node, and the node's own tarball over it");
            return Optional.empty();
        }
        SourceArchive archive = SourceArchive.open(file, options);
        List<String> paths = archive.entries().stream().map(SourceEntry::name).toList();
        Optional<String> root = HomeMark.root(paths);
        if (root.isEmpty()) {
            archive.close();
            passedOver.add(file + " is passed over: "
                    + (isLayer(paths)
                            ? "it is a node's own layer, which is no home without what lies below it; unpack the base of"
                                    + " the build and this over it into a folder of the node's name"
                            : "it is the home of no product that is known; a home has "
                                    + String.join(" or ", HomeMark.FILES)));
            return Optional.empty();
        }
        return Optional.of(new Home(
                folder ? name : archived.group("name"),
                file.toString(),
                Optional.empty(),
                new ArchiveTree(archive, root.get()),
                archive));
    }

    private static boolean isLayer(List<String> paths) {
        return paths.stream().anyMatch(path -> path.equals(Manifest.PLACE) || path.endsWith("/" + Manifest.PLACE));
    }

    @Override
    public void close() throws IOException {
        for (Home home : all) {
            home.close();
        }
    }
}
