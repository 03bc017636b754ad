package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checked value: of the right type and format, with placeholders replaced and standard values filled in. */
sealed interface Value {

    String path();

    Location location();

    /** The entries of a mapping. */
    record Fields(String path, Location location, Map<String, Value> values) implements Value {

        /** The text under this key, empty if it is absent or wrong. */
        Optional<Text> text(String key) {
            return as(key, Text.class);
        }

        /** The mapping under this key, empty if it is absent or wrong. */
        Optional<Fields> fields(String key) {
            return as(key, Fields.class);
        }

        /** The items of the list under this key, none if it is absent or wrong. */
        List<Value> items(String key) {
            return as(key, Items.class).map(Items::values).orElse(List.of());
        }

        Optional<Value> any(String key) {
            return Optional.ofNullable(values.get(key));
        }

        /** The text under a key that the check has found, or filled in. */
        String string(String key) {
            return text(key).orElseThrow(() -> missing(key)).text();
        }

        /** The number under this key, empty if it is absent or wrong. */
        Optional<Long> whole(String key) {
            return as(key, Whole.class).map(Whole::value);
        }

        boolean flag(String key) {
            return as(key, Flag.class).orElseThrow(() -> missing(key)).value();
        }

        private <V extends Value> Optional<V> as(String key, Class<V> type) {
            return any(key).filter(type::isInstance).map(type::cast);
        }

        private IllegalStateException missing(String key) {
            return new IllegalStateException("unchecked value at " + YamlPath.child(path, key));
        }
    }

    /** The items of a list. */
    record Items(String path, Location location, List<Value> values) implements Value {}

    /**
     * A text.
     *
     * @param shown the text without what came from the environment
     * @param given whether all of it came from placeholders, so that the file itself does not hold it
     */
    record Text(String path, Location location, String text, String shown, boolean given) implements Value {

        /** Texts can be passwords. */
        @Override
        public String toString() {
            return path + " at " + location;
        }
    }

    /** A whole number. */
    record Whole(String path, Location location, long value) implements Value {}

    /** True or false. */
    record Flag(String path, Location location, boolean value) implements Value {}

    /** A value with an error that has been reported. */
    record Broken(String path, Location location) implements Value {}
}
