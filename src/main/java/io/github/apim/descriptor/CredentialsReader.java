package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.edit.Echo;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Turns a {@code credentials} key into a user name and a password. */
final class CredentialsReader {

    private static final Pattern CLEAN = Formats.TEXT.pattern();

    private final CredentialsLookup lookup;
    private final Problems problems;

    CredentialsReader(CredentialsLookup lookup, Problems problems) {
        this.lookup = lookup;
        this.problems = problems;
    }

    /** The credentials under the key, or empty if there are none or they have errors, which are then problems. */
    Optional<Credentials> read(Value.Fields owner) {
        Optional<Value.Fields> inline = owner.fields("credentials");
        return inline.isPresent()
                ? inline.flatMap(this::inline)
                : owner.text("credentials").flatMap(this::server);
    }

    /**
     * The password under a key whose server or mapping needs no user name; empty if there is none or it has errors, which
     * are then problems.
     */
    Optional<Secret> password(Value.Fields owner, String key) {
        Optional<Value.Fields> inline = owner.fields(key);
        return inline.isPresent()
                ? inline.flatMap(this::inlinePassword).map(text -> new Secret(text.text()))
                : owner.text(key).flatMap(id -> found(id, lookup::password).filter(password -> isUsable(password, id)));
    }

    private Optional<Credentials> inline(Value.Fields fields) {
        Optional<Value.Text> username = fields.text("username");
        Optional<Value.Text> password = inlinePassword(fields);
        return username.flatMap(user -> password.map(text -> new Credentials(user.text(), new Secret(text.text()))));
    }

    private Optional<Value.Text> inlinePassword(Value.Fields fields) {
        Optional<Value.Text> password = fields.text("password");
        password.filter(text -> !text.given())
                .ifPresent(text -> problems.warning(
                        text.location(),
                        text.path(),
                        "a password in this file; keep it as a <server> in settings.xml, or take it from ${env.…}"));
        return password;
    }

    private Optional<Credentials> server(Value.Text id) {
        return found(id, lookup::lookup).filter(credentials -> isUsable(credentials, id));
    }

    private <T> Optional<T> found(Value.Text id, Function<String, Optional<T>> ask) {
        try {
            Optional<T> found = ask.apply(id.text());
            if (found.isEmpty()) {
                problems.error(
                        id.location(),
                        id.path(),
                        "settings.xml has no <server> with the id " + Echo.of(id.text())
                                + "; add one with <username> and <password>");
            }
            return found;
        } catch (CredentialsException e) {
            problems.error(id.location(), id.path(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isUsable(Credentials credentials, Value.Text id) {
        boolean user = credentials.username() != null
                && CLEAN.matcher(credentials.username()).matches();
        if (!user) {
            report(id, "user name");
        }
        return user && isUsable(credentials.password(), id);
    }

    private boolean isUsable(Secret password, Value.Text id) {
        boolean usable = CLEAN.matcher(password.reveal()).matches();
        if (!usable) {
            report(id, "password");
        }
        return usable;
    }

    private void report(Value.Text id, String what) {
        problems.error(
                id.location(),
                id.path(),
                "the " + what + " of <server> " + Echo.of(id.text()) + " is empty or has control characters");
    }
}
