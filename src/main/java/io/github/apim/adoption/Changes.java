package io.github.apim.adoption;

import io.github.apim.edit.EditException;
import io.github.apim.edit.FileEditor;
import io.github.apim.edit.Operation;
import io.github.apim.edit.Operation.Form;
import io.github.apim.edit.Operation.Side;
import io.github.apim.edit.PropertiesFile;
import io.github.apim.edit.TomlFile;
import io.github.apim.edit.XmlView.Element;
import io.github.apim.rules.HomeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds which edits would make of one file another one that says the same as a third. */
final class Changes {

    private final List<Change> found = new ArrayList<>();

    private Changes() {}

    /** Whether two files of this name say the same, however they write it. */
    static boolean same(String file, byte[] one, byte[] other) {
        try {
            if (file.endsWith(".xml")) {
                Optional<Element> mine = HomeReader.root(one);
                Optional<Element> theirs = HomeReader.root(other);
                return mine.isPresent() && theirs.isPresent() && XmlMeaning.same(mine.get(), theirs.get());
            }
            if (file.endsWith(".properties")) {
                return Properties.of(file, one).equals(Properties.of(file, other));
            }
            if (file.endsWith(".toml")) {
                return toml(file, one).equals(toml(file, other));
            }
            if (file.endsWith(".json")) {
                Optional<Object> mine = JsonMeaning.of(one);
                return mine.isPresent() && mine.equals(JsonMeaning.of(other));
            }
            return false;
        } catch (EditException unreadable) {
            return false;
        }
    }

    /** The edits; empty if there are none that do it. */
    static Optional<List<Change>> between(String file, byte[] planned, byte[] wanted) {
        Changes changes = new Changes();
        try {
            if (file.endsWith(".xml")) {
                Optional<Element> mine = HomeReader.root(planned);
                Optional<Element> theirs = HomeReader.root(wanted);
                if (mine.isEmpty() || theirs.isEmpty()) {
                    return Optional.empty();
                }
                changes.element("/" + mine.get().name(), mine.get(), theirs.get());
            } else if (file.endsWith(".properties")) {
                changes.properties(Properties.of(file, planned), Properties.of(file, wanted));
            } else if (file.endsWith(".toml")) {
                changes.toml(toml(file, planned), toml(file, wanted));
            } else if (file.endsWith(".json")) {
                changes.json(
                        "",
                        JsonMeaning.of(planned).orElse(""),
                        JsonMeaning.of(wanted).orElse(""));
            }
            byte[] edited = planned;
            for (Change change : changes.found) {
                edited = FileEditor.apply(file, edited, change.place(), change.operation());
            }
            return changes.found.isEmpty() || !same(file, edited, wanted)
                    ? Optional.empty()
                    : Optional.of(List.copyOf(changes.found));
        } catch (EditException impossible) {
            return Optional.empty();
        }
    }

    private void element(String path, Element planned, Element wanted) {
        wanted.attributes().forEach((name, value) -> {
            if (!value.equals(planned.attributes().get(name))) {
                set(path + "/@" + name, value);
            }
        });
        planned.attributes().keySet().stream()
                .filter(name -> !wanted.attributes().containsKey(name))
                .forEach(name -> remove(path + "/@" + name));
        if (planned.children().isEmpty() && wanted.children().isEmpty()) {
            if (!planned.text().equals(wanted.text())) {
                set(path, wanted.text());
            }
            return;
        }
        Map<String, Element> mine = XmlMeaning.steps(planned);
        Map<String, Element> theirs = XmlMeaning.steps(wanted);
        List<String> gone = new ArrayList<>();
        for (String step : XmlMeaning.allSteps(planned, wanted)) {
            String place = path + "/" + step;
            if (!mine.containsKey(step)) {
                found.add(
                        new Change(place, new Operation.Add(Form.XML, XmlText.of(theirs.get(step)), Side.INTO, path)));
            } else if (!theirs.containsKey(step)) {
                gone.add(place);
            } else if (!XmlMeaning.same(mine.get(step), theirs.get(step))) {
                element(place, mine.get(step), theirs.get(step));
            }
        }
        // Of elements that are counted, the last goes first, so that the others keep their numbers.
        for (int i = gone.size() - 1; i >= 0; i--) {
            remove(gone.get(i));
        }
    }

    private void properties(Map<String, String> planned, Map<String, String> wanted) {
        String last =
                planned.keySet().stream().reduce((first, second) -> second).orElse("");
        wanted.forEach((key, value) -> {
            if (!planned.containsKey(key)) {
                found.add(new Change(key, new Operation.Add(Form.VALUE, value, Side.AFTER, last)));
            } else if (!planned.get(key).equals(value)) {
                set(key, value);
            }
        });
        planned.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(this::remove);
    }

    /** A value of a deployment.toml; a text may look like an array or a number and is none. */
    private record Toml(String value, boolean isText) {}

    private static Map<String, Toml> toml(String file, byte[] bytes) {
        TomlFile toml = TomlFile.parse(file, bytes);
        Set<String> texts = toml.texts();
        Map<String, Toml> values = new TreeMap<>();
        toml.values().forEach((path, found) -> values.put(path, new Toml(found.value(), texts.contains(path))));
        return values;
    }

    private void toml(Map<String, Toml> planned, Map<String, Toml> wanted) {
        wanted.forEach((path, value) -> {
            Optional<String> table = table(path);
            if (!planned.containsKey(path) && !value.isText() && table.isPresent()) {
                found.add(new Change(path, new Operation.Add(Form.TOML, value.value(), Side.INTO, table.get())));
            } else if (!value.equals(planned.get(path))) {
                set(path, value.value());
            }
        });
        planned.keySet().stream().filter(path -> !wanted.containsKey(path)).forEach(this::remove);
    }

    /** The path of the table that a key is in, empty at the top of the file; the key may be in quotes and have dots. */
    private static Optional<String> table(String path) {
        char last = path.charAt(path.length() - 1);
        int key = last == '"' || last == '\'' ? path.lastIndexOf(last, path.length() - 2) : path.lastIndexOf('.') + 1;
        return key == 0 ? Optional.empty() : Optional.of(path.substring(0, key - 1));
    }

    private void json(String path, Object planned, Object wanted) {
        if (planned instanceof Map<?, ?> mine && wanted instanceof Map<?, ?> theirs) {
            Set<Object> keys = new LinkedHashSet<>(mine.keySet());
            keys.addAll(theirs.keySet());
            keys.stream()
                    .filter(key -> !(mine.containsKey(key)
                            && theirs.containsKey(key)
                            && mine.get(key).equals(theirs.get(key))))
                    .forEach(key -> json(path + "/" + key, mine.get(key), theirs.get(key)));
        } else if (wanted == null) {
            remove(path);
        } else if (planned != null && !(wanted instanceof Map<?, ?>) && !(wanted instanceof List<?>)) {
            set(path, wanted.toString());
        }
    }

    private void set(String place, String value) {
        found.add(new Change(place, new Operation.Set(value)));
    }

    private void remove(String place) {
        found.add(new Change(place, new Operation.Remove()));
    }

    /** A properties file by keys, in its order. */
    private static final class Properties {

        private Properties() {}

        static Map<String, String> of(String file, byte[] bytes) {
            PropertiesFile properties = PropertiesFile.parse(file, bytes);
            Map<String, String> values = new LinkedHashMap<>();
            properties.keys().forEach(key -> values.put(key, properties.get(key).orElse("")));
            return values;
        }
    }
}
