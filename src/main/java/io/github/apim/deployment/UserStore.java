package io.github.apim.deployment;

import io.github.apim.edit.XmlElement;
import java.nio.file.Path;
import java.util.List;

/**
 * The user store that all nodes with users have as their primary one, in place of that in the shared schema; permissions stay
 * in the schema (matrix §1.3).
 *
 * @param file    where it is described
 * @param element the {@code UserStoreManager} with its placeholders replaced
 * @param shown   the same without what must not show
 * @param secrets what must not show
 */
public record UserStore(Path file, XmlElement element, XmlElement shown, List<Secret> secrets) {

    public UserStore {
        secrets = List.copyOf(secrets);
    }

    /** The class that Carbon loads for it. */
    public String className() {
        return element.attributes().get("class");
    }

    /** Whether something in it must not show. */
    public boolean isSecret() {
        return !secrets.isEmpty();
    }

    /** Its values can be passwords. */
    @Override
    public String toString() {
        return file.toString();
    }
}
