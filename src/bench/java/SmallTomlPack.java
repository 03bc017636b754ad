import io.github.apim.testing.TomlPack;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a small pack of the tests as a folder.
 *
 * <p>Arguments: the pack's root, such as {@code wso2am-4.1.0}, and the folder that it is written into.
 */
public final class SmallTomlPack {

    public static void main(String... arguments) throws IOException {
        TomlPack.of(arguments[0]).toFolder(Path.of(arguments[1]));
    }
}
