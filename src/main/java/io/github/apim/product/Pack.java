package io.github.apim.product;

import io.github.apim.archive.Content;
import io.github.apim.archive.EntryKind;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceEntry;
import io.github.apim.edit.XmlFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A product distribution, never started, of a version whose files the overlays know. */
public final class Pack implements Closeable {

    private static final int LISTED = 8;
    private static final int EXECUTABLE = 0111;

    private static final String VERSION_FILE = "bin/version.txt";

    private final Product product;
    private final Path file;
    private final SourceArchive archive;
    private final String root;
    private final String version;
    private final HomeFacts home;
    private final Set<String> leftovers;
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, XmlFile> parsed = new ConcurrentHashMap<>();

    private Pack(
            Product product, Path file, SourceArchive archive, String root, String version, Set<String> leftovers) {
        this.product = product;
        this.file = file;
        this.archive = archive;
        this.root = root;
        this.version = version;
        this.home = homeOf(product, version);
        this.leftovers = leftovers;
        this.remarks.addAll(archive.remarks());
    }

    /**
     * Looks into an opened archive and takes charge of closing it.
     *
     * @param file  where the archive lies, for messages
     * @param clean whether what a first start left behind is dropped instead of refused (matrix M48)
     * @throws PackException if this is not a pack of the product, of an unknown version, or has been started
     */
    public static Pack of(Product product, Path file, SourceArchive archive, boolean clean) throws IOException {
        String root = rootOf(product, file, archive);
        String version = versionOf(product, file, archive, root);
        Set<String> leftovers = Leftovers.in(homeOf(product, version), archive.entries(), root);
        if (!leftovers.isEmpty() && !clean) {
            throw new PackException(file + ": this " + product.title() + " has been started: it holds "
                    + listed(leftovers)
                    + ". Nodes made from it would share identities and caches. Take the pack as it was downloaded, or"
                    + " write { path: …, clean: true } for packs." + product.key() + " to leave these files out.");
        }
        Pack pack = new Pack(product, file, archive, root, version, leftovers);
        pack.checkScripts();
        return pack;
    }

    private static HomeFacts homeOf(Product product, String version) {
        return Catalogue.of(new ProductVersion(product, version)).home();
    }

    /** What starts the server must run; what is shipped as a sample or lies in a theme harms nobody. */
    private void checkScripts() throws IOException {
        for (SourceEntry entry : archive.entries()) {
            String path = entry.name()
                    .substring(Math.min(root.length() + 1, entry.name().length()));
            boolean runs = path.startsWith("bin/");
            if (entry.kind() != EntryKind.FILE
                    || !runs && !path.endsWith(".sh") && (entry.mode() & EXECUTABLE) == 0
                    || leftovers.contains(path)) {
                continue;
            }
            Optional<String> problem;
            try (InputStream content = archive.open(entry)) {
                problem = Scripts.problem(path, content);
            }
            if (problem.isPresent() && runs) {
                throw new PackException(
                        file + ": " + path + ": " + problem.get() + ", or take the pack as it was downloaded");
            }
            problem.ifPresent(text -> remarks.add(file + ": " + path + ": " + text));
        }
    }

    /** The first few, of a folder and its content only the folder. */
    private static String listed(Set<String> leftovers) {
        List<String> tops = leftovers.stream()
                .filter(path -> !leftovers.contains(path.substring(0, Math.max(0, path.lastIndexOf('/')))))
                .sorted()
                .toList();
        String first = String.join(", ", tops.subList(0, Math.min(LISTED, tops.size())));
        return tops.size() > LISTED ? first + " and " + (tops.size() - LISTED) + " more" : first;
    }

    private static String rootOf(Product product, Path file, SourceArchive archive) {
        Set<String> roots = new LinkedHashSet<>();
        String last = "";
        for (SourceEntry entry : archive.entries()) {
            // Nearly always the same: ten thousand names are not taken apart for that.
            if (roots.isEmpty() || !entry.name().startsWith(last)) {
                String root = entry.name().split("/", 2)[0];
                roots.add(root);
                last = root + "/";
            }
        }
        if (roots.size() == 1) {
            return roots.iterator().next();
        }
        throw new PackException(file + ": a pack of " + product.title() + " holds one folder, "
                + product.distribution() + "-<version>; this one holds "
                + (roots.isEmpty()
                        ? "nothing"
                        : roots.size() + " names at its top: "
                                + roots.stream().limit(5).collect(Collectors.joining(", "))));
    }

