package io.github.apim.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * The small packs of {@code src/test/packs}, API Manager's unless said otherwise, as zip, tar.gz and unpacked folder.
 *
 * <p>What git or a checkout cannot be trusted with is added here: empty folders and a name that is not ASCII.
 */
public final class SmallPack {

    /** The root folder of the API Manager pack and the name of its archives. */
    public static final String NAME = "wso2am-1.9.0";

    /** The same of the Identity Server's pack. */
    public static final String IDENTITY_SERVER = "wso2is-5.0.0";

    /** The root folder of the BAM pack and the name of its archives. */
    public static final String BAM = "wso2bam-2.5.0";

    /** The root folder of the ActiveMQ pack and the name of its archives. */
    public static final String BROKER = "apache-activemq-5.18.3";

    /** The toolbox for BAM that API Manager ships; a zip, so it is made here. */
    public static final String TOOLBOX = "statistics/API_Manager_Analytics.tbox";

    /** A toolbox that BAM ships. */
    public static final String BAMS_TOOLBOX = "repository/deployment/server/bam-toolbox/Message_Tracing.tbox";

    /** The folders that a real pack has and that hold nothing. */
    public static final List<String> EMPTY_FOLDERS = List.of(
            "repository/components/dropins/",
            "repository/components/extensions/",
            "repository/data/",
            "repository/deployment/client/services/",
            "repository/deployment/server/jaggeryapps/store/site/tenant_themes/",
            "repository/logs/",
            "repository/resources/security/tokenstore/",
            "repository/tenants/",
            "tmp/work/");

    /** A file whose name is not ASCII; real packs have none, users' own files do. */
    public static final String NON_ASCII = "samples/Übersicht-例.txt";

    private static final String THROTTLED = "wso2am-2.6.0";

    private static final List<String> OF_1_ALONE = List.of(
            "repository/conf/identity.xml",
            "repository/deployment/server/jaggeryapps/admin-dashboard/",
            "repository/deployment/server/jaggeryapps/workflow-admin/",
            "repository/components/gateway-manager/");

    private static final LocalDateTime BUILT = LocalDateTime.of(2015, 6, 30, 12, 0);

    /** What there is at a path: a file's bytes, a link's target, or neither in a folder. */
    private record Content(int mode, byte[] bytes, String target) {

        static Content file(byte[] bytes, boolean executable) {
            return new Content(UnixStat.FILE_FLAG | (executable ? 0755 : 0644), bytes, null);
        }

        static Content folder() {
            return new Content(UnixStat.DIR_FLAG | 0755, new byte[0], null);
        }

        static Content symlink(String target) {
            return new Content(UnixStat.LINK_FLAG | 0777, target.getBytes(StandardCharsets.UTF_8), target);
        }
    }

    private final String name;
    private final TreeMap<String, Content> contents;

    private SmallPack(String name, TreeMap<String, Content> contents) {
        this.name = name;
        this.contents = contents;
    }

