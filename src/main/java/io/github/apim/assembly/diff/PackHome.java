package io.github.apim.assembly.diff;

import io.github.apim.archive.EntryKind;
import io.github.apim.archive.SourceEntry;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The pack as it was downloaded. */
record PackHome(Pack pack) implements HomeState {

    @Override
    public Optional<FileState> find(String path) throws IOException {
        // Also what is dropped since a first start left it: it is in the pack that the user has.
        Optional<SourceEntry> entry = pack.archive().find(pack.root() + "/" + path);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        int mode = entry.get().mode();
        return Optional.of(
                switch (entry.get().kind()) {
                    case FILE -> FileState.file(mode, pack.archive().read(entry.get()));
                    case DIRECTORY -> FileState.other(Type.FOLDER, mode);
                    case SYMLINK -> FileState.other(Type.LINK, mode);
                });
    }

    /** Whether the pack has this very file. */
    boolean has(String path, int mode, long size, String sha256) {
        return pack.archive()
                .find(pack.root() + "/" + path)
                .filter(entry -> entry.kind() == EntryKind.FILE
                        && entry.mode() == mode
                        && entry.size() == size
                        && pack.archive().sha256(entry).equals(sha256))
                .isPresent();
    }

    @Override
    public Set<String> touched() {
        return Set.of();
    }
}
