package io.github.apim.image.registry;

import com.google.cloud.tools.jib.api.ImageReference;
import io.github.apim.image.Image;
import io.github.apim.image.OciLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a test lets another process do with a registry, to end it or to give it an environment. */
public final class RegistryMain {

    private RegistryMain() {}

    /**
     * Pushes the image of a layout, or looks for a login and ends with 0 if it is the expected one.
     *
     * @param arguments {@code push <layout> <repository>} or {@code login <host> <home>}; user and password are in the
     *                  environment
     */
    public static void main(String[] arguments) throws Exception {
        Login login = new Login(System.getenv("APIM_USER"), System.getenv("APIM_PASSWORD"), "a test");
        if (arguments[0].equals("login")) {
            Optional<Login> found = new Logins(
                            Optional.empty(), Optional.empty(), System.getenv(), Path.of(arguments[2]))
                    .of(ImageReference.of(arguments[1], "a", "1"));
            boolean right = found.isPresent()
                    && found.get().user().equals(login.user())
                    && found.get().password().equals(login.password());
            Runtime.getRuntime().exit(right ? 0 : found.isPresent() ? 2 : 1);
        }
        OciLayout layout = OciLayout.look(Path.of(arguments[1]));
        Image image = layout.images().values().iterator().next();
        String host = arguments[2].substring(0, arguments[2].indexOf('/'));
        new Registry(new Logins(Optional.of(login), Optional.of(host), Map.of(), Path.of("")), true)
                .push(layout, image, arguments[2], "7", Map.of());
    }
}