    private SmallPack(String name) {
        this(name, new TreeMap<>());
        try (Stream<Path> paths = Files.walk(tree(name))) {
            for (Path path : paths.toList()) {
                if (Files.isDirectory(path)) {
                    contents.put(pathOf(path), Content.folder());
                } else {
                    contents.put(pathOf(path), Content.file(Files.readAllBytes(path), Files.isExecutable(path)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The plain tree in the working copy: a pack as a folder, to read only. */
    public static Path folder() {
        return tree(NAME);
    }

    /** The plain tree of the pack of this name, to read only. */
    public static Path tree(String name) {
        return Project.folder().resolve("src/test/packs").resolve(name);
    }

    /** The text of a file of the pack, byte for byte in ISO-8859-1. */
    public static String text(String path) throws IOException {
        return Files.readString(folder().resolve(path), StandardCharsets.ISO_8859_1);
    }

    /** The pack as a zip in this folder. */
    public static Path zip(Path folder) throws IOException {
        return changed().toZip(folder);
    }

    /** The pack as a tar.gz in this folder. */
    public static Path tarGz(Path folder) throws IOException {
        return changed().toTarGz(folder);
    }

    /** The pack unpacked below this folder: a copy that a test may change and start. */
    public static Path unpacked(Path folder) throws IOException {
        return changed().toFolder(folder);
    }

    /** The pack, to be changed before it is written. */
    public static SmallPack changed() {
        SmallPack pack = new SmallPack(NAME);
        EMPTY_FOLDERS.forEach(pack::folder);
        return pack.file(NON_ASCII, "A name that is not ASCII.\n").file(TOOLBOX, TestToolbox.statistics());
    }

    /**
     * An API Manager pack of another version: the product's real files as far as they are at hand, and beside them what
     * the server is started by.
     *
     * @param version for example {@code 1.10.0}
     * @param others  versions on the same kernel, whose real files stand in for those that are not at hand
     */
    public static SmallPack realApiManager(String version, String... others) throws IOException {
        SmallPack pack = TomlPack.VERSIONS.contains(version)
                ? TomlPack.of("wso2am-" + version)
                : new SmallPack("wso2am-" + version, new TreeMap<>());
        for (String other : others) {
            pack.realFiles("wso2am-" + other);
        }
        EMPTY_FOLDERS.forEach(pack::folder);
        pack.realFiles("wso2am-" + version)
                .file("bin/version.txt", "WSO2 API Manager v" + version + "\n")
                .file("repository/components/default/configuration/README.txt", "No profile.\n");
        pack.contents.put(
                pack.root("bin/wso2server.sh"),
                Content.file(Files.readAllBytes(folder().resolve("bin/wso2server.sh")), true));
        return pack.file(TOOLBOX, TestToolbox.statistics());
    }

    /**
     * A pack whose servers render their files, or that of one part: the product's real files as far as they are at hand,
     * and those of the small pack for the rest.
     *
     * @param root   for example {@code wso2am-acp-4.5.0}
     * @param script what starts it, below {@code bin}
     */
    public static SmallPack realToml(String root, String script) throws IOException {
        SmallPack pack = TomlPack.of(root).realFiles(root);
        pack.contents.put(
                pack.root("bin/" + script),
                Content.file(Files.readAllBytes(folder().resolve("bin/wso2server.sh")), true));
        return pack;
    }

    private SmallPack realFiles(String real) throws IOException {
        Path tree = RealPacks.folder().resolve(real);
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String below = Trees.name(tree, path);
                if (below.contains("/")) {
                    file(below, Files.readAllBytes(path));
                }
            }
        }
        return this;
    }

    /**
     * The small pack as one of 2.6.0, to be changed before it is written: what that version has otherwise lies in a tree of
     * its own.
     */
    public static SmallPack throttled() {
        SmallPack pack = new SmallPack(THROTTLED, new TreeMap<>());
        pack.lay(NAME).lay(THROTTLED);
        EMPTY_FOLDERS.forEach(pack::folder);
        OF_1_ALONE.forEach(pack::without);
        for (String folder : List.of("dbscripts/", "dbscripts/apimgt/")) {
            pack.file(
                    folder + "mysql5.7.sql",
                    pack.contents.get(pack.root(folder + "mysql.sql")).bytes());
        }
        String registry = pack.root("repository/conf/registry.xml");
        String text = new String(pack.contents.get(registry).bytes(), StandardCharsets.ISO_8859_1);
        return pack.file(
                "repository/conf/registry.xml",
                text.replace(
                                "<indexingConfiguration>",
                                "<indexingConfiguration>\n        <startIndexing>true</startIndexing>")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A pack with this root folder and nothing in it. */
    static SmallPack named(String root) {
        return new SmallPack(root, new TreeMap<>());
    }

    /** Lays the tree of this name over what is there. */
    SmallPack lay(String tree) {
        new SmallPack(tree)
                .contents.forEach((path, content) -> contents.put(name + path.substring(tree.length()), content));
        return this;
    }

    /** The small Identity Server pack, to be changed before it is written. */
    public static SmallPack identityServer() {
        return new SmallPack(IDENTITY_SERVER);
    }

    /** The BAM pack, to be changed before it is written. */
    public static SmallPack bam() {
        return new SmallPack(BAM)
                .folder("repository/components/dropins/")
                .folder("repository/components/patches/")
                .folder("repository/logs/")
                .file(BAMS_TOOLBOX, TestToolbox.withoutUser());
    }

    /** The ActiveMQ pack of a version that needs this Java, to be changed before it is written. */
    public static SmallPack broker(int java) {
        SmallPack pack = new SmallPack(BROKER);
        for (String jar : List.of(
                "activemq-broker-5.18.3",
                "activemq-console-5.18.3",
                "geronimo-jta_1.1_spec-1.1.1",
                "hawtbuf-1.11",
                "jakarta.jms-api-2.0.3",
                "slf4j-api-2.0.9")) {
            pack.file("lib/" + jar + ".jar", TestJars.jar(jar + ".txt", new byte[] {1}));
        }
        return pack.file("lib/activemq-client-5.18.3.jar", TestJars.brokerClient(java))
                .file("lib/optional/activemq-client-9.9.9.jar", new byte[] {1});
    }

    /** Puts a file of mode 644, or 755 where one of that mode was, at this path below the root. */
    public SmallPack file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a file of mode 644, or 755 where one of that mode was, at this path below the root. */
    public SmallPack file(String path, byte[] bytes) {
        Content former = contents.get(root(path));
        contents.put(root(path), Content.file(bytes, former != null && (former.mode() & 0100) != 0));
        return parents(path);
    }

    /** Puts a file that may be executed at this path below the root. */
    SmallPack executable(String path, byte[] bytes) {
        contents.put(root(path), Content.file(bytes, true));
        return parents(path);
    }

    /** The bytes of a file of the pack. */
    byte[] bytes(String path) {
        return contents.get(root(path)).bytes();
    }

    /** Puts a folder at this path below the root. */
    public SmallPack folder(String path) {
        String folder = path.endsWith("/") ? path : path + "/";
        return parents(folder);
    }

    /** Puts a symbolic link at this path below the root. */
    public SmallPack symlink(String path, String target) {
        contents.put(root(path), Content.symlink(target));
        return parents(path);
    }

    /** Takes out the file at this path, or, where it ends in a slash, the folder with all that is in it. */
    public SmallPack without(String path) {
        boolean found = contents.keySet()
                .removeIf(name -> name.equals(root(path)) || path.endsWith("/") && name.startsWith(root(path)));
        if (!found) {
            throw new IllegalArgumentException("The small pack has no " + path);
        }
        return this;
    }

    /** Writes the zip, everything deflated, as the real one is. */
    public Path toZip(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name + ".zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            for (Map.Entry<String, Content> each : contents.entrySet()) {
                Content content = each.getValue();
                ZipArchiveEntry entry = new ZipArchiveEntry(each.getKey());
                entry.setUnixMode(content.mode());
                entry.setTimeLocal(BUILT);
                entry.setMethod(each.getKey().endsWith("/") ? ZipArchiveEntry.STORED : ZipArchiveEntry.DEFLATED);
                if (entry.getMethod() == ZipArchiveEntry.STORED) {
                    entry.setSize(0);
                    entry.setCrc(0);
                }
                zip.putArchiveEntry(entry);
                zip.write(content.bytes());
                zip.closeArchiveEntry();
            }
        }
        return file;
    }

    /** Writes the tar.gz, owned by root, with PAX headers for what a plain header cannot hold. */
    public Path toTarGz(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name + ".tar.gz");
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Map.Entry<String, Content> each : contents.entrySet()) {
                Content content = each.getValue();
                TarArchiveEntry entry = content.target() == null
                        ? new TarArchiveEntry(each.getKey())
                        : new TarArchiveEntry(each.getKey(), TarConstants.LF_SYMLINK);
                if (content.target() != null) {
                    entry.setLinkName(content.target());
                } else {
                    entry.setSize(content.bytes().length);
                }
                entry.setMode(content.mode());
                entry.setModTime(BUILT.toInstant(ZoneOffset.UTC).toEpochMilli());
                tar.putArchiveEntry(entry);
                if (content.target() == null) {
                    tar.write(content.bytes());
                }
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    /** Writes the folder and returns it. */
    public Path toFolder(Path folder) throws IOException {
        for (Map.Entry<String, Content> each : contents.entrySet()) {
            Content content = each.getValue();
            Path path = Trees.path(folder, each.getKey());
            if (each.getKey().endsWith("/")) {
                Files.createDirectories(path);
            } else if (content.target() != null) {
                Files.createSymbolicLink(path, Path.of(content.target()));
                continue;
            } else {
                Files.write(path, content.bytes());
            }
            boolean executable = (content.mode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
        return folder.resolve(name);
    }

    /** Everything in the pack, from the root folder on. */
    public List<String> names() {
        return List.copyOf(contents.keySet());
    }

    private SmallPack parents(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            contents.putIfAbsent(root(path.substring(0, slash + 1)), Content.folder());
        }
        return this;
    }

    private String root(String path) {
        return name + "/" + path;
    }

    private String pathOf(Path path) {
        return root(Trees.name(tree(name), path));
    }
}
