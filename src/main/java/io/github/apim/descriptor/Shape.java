package io.github.apim.descriptor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Describes what may stand somewhere in the descriptor. The reader's checks and the JSON schema are both made from it,
 * so that an editor and the build say the same.
 */
sealed interface Shape {

    /** What is expected, to follow the word "expected" in a message. */
    String expected();

    /** A shape that is written as a single value. */
    sealed interface Atom extends Shape {}

    /** A text of a format. */
    record Text(Format format) implements Atom {
        @Override
        public String expected() {
            return format.title();
        }
    }

    /** A whole number within bounds, both included. */
    record Whole(long least, long most) implements Atom {
        @Override
        public String expected() {
            return most == Long.MAX_VALUE
                    ? "a whole number of at least " + least
                    : "a whole number from " + least + " to " + most;
        }
    }

    /** A whole number of at least 1, or a text of the format. */
    record Size(Format format) implements Atom {
        @Override
        public String expected() {
            return format.title() + ", such as " + format.examples().get(0);
        }
    }

    /** {@code true} or {@code false}. */
    record Flag() implements Atom {
        @Override
        public String expected() {
            return "true or false";
        }
    }

    /**
     * One of some words.
     *
     * @param words   what messages name
     * @param aliases further words that are accepted
     */
    record Choice(String title, List<String> words, List<String> aliases) implements Atom {
        @Override
        public String expected() {
            return title + ": " + String.join(", ", words);
        }
    }

    /** Any single value, taken as text. */
    record AnyAtom(Format format) implements Atom {
        @Override
        public String expected() {
            return "a single value";
        }
    }

    /**
     * A mapping with keys that are known beforehand.
     *
     * @param exactlyOne groups of keys, of each of which exactly one must be there
     * @param cases      what else depends on the word under one of the keys
     */
    record Struct(Map<String, Key> keys, List<List<String>> exactlyOne, Optional<Cases> cases) implements Shape {
        @Override
        public String expected() {
            return "a mapping with " + String.join(", ", keys.keySet());
        }
    }

    /**
     * Keys of a mapping that belong to some of the words under one of its keys.
     *
     * @param key    the key with the word; it has a standard word
     * @param byWord for each word, the keys that it has beside those that all have
     */
    record Cases(String key, Map<String, Case> byWord) {

        /** The keys that may not stand beside the word. */
        Set<String> foreign(String word) {
            Set<String> foreign = new LinkedHashSet<>();
            byWord.values().forEach(other -> foreign.addAll(other.all()));
            foreign.removeAll(byWord.get(word).all());
            return foreign;
        }

        /** The words beside which the key may stand. */
        List<String> words(String name) {
            return byWord.entrySet().stream()
                    .filter(word -> word.getValue().all().contains(name))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** The keys of one word: those that must be there, and those that may. */
    record Case(List<String> required, List<String> optional) {

        Set<String> all() {
            Set<String> all = new LinkedHashSet<>(required);
            all.addAll(optional);
            return all;
        }
    }

    /**
     * What is said about a known key.
     *
     * @param standard what an absent key stands for, as text; a mapping stands for itself without entries
     */
    record Key(Shape shape, boolean required, String description, Optional<String> standard) {}

    /**
     * A mapping with keys that the user chooses.
     *
     * @param least how many entries there must be
     */
    record Table(Atom keys, Shape values, int least) implements Shape {
        @Override
        public String expected() {
            return "a mapping from " + keys.expected() + " to " + values.expected();
        }
    }

    /** A list of any length. */
    record Items(Shape item) implements Shape {
        @Override
        public String expected() {
            return "a list, each item " + item.expected();
        }
    }

    /** A short form, and a mapping or a list for those who have more to say. */
    record Either(Atom brief, Shape full) implements Shape {
        @Override
        public String expected() {
            return brief.expected() + ", or " + full.expected();
        }
    }
}
