package io.github.apim.database;

import java.util.Locale;

/** A word, text or sign of a statement. */
interface SqlToken {

    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        QUOTED_NAME,
        SIGN
    }

    Kind kind();

    /** As it stands there, with its quotes. */
    String text();

    default boolean is(String word) {
        return kind() == Kind.WORD && text().equalsIgnoreCase(word);
    }

    default boolean isSign(char sign) {
        return kind() == Kind.SIGN && text().charAt(0) == sign;
    }

    default boolean isName() {
        return kind() == Kind.WORD || kind() == Kind.QUOTED_NAME;
    }

    /** The name without quotes, in lower case: servers fold what is not quoted. */
    default String name() {
        String bare = kind() == Kind.QUOTED_NAME ? text().replace(text().substring(0, 1), "") : text();
        return bare.toLowerCase(Locale.ROOT);
    }
}
