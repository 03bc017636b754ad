package io.github.apim.assembly.diff;

import io.github.apim.archive.EntryKind;
import io.github.apim.archive.FileDigests;
import io.github.apim.archive.SourceEntry;
import io.github.apim.manifest.LayerDrops;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestException;
import io.github.apim.manifest.ManifestFile;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.manifest.PackListing;
import io.github.apim.product.Pack;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A home as it was built some time ago: the pack with what a tarball or a manifest says of the difference. */
final class EarlierHome implements HomeState {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PERMISSIONS = 0777;

    private final PackHome pack;
    /** What differs from the pack; empty for what the pack has and the home has not. */
    private final Map<String, Optional<FileState>> different = new HashMap<>();

    private EarlierHome(Pack pack) {
        this.pack = new PackHome(pack);
    }

    /** By a manifest, which knows hashes and no content. */
    static EarlierHome of(Manifest manifest, Pack pack) {
        EarlierHome home = new EarlierHome(pack);
        for (ManifestFile file : manifest.files()) {
            if (file.action() == Action.REMOVED) {
                home.different.put(file.path(), Optional.empty());
                if (file.type() == Type.FOLDER) {
                    String below = pack.root() + "/" + file.path() + "/";
                    pack.archive().entries().stream()
                            .map(SourceEntry::name)
                            .filter(name -> name.startsWith(below))
                            .forEach(name -> home.different.put(
                                    name.substring(pack.root().length() + 1), Optional.empty()));
                }
            }
        }
        for (ManifestFile file : manifest.files()) {
            if (file.action() != Action.REMOVED) {
                home.different.put(
                        file.path(),
                        Optional.of(
                                file.type() == Type.FILE
                                        ? FileState.hashed(
                                                file.mode(), file.sha256().orElse(""))
                                        : FileState.other(file.type(), file.mode())));
            }
        }
        return home;
    }

    /** By a tarball, of which only what differs from the pack is kept; of a layer's base, its list of entries tells. */
    static EarlierHome of(Path tarball, Pack pack) throws IOException {
        EarlierHome home = new EarlierHome(pack);
        Set<String> seen = new HashSet<>();
        Map<String, byte[]> ofLayer = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(
                new BufferedInputStream(Files.newInputStream(tarball), BUFFER_BYTES), BUFFER_BYTES))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                String path = name.substring(name.indexOf('/') + 1).replaceFirst("/$", "");
                if (!path.isEmpty() && !path.equals(Manifest.FOLDER) && !path.startsWith(Manifest.FOLDER + "/")) {
                    seen.add(path);
                    home.add(path, entry, tar);
                } else if (path.equals(Manifest.DROPPED) || path.equals(Manifest.LISTING)) {
                    ofLayer.put(path, tar.readAllBytes());
                }
            }
        } catch (IOException damaged) {
            throw new ManifestException(
                    tarball + " cannot be read as a node's tarball: " + damaged.getMessage(), damaged);
        }
        if (ofLayer.containsKey(Manifest.DROPPED) && ofLayer.containsKey(Manifest.LISTING)) {
            LayerDrops drops = LayerDrops.of(ofLayer.get(Manifest.DROPPED));
            for (PackListing.Item item : PackListing.read(ofLayer.get(Manifest.LISTING), tarball.toString())) {
                if (!drops.has(item.path()) && seen.add(item.path())) {
                    home.addOfBase(item);
                }
            }
        }
        for (SourceEntry entry : pack.archive().entries()) {
            if (entry.name().length() > pack.root().length()) {
                String path = entry.name().substring(pack.root().length() + 1);
                if (!seen.contains(path)) {
                    home.different.put(path, Optional.empty());
                }
            }
        }
        return home;
    }

    private void add(String path, TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        int mode = entry.getMode() & PERMISSIONS;
        if (entry.isFile()) {
            Optional<SourceEntry> same = pack.pack()
                    .archive()
                    .find(pack.pack().root() + "/" + path)
                    .filter(packed -> packed.kind() == EntryKind.FILE && packed.size() == entry.getSize());
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            tar.transferTo(content);
            byte[] bytes = content.toByteArray();
            if (same.isEmpty() || !pack.has(path, mode, entry.getSize(), FileDigests.sha256(bytes))) {
                different.put(path, Optional.of(FileState.file(mode, bytes)));
            }
        } else if (pack.find(path).isEmpty()) {
            different.put(path, Optional.of(FileState.other(entry.isDirectory() ? Type.FOLDER : Type.LINK, mode)));
        }
    }

    /** What the home had of its own pack, which need not be this one. */
    private void addOfBase(PackListing.Item item) throws IOException {
        String path = item.path();
        if (item.sha256().isPresent()) {
            String sha256 = item.sha256().get();
            if (!pack.has(path, item.mode(), item.size(), sha256)) {
                different.put(path, Optional.of(FileState.hashed(item.mode(), sha256)));
            }
        } else if (pack.find(path).isEmpty()) {
            different.put(path, Optional.of(FileState.other(item.type(), item.mode())));
        }
    }

    @Override
    public Optional<FileState> find(String path) throws IOException {
        Optional<FileState> own = different.get(path);
        return own == null ? pack.find(path) : own;
    }

    @Override
    public Set<String> touched() {
        return different.keySet();
    }
}
