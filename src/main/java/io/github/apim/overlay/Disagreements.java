package io.github.apim.overlay;

import io.github.apim.deployment.FileEdit;
import io.github.apim.deployment.Location;
import io.github.apim.edit.EditException;
import io.github.apim.edit.Found;
import io.github.apim.edit.JsonFile;
import io.github.apim.edit.RecordingFile;
import io.github.apim.edit.TomlFile;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.Disagreement.Kind;
import io.github.apim.overlay.SharedFiles.Wanted;
import io.github.apim.product.Pack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the places of a planned node at which the user and the plugin want different values. */
final class Disagreements {

    private final Pack pack;
    private final SharedFiles shared;
    private final EditHistory history;
    private final List<Disagreement> found = new ArrayList<>();

    private Disagreements(Pack pack, SharedFiles shared, EditHistory history) {
        this.pack = pack;
        this.shared = shared;
        this.history = history;
    }

    static List<Disagreement> of(Pack pack, SharedFiles shared, EditHistory history) throws IOException {
        Disagreements all = new Disagreements(pack, shared, history);
        for (String path : shared.wanted().keySet()) {
            all.compare(path);
        }
        return List.copyOf(all.found);
    }

    /** The file, if it is of a kind that overlays set single values in, and can be read. */
    private static Optional<RecordingFile<?>> read(String path, byte[] bytes) {
        try {
            if (path.endsWith(".xml")) {
                return Optional.of(XmlFile.parse(path, bytes));
            }
            if (path.endsWith(".toml")) {
                return Optional.of(TomlFile.parse(path, bytes));
            }
            return path.endsWith(".json") ? Optional.of(JsonFile.parse(path, bytes)) : Optional.empty();
        } catch (EditException unreadable) {
            return Optional.empty();
        }
    }

    private void compare(String path) throws IOException {
        Map<String, Wanted> values = new LinkedHashMap<>();
        List<Wanted> givenUp = new ArrayList<>();
        for (Wanted wanted : shared.wanted().get(path)) {
            if (wanted.setting().value().isPresent()) {
                // Of two overlays that set one place the later wins.
                values.put(normalized(wanted.setting().place()), wanted);
            } else {
                givenUp.add(wanted);
            }
        }
        Optional<RecordingFile<?>> shipped = shipped(path);
        EditHistory.Blame blame = history.of(path, Disagreements::read);
        for (Wanted wanted : values.values()) {
            String place = wanted.setting().place();
            Optional<FileEdit> edit = blame.of(place);
            if (edit.isPresent()) {
                compareEdit(path, wanted, edit.get(), blame.now(place));
            } else if (shared.own(path).isPresent()) {
                compareOwn(path, place, wanted, shipped);
            }
        }
        for (Wanted wanted : shared.own(path).isPresent() ? givenUp : List.<Wanted>of()) {
            for (String place :
                    shared.original(path).placesBelow(wanted.setting().place())) {
                if (!values.containsKey(normalized(place))) {
                    compareOwn(path, place, wanted, shipped);
                }
            }
        }
    }

    private void compareEdit(String path, Wanted wanted, FileEdit edit, Optional<Found> now) {
        Optional<String> users = now.map(Found::value);
        if (!isSame(users, wanted.setting().value())) {
            add(
                    Kind.EDIT,
                    edit.location(),
                    "edits." + edit.scope(),
                    path,
                    wanted.setting().place(),
                    users,
                    wanted);
        }
    }

    private void compareOwn(String path, String place, Wanted wanted, Optional<RecordingFile<?>> shipped) {
        Optional<Found> own = shared.original(path).find(place);
        Optional<String> users = own.map(Found::value);
        Optional<String> shippeds = shipped.flatMap(file -> file.find(place)).map(Found::value);
        boolean differs = !isSame(users, wanted.setting().value());
        boolean isOwn = users.filter(value -> !value.isBlank()).isPresent() && !isSame(users, shippeds);
        boolean isSet = wanted.setting().value().isPresent();
        if (differs && (shared.isLeft(path) ? isSet || isOwn : isOwn)) {
            Kind kind = shared.isLeft(path) ? Kind.AS_IS : Kind.SET;
            add(kind, shared.line(path, own.map(Found::line).orElse(1)), "", path, place, users, wanted);
        }
    }

    private void add(
            Kind kind,
            Location location,
            String yamlPath,
            String file,
            String place,
            Optional<String> users,
            Wanted wanted) {
        found.add(new Disagreement(
                kind, location, yamlPath, file, place, users, wanted.setting().value(), wanted.overlay()));
    }

    private Optional<RecordingFile<?>> shipped(String path) throws IOException {
        if (!shared.own(path).isPresent() || !pack.has(path)) {
            return Optional.empty();
        }
        return path.endsWith(".xml") ? Optional.of(pack.xml(path)) : read(path, pack.read(path));
    }

    private static boolean isSame(Optional<String> one, Optional<String> other) {
        return one.map(String::strip).equals(other.map(String::strip));
    }

    /** The first of several siblings may be written with its number or without. */
    private static String normalized(String place) {
        return place.replace("[1]", "");
    }
}
