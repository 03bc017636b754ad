package io.github.apim.family.toml;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression of a Jinja template into names, strings and signs. */
final class JinjaTokens {

    private static final String TWO_SIGNS = "== != <= >= **";

    /** What a token is. */
    enum Kind {
        NAME,
        STRING,
        NUMBER,
        SIGN
    }

    /** @param text of a string without its quotes */
    record Token(Kind kind, String text) {

        boolean isSign(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isName(String name) {
            return kind == Kind.NAME && text.equals(name);
        }
    }

    private final String source;
    private final int end;
    private int at;

    private JinjaTokens(String source, int start, int end) {
        this.source = source;
        this.at = start;
        this.end = end;
    }

    /** The tokens of a part of a template. */
    static List<Token> of(String source, int start, int end) {
        JinjaTokens tokens = new JinjaTokens(source, start, end);
        List<Token> found = new ArrayList<>();
        while (tokens.skipBlanks()) {
            found.add(tokens.next());
        }
        return found;
    }

    private boolean skipBlanks() {
        while (at < end && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at < end;
    }

    private Token next() {
        int start = at;
        char first = source.charAt(at++);
        if (first == '"' || first == '\'') {
            while (at < end && source.charAt(at) != first) {
                at += source.charAt(at) == '\\' ? 2 : 1;
            }
            String text = source.substring(start + 1, Math.min(at, end));
            at++;
            return new Token(Kind.STRING, text);
        }
        if (isNamePart(first)) {
            while (at < end && isNamePart(source.charAt(at))) {
                at++;
            }
            return new Token(Character.isDigit(first) ? Kind.NUMBER : Kind.NAME, source.substring(start, at));
        }
        if (at < end && TWO_SIGNS.contains(source.substring(start, at + 1))) {
            at++;
        }
        return new Token(Kind.SIGN, source.substring(start, at));
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
