package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

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

        /** The same, empty if it is absent. */
        Optional<String> optionalString(String key) {
            return text(key).map(Text::text);
        }

        /** The texts of the list under this key, none if it is absent. */
        List<String> strings(String key) {
            return items(key).stream().map(item -> ((Text) item).text()).toList();
        }

        /** What the word under a key stands for, which the check has found among these. */
        <E> E choice(String key, E[] all, Function<E, String> word) {
            return Arrays.stream(all)
                    .filter(each -> word.apply(each).equals(string(key)))
                    .findFirst()
                    .orElseThrow(() -> missing(key));
        }

        /** The number under this key, empty if it is absent or wrong. */
        OptionalInt integer(String key) {
            return whole(key)
                    .map(number -> OptionalInt.of(Math.toIntExact(number)))
                    .orElse(OptionalInt.empty());
        }

        /** The number under a key that the check has found, or filled in. */
        int number(String key) {
            return integer(key).orElseThrow(() -> missing(key));
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
