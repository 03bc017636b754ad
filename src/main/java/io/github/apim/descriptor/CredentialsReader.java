package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.edit.Echo;
import java.util.Optional;
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

    private Optional<Credentials> inline(Value.Fields fields) {
        Optional<Value.Text> username = fields.text("username");
        Optional<Value.Text> password = fields.text("password");
        password.filter(text -> !text.given())
                .ifPresent(text -> problems.warning(
                        text.location(),
                        text.path(),
                        "a password in this file; keep it as a <server> in settings.xml, or take it from ${env.…}"));
        return username.flatMap(user -> password.map(text -> new Credentials(user.text(), new Secret(text.text()))));
    }

    private Optional<Credentials> server(Value.Text id) {
        try {
            Optional<Credentials> found = lookup.lookup(id.text());
            if (found.isEmpty()) {
                problems.error(
                        id.location(),
                        id.path(),
                        "settings.xml has no <server> with the id " + Echo.of(id.text())
                                + "; add one with <username> and <password>");
            }
            return found.filter(credentials -> isUsable(credentials, id));
        } catch (CredentialsException e) {
            problems.error(id.location(), id.path(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isUsable(Credentials credentials, Value.Text id) {
        boolean user = credentials.username() != null
                && CLEAN.matcher(credentials.username()).matches();
        boolean password = CLEAN.matcher(credentials.password().reveal()).matches();
        if (!user || !password) {
            String what = user ? "password" : "user name";
            problems.error(
                    id.location(),
                    id.path(),
                    "the " + what + " of <server> " + Echo.of(id.text()) + " is empty or has control characters");
        }
        return user && password;
    }
}
