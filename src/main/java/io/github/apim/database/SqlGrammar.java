package io.github.apim.database;

import java.util.List;
import java.util.Locale;

/** What the grammars of all kinds of servers have in common: they go along the tokens of one statement. */
abstract class SqlGrammar<T extends SqlToken> {

    /** Why a statement is none of those that are allowed. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    static final String OTHER_KIND = "scripts may make tables, indexes, views, triggers, routines and sequences,"
            + " add to tables, insert values, and set variables of their session";

    final List<T> tokens;
    int next;

    SqlGrammar(List<T> tokens) {
        this.tokens = tokens;
    }

    /**
     * Takes a name, which must not be the first part of a longer one.
     *
     * @param foreign what to say of one that is
     */
    final String name(String foreign) throws Refused {
        if (isAtEnd() || !tokens.get(next).isName()) {
            throw new Refused(OTHER_KIND);
        }
        String name = tokens.get(next++).name();
        if (!isAtEnd() && tokens.get(next).isSign('.')) {
            throw new Refused(foreign);
        }
        return name;
    }

    /** Takes {@code IF NOT EXISTS}, if it is there. */
    final boolean notExists() throws Refused {
        if (!take("IF")) {
            return false;
        }
        expect("NOT");
        expect("EXISTS");
        return true;
    }

    /** The rest is {@code ADD …, ADD …}. */
    final void requireAdditions() throws Refused {
        int depth = 0;
        boolean begins = true;
        for (T token : tokens.subList(next, tokens.size())) {
            if (begins && !token.is("ADD")) {
                throw new Refused("it does more than ADD to a table");
            }
            depth += depth(token);
            begins = depth == 0 && token.isSign(',');
        }
        if (begins) {
            throw new Refused(OTHER_KIND);
        }
    }

    /** How much deeper what follows is in brackets. */
    final int depth(T token) {
        return token.isSign('(') ? 1 : token.isSign(')') ? -1 : 0;
    }

    final boolean isAtEnd() {
        return next >= tokens.size();
    }

    final boolean take(String word) {
        boolean there = word(next).equals(word);
        next += there ? 1 : 0;
        return there;
    }

    final boolean takeSign(char sign) {
        boolean there = !isAtEnd() && tokens.get(next).isSign(sign);
        next += there ? 1 : 0;
        return there;
    }

    final void expect(String word) throws Refused {
        if (!take(word)) {
            throw new Refused(OTHER_KIND);
        }
    }

    /** The word there, in upper case; empty for what is no bare word. */
    final String word(int index) {
        return index < tokens.size() && tokens.get(index).kind() == SqlToken.Kind.WORD
                ? tokens.get(index).text().toUpperCase(Locale.ROOT)
                : "";
    }
}
