package io.github.apim.family.toml;

import io.github.apim.family.toml.JinjaTokens.Kind;
import io.github.apim.family.toml.JinjaTokens.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that Jinja templates read: {@code a.b} and {@code a['b']}, what a loop's variable stands for, and the tables
 * that are gone through entry by entry, in which any name is read. Names are joined with dots, without the numbers of
 * elements. What cannot be followed is taken for read.
 */
final class JinjaNames {

    private static final Set<String> WORDS = Set.of(
            "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None", "loop");

    private static final Set<String> ENTRIES = Set.of("items", "keys", "values", "get");

    private static final Set<String> BEFORE_EXPRESSIONS = Set.of("if", "elif", "else", "endif", "do");

    /** What a name within a template stands for: a path, or nothing of the configuration. */
    private record Chain(Optional<String> path, boolean byEntries, int next) {}

    private final Set<String> read = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    /** What the variables of the loops stand for; the last entry is that of the innermost one. */
    private final Deque<Map<String, Optional<String>>> scopes = new ArrayDeque<>();

    private List<Token> tokens = List.of();

    /** The names that are read. */
    Set<String> read() {
        return read;
    }

    /** The tables in which any name is read. */
    Set<String> open() {
        return open;
    }

    /** Adds what a template reads. */
    void scan(String template) {
        scopes.clear();
        scopes.push(new HashMap<>());
        int at = template.indexOf('{');
        while (at >= 0 && at + 1 < template.length()) {
            char kind = template.charAt(at + 1);
            String closing = kind == '{' ? "}}" : kind == '%' ? "%}" : kind == '#' ? "#}" : "";
            int end = closing.isEmpty() ? -1 : template.indexOf(closing, at + 2);
            if (end < 0) {
                at = template.indexOf('{', at + 1);
                continue;
            }
            if (kind != '#') {
                tokens = JinjaTokens.of(template, at + 2, end);
                statement(kind == '%');
            }
            at = template.indexOf('{', end + closing.length());
        }
    }

    private void statement(boolean isBlock) {
        int first = !tokens.isEmpty() && tokens.get(0).isSign("-") ? 1 : 0;
        if (!isBlock || tokens.size() <= first) {
            expression(first);
            return;
        }
        switch (tokens.get(first).text()) {
            case "for" -> loop(first + 1);
            case "endfor" -> leave();
            case "set" -> set(first + 1);
            case "macro" -> macro(first + 1);
            case "endmacro" -> leave();
            default -> expression(BEFORE_EXPRESSIONS.contains(tokens.get(first).text()) ? first + 1 : first);
        }
    }

    private void leave() {
        if (scopes.size() > 1) {
            scopes.pop();
        }
    }

    /** {@code for x in a.b}, or {@code for key, value in a.b.items()}. */
    private void loop(int from) {
        List<String> variables = new ArrayList<>();
        int at = from;
        while (at < tokens.size() && !tokens.get(at).isName("in")) {
            if (tokens.get(at).kind() == Kind.NAME) {
                variables.add(tokens.get(at).text());
            }
            at++;
        }
        List<Chain> gone = expression(at + 1);
        Map<String, Optional<String>> scope = new HashMap<>();
        variables.forEach(name -> scope.put(name, Optional.empty()));
        List<String> paths = gone.stream()
                .filter(chain -> !chain.byEntries())
                .flatMap(chain -> chain.path().stream())
                .toList();
        if (variables.size() == 1 && paths.size() == 1) {
            scope.put(variables.get(0), Optional.of(paths.get(0)));
        } else {
            open.addAll(paths);
        }
        scopes.push(scope);
    }

    /** {@code set x = a.b} */
    private void set(int name) {
        List<Chain> value = expression(name + 2);
        boolean isAlias =
                value.size() == 1 && !value.get(0).byEntries() && value.get(0).next() == end();
        if (name < tokens.size()) {
            scopes.getLast().put(tokens.get(name).text(), isAlias ? value.get(0).path() : Optional.empty());
        }
    }

    private int end() {
        int last = tokens.size();
        return last > 0 && tokens.get(last - 1).isSign("-") ? last - 1 : last;
    }

    private void macro(int name) {
        Map<String, Optional<String>> scope = new HashMap<>();
        for (Token token : tokens.subList(Math.min(name + 1, tokens.size()), tokens.size())) {
            if (token.kind() == Kind.NAME) {
                scope.put(token.text(), Optional.empty());
            }
        }
        scopes.push(scope);
    }

    /** Notes all names of an expression. */
    private List<Chain> expression(int from) {
        List<Chain> chains = new ArrayList<>();
        boolean call = false;
        int at = from;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (token.kind() != Kind.NAME || WORDS.contains(token.text()) || isNoName(at)) {
                at++;
                continue;
            }
            if (at + 1 < tokens.size() && tokens.get(at + 1).isSign("(")) {
                call = true;
                at++;
                continue;
            }
            Chain chain = chain(at);
            chains.add(chain);
            at = chain.next();
        }
        if (call) {
            chains.forEach(chain -> chain.path().ifPresent(open::add));
        }
        return chains;
    }

    /** A filter's name, a test's, that of an argument, or what stands below something that cannot be followed. */
    private boolean isNoName(int at) {
        Token before = at > 0 ? tokens.get(at - 1) : new Token(Kind.SIGN, "");
        boolean test = before.isName("is")
                || before.isName("not") && at > 1 && tokens.get(at - 2).isName("is");
        return test
                || before.isSign("|")
                || before.isSign(".")
                || at + 1 < tokens.size() && tokens.get(at + 1).isSign("=");
    }

    private Chain chain(int from) {
        Optional<String> path = meaning(tokens.get(from).text());
        boolean byEntries = false;
        int at = from + 1;
        while (at + 1 < tokens.size()) {
            Token token = tokens.get(at);
            Token next = tokens.get(at + 1);
            boolean isCall = at + 2 < tokens.size() && tokens.get(at + 2).isSign("(");
            if (token.isSign(".") && next.kind() == Kind.NAME && isCall) {
                if (ENTRIES.contains(next.text())) {
                    path.ifPresent(open::add);
                    byEntries = true;
                }
                at = behindEmptyCall(at + 2);
            } else if (token.isSign(".") && next.kind() == Kind.NAME) {
                path = path.map(names -> names + "." + next.text());
                at += 2;
            } else if (token.isSign("[") && next.kind() == Kind.STRING) {
                path = path.map(names -> names + "." + next.text());
                at += 3;
            } else if (token.isSign("[") && next.kind() == Kind.NUMBER) {
                at += 3;
            } else if (token.isSign("[")) {
                path.ifPresent(open::add);
                path = Optional.empty();
                byEntries = true;
                at++;
                break;
            } else {
                break;
            }
        }
        path.ifPresent(read::add);
        return new Chain(path, byEntries, at);
    }

    /** Behind the brackets of a call without arguments; else where its arguments begin, which are read on their own. */
    private int behindEmptyCall(int opening) {
        return opening + 1 < tokens.size() && tokens.get(opening + 1).isSign(")") ? opening + 2 : opening;
    }

    private Optional<String> meaning(String name) {
        return scopes.stream()
                .filter(scope -> scope.containsKey(name))
                .findFirst()
                .map(scope -> scope.get(name))
                .orElse(Optional.of(name));
    }
}
