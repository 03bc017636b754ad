package io.github.apim.manifest;

import io.github.apim.archive.Sha256;
import io.github.apim.manifest.ManifestFile.Type;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The home in a tarball, read once from its start to its end. */
final class TarballTree implements HomeTree {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PERMISSIONS = 0777;
    /** The files whose content is asked for. */
    private static final Set<String> OWN = Set.of(Manifest.PLACE, Manifest.LISTING, Manifest.DROPPED);

    private final Path tarball;
    private final Map<String, Item> items = new TreeMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final Map<String, byte[]> own = new HashMap<>();
    private String sha256;

    private TarballTree(Path tarball) {
        this.tarball = tarball;
    }

    /** @throws ManifestException if it is damaged, or no tarball of a home */
    static TarballTree of(Path tarball) throws IOException {
        TarballTree tree = new TarballTree(tarball);
        MessageDigest digest = Sha256.start();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(tarball), BUFFER_BYTES);
                InputStream hashed = new java.security.DigestInputStream(file, digest);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(hashed, BUFFER_BYTES))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                tree.add(entry, tar);
            }
            hashed.transferTo(OutputStream.nullOutputStream());
        } catch (IOException damaged) {
            if (!Files.isReadable(tarball)) {
                throw damaged;
            }
            throw new ManifestException(
                    tarball + " is damaged: " + damaged.getMessage() + "; build it again, or copy it again", damaged);
        }
        tree.sha256 = HexFormat.of().formatHex(digest.digest());
        return tree;
    }

    private void add(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        String name = entry.getName();
        String path = name.substring(name.indexOf('/') + 1);
        path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (path.isEmpty() || name.indexOf('/') < 0) {
            return;
        }
        Type type = entry.isDirectory() ? Type.FOLDER : entry.isSymbolicLink() ? Type.LINK : Type.FILE;
        items.put(path, new Item(type, entry.getMode() & PERMISSIONS, entry.getSize()));
        if (type == Type.FILE) {
            boolean keep = OWN.contains(path);
            if (keep && entry.getSize() > Manifest.MOST_BYTES) {
                throw new ManifestException(tarball + ": " + path + " is too large to be one of this plugin's files");
            }
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            MessageDigest digest = Sha256.start();
            tar.transferTo(new DigestOutputStream(keep ? kept : OutputStream.nullOutputStream(), digest));
            digests.put(path, HexFormat.of().formatHex(digest.digest()));
            if (keep) {
                own.put(path, kept.toByteArray());
            }
        }
    }

    /** What there is when this has been unpacked over a base, and what it drops has been deleted. */
    TarballTree over(TarballTree base) {
        TarballTree both = new TarballTree(tarball);
        both.items.putAll(base.items);
        both.digests.putAll(base.digests);
        both.sha256 = sha256;
        both.put(this);
        LayerDrops drops = LayerDrops.of(read(Manifest.DROPPED));
        both.items.keySet().removeIf(drops::has);
        return both;
    }

    private void put(TarballTree other) {
        items.putAll(other.items);
        digests.putAll(other.digests);
        own.putAll(other.own);
    }

    /** SHA-256 of the tarball itself. */
    String sha256() {
        return sha256;
    }

    @Override
    public Map<String, Item> items() {
        return items;
    }

    @Override
    public byte[] read(String path) {
        return Optional.ofNullable(own.get(path))
                .orElseThrow(() -> new ManifestException(tarball + ": " + path + " is missing"));
    }

    @Override
    public String sha256(String path) {
        return digests.get(path);
    }
}
