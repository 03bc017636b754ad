package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import java.util.List;
import java.util.Map;

/** The descriptor as YAML sees it: values that know their place, before anybody asks what they mean. */
sealed interface YamlTree {

    Location location();

    /** How many values this is with all its aliases written out, itself included. */
    long weight();

    /** What a plain text means in YAML 1.2; a quoted one is always text. */
    enum Kind {
        TEXT("text"),
        INTEGER("a whole number"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        NULL("nothing");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** A single value. */
    record Scalar(Location location, Kind kind, String text) implements YamlTree {
        @Override
        public long weight() {
            return 1;
        }
    }

    /**
     * Entries by key, in the file's order.
     *
     * @param takenOut where a layer has taken out a key
     */
    record Mapping(Location location, Map<String, Entry> entries, Map<String, Location> takenOut, long weight)
            implements YamlTree {

        /** A mapping as a file has it. */
        Mapping(Location location, Map<String, Entry> entries, long weight) {
            this(location, entries, Map.of(), weight);
        }
    }

    /** A value of a mapping, and the place of its key. */
    record Entry(Location key, YamlTree value) {}

    /** Items in the file's order. */
    record Sequence(Location location, List<YamlTree> items, long weight) implements YamlTree {}

    /** A value that cannot be used and that a problem has been reported for. */
    record Broken(Location location) implements YamlTree {
        @Override
        public long weight() {
            return 1;
        }
    }
}
