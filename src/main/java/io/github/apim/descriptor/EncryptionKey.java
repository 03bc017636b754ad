package io.github.apim.descriptor;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import java.util.Map;
import java.util.Optional;

/** The key that servers encrypt with, where it is kept in settings.xml (am-4 §11.3). */
final class EncryptionKey {

    /** The section of the descriptor that has it. */
    static final String SECTION = "encryption";

    /** The section that has the one by which passwords are encrypted; it may be a word. */
    static final String VAULT = "secure-vault";

    private EncryptionKey() {}

    /** @param credentials by the section that has them */
    static void check(Value.Fields root, Map<String, Credentials> credentials, Problems problems) {
        check(SECTION, root.fields(SECTION), credentials, problems);
        check(VAULT, vault(root), credentials, problems);
    }

    static Optional<Value.Fields> vault(Value.Fields root) {
        return root.any(VAULT).filter(Value.Fields.class::isInstance).map(Value.Fields.class::cast);
    }

    private static void check(
            String name, Optional<Value.Fields> section, Map<String, Credentials> credentials, Problems problems) {
        Optional<Value.Text> server = section.flatMap(fields -> fields.text("credentials"));
        Optional<Secret> key = Optional.ofNullable(credentials.get(name)).map(Credentials::password);
        server.filter(id -> key.filter(found -> !isKey(found)).isPresent())
                .ifPresent(id -> problems.error(
                        id.location(),
                        id.path(),
                        "the password of this <server> is the key that nodes encrypt with, and must be 64 hexadecimal"
                                + " digits; make one with openssl rand -hex 32, once for all nodes"));
    }

    private static boolean isKey(Secret secret) {
        return Formats.ENCRYPTION_KEY.pattern().matcher(secret.reveal()).matches();
    }
}