    private static String versionOf(Product product, Path file, SourceArchive archive, String root) throws IOException {
        String known = Catalogue.known(product).isEmpty()
                ? ""
                : "; known: "
                        + Catalogue.known(product).stream()
                                .map(version -> product.title() + " " + version)
                                .collect(Collectors.joining(", "));
        Optional<SourceEntry> entry = archive.find(root + "/" + VERSION_FILE);
        if (entry.isEmpty()) {
            if (Catalogue.known(product).isEmpty() && root.startsWith(product.distribution() + "-")) {
                return root.substring(product.distribution().length() + 1);
            }
            throw new PackException(file + ": this is no pack of " + product.title() + ": " + root + "/" + VERSION_FILE
                    + " is missing" + known);
        }
        String text = new String(archive.read(entry.get()), StandardCharsets.UTF_8).trim();
        int split = text.lastIndexOf(" v");
        String title = split < 0 ? text : text.substring(0, split);
        String version = split < 0 ? "" : text.substring(split + 2);
        if (!title.equals(product.title())) {
            throw new PackException(file + ": " + VERSION_FILE + " says \"" + abbreviated(text) + "\", but packs."
                    + product.key() + " must be a pack of " + product.title() + known);
        }
        if (!Catalogue.known(product).contains(version)) {
            throw new PackException(file + ": " + product.title() + " " + abbreviated(version)
                    + " is a version whose files are unknown" + known);
        }
        return version;
    }

    private static String abbreviated(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    public Product product() {
        return product;
    }

    public String version() {
        return version;
    }

    /** The versions of some packs, each under its product. */
    public static Map<Product, String> versions(Map<Product, Pack> packs) {
        return packs.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, pack -> pack.getValue().version()));
    }

    /** The archive's file or folder. */
    public Path file() {
        return file;
    }

    /** What the user should know of the pack and need not mend. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** The archive that the pack was read from; its names begin with {@link #root()}. */
    public SourceArchive archive() {
        return archive;
    }

    /** The one folder at the archive's top, for example {@code wso2am-1.9.0}. */
    public String root() {
        return root;
    }

    /** Paths below the root that a first start left and that every node goes without. */
    public Set<String> leftovers() {
        return leftovers;
    }

    /** The entry of a path below the root, for example {@code repository/conf/carbon.xml}. */
    public Optional<SourceEntry> find(String path) {
        return leftovers.contains(path) ? Optional.empty() : archive.find(root + "/" + path);
    }

    /** Whether a path below the root is a file or folder of the pack. */
    public boolean has(String path) {
        return find(path).isPresent();
    }

    /** The entries below a folder, at any depth, by their paths below the root. */
    public Stream<String> under(String folder) {
        return archive.under(root + "/" + folder).stream()
                .map(name -> name.substring(root.length() + 1))
                .filter(path -> !leftovers.contains(path));
    }

    /**
     * Whether an archive's entry is one of those among which nodes differ. They stand last in every tarball, so that the
     * bulk before them is the same bytes in all.
     */
    public boolean isConfiguration(String name) {
        for (String folder : home.configuration()) {
            if (name.startsWith(folder, root.length())) {
                return true;
            }
        }
        return false;
    }

    /** The content of a file of the pack. */
    public byte[] read(String path) throws IOException {
        SourceEntry entry = find(path)
                .filter(found -> found.kind() == EntryKind.FILE)
                .orElseThrow(() -> new PackException(file + ": " + root + "/" + path + " is missing"));
        if (entry.size() > Content.File.MOST_BYTES_READ) {
            throw new PackException(file + ": " + root + "/" + path + " has " + entry.size()
                    + " bytes; a file that is edited or checked may have at most " + Content.File.MOST_BYTES_READ);
        }
        return archive.read(entry);
    }

    /**
     * An XML file of the pack, parsed once for all nodes.
     *
     * @throws io.github.apim.edit.EditException if it is not well-formed
     */
    public XmlFile xml(String path) throws IOException {
        XmlFile known = parsed.get(path);
        if (known == null) {
            known = XmlFile.parse(path, read(path));
            parsed.put(path, known);
        }
        return known;
    }

    /** {@code WSO2 API Manager 1.9.0} */
    public String title() {
        return product.title() + " " + version;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    @Override
    public String toString() {
        return title() + " (" + file + ")";
    }
}
