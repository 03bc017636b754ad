package io.github.apim.edit;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** What is to become of one place of a file. */
public sealed interface Operation {

    /** What is written into the file, without the place; empty where nothing is. */
    default String content() {
        return "";
    }

    /** The same with another content. */
    default Operation with(UnaryOperator<String> change) {
        return this;
    }

    /** The place gets a value; where it is commented out, it becomes live. */
    record Set(String value) implements Operation {

        @Override
        public String content() {
            return value;
        }

        @Override
        public Operation with(UnaryOperator<String> change) {
            return new Set(change.apply(value));
        }

        /** The value may be a secret. */
        @Override
        public String toString() {
            return "set";
        }
    }

    /**
     * The place comes to be, beside or in what is there.
     *
     * @param form    what the content is written in, which must be that of the file
     * @param anchor  the place that is there already
     */
    record Add(Form form, String content, Side side, String anchor) implements Operation {

        @Override
        public Operation with(UnaryOperator<String> change) {
            return new Add(form, change.apply(content), side, anchor);
        }

        /** The content may hold a secret. */
        @Override
        public String toString() {
            return "add " + form.key() + " " + side.key() + " " + anchor;
        }
    }

    /** The place goes. */
    record Remove() implements Operation {}

    /** What is added: an XML element, a JSON value, a TOML value or table, or the plain value of a property. */
    enum Form {
        XML,
        JSON,
        TOML,
        VALUE;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it is added: directly behind or before its anchor, or as the last in it. */
    enum Side {
        AFTER,
        BEFORE,
        INTO;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
