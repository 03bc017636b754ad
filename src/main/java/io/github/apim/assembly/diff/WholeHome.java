package io.github.apim.assembly.diff;

import io.github.apim.product.Pack;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A home that is made of another pack than the one it is compared with, so that each path of both may differ. */
record WholeHome(HomeState home, List<Pack> packs) implements HomeState {

    @Override
    public Optional<FileState> find(String path) throws IOException {
        return home.find(path);
    }

    @Override
    public Set<String> touched() {
        Set<String> touched = new LinkedHashSet<>(home.touched());
        for (Pack pack : packs) {
            String root = pack.root() + "/";
            pack.archive().entries().forEach(entry -> {
                if (entry.name().startsWith(root) && entry.name().length() > root.length()) {
                    touched.add(entry.name().substring(root.length()));
                }
            });
        }
        return touched;
    }
}
