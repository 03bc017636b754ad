package io.github.apim.adoption;

import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceEntry;
import io.github.apim.archive.SourceOptions;
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
import java.util.stream.Stream;

/** The homes of a deployment, closed together. */
public record Homes(List<Home> all) implements Closeable {

    private static final Pattern ARCHIVE = Pattern.compile("(?<name>.+?)\\.(?:tar\\.gz|tgz|zip)");

    public Homes {
        all = List.copyOf(all);
    }

    /**
     * Opens what lies in a folder: a folder or an archive for each node, named after it.
     *
     * @throws AdoptionException if there is none, or if two have one name
     */
    public static Homes in(Path folder, SourceOptions options) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new AdoptionException(folder + " is no folder; name the one that holds a folder or tarball of each node");
        }
        List<Home> homes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Optional<Home> home = open(file, options);
                home.ifPresent(homes::add);
                if (home.isPresent() && !names.add(home.get().name())) {
                    throw new AdoptionException(
                            folder + " holds two homes of the name " + home.get().name() + "; keep one of them");
                }
            }
            if (homes.isEmpty()) {
                throw new AdoptionException(folder + " holds no folder and no tarball of a home that is known");
            }
            return new Homes(homes);
        } catch (IOException | RuntimeException problem) {
            new Homes(homes).close();
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
                    .orElseThrow(() -> new AdoptionException(reached.place() + " is the home of no product that is known"));
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
        return new Homes(homes);
    }

    private static Optional<Home> open(Path file, SourceOptions options) throws IOException {
        String name = file.getFileName().toString();
        var archived = ARCHIVE.matcher(name);
        boolean folder = Files.isDirectory(file);
        if (!folder && !archived.matches() || name.startsWith(".")) {
            return Optional.empty();
        }
        SourceArchive archive = SourceArchive.open(file, options);
        Optional<String> root =
                HomeMark.root(archive.entries().stream().map(SourceEntry::name).toList());
        if (root.isEmpty()) {
            archive.close();
            return Optional.empty();
        }
        return Optional.of(new Home(
                folder ? name : archived.group("name"),
                file.toString(),
                Optional.empty(),
                new ArchiveTree(archive, root.get()),
                archive));
    }

    @Override
    public void close() throws IOException {
        for (Home home : all) {
            home.close();
        }
    }
}
