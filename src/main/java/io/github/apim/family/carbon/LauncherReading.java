package io.github.apim.family.carbon;

import io.github.apim.edit.EditException;
import io.github.apim.edit.ShellFile;
import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.rules.HomeReader;
import io.github.apim.rules.HomeReader.Seen;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a launcher of ours says of its node. */
public final class LauncherReading {

    private static final Map<String, Sign> VARIABLES = Map.of(
            "NODE", Sign.NODE,
            "PROFILE", Sign.PROFILE,
            "NODE_JAVA_HOME", Sign.JAVA_HOME,
            "NODE_HEAP", Sign.HEAP_OPTIONS,
            "NODE_JAVA_OPTS", Sign.JAVA_OPTIONS,
            "SHARED_ARTIFACTS", Sign.SHARED_DIRECTORY,
            "FILLS_SHARED_ARTIFACTS", Sign.FILLS_SHARED_DIRECTORY);

    private LauncherReading() {}

    /** Adds the variables of a launcher; nothing if the file is not there, or none of ours. */
    public static void read(HomeReader home, String file, Signs signs) {
        Optional<byte[]> bytes = home.files().read(file);
        if (bytes.isEmpty()) {
            return;
        }
        try {
            ShellFile launcher = ShellFile.parse(file, bytes.get());
            List<String> lines =
                    new String(bytes.get(), StandardCharsets.UTF_8).lines().toList();
            VARIABLES.forEach((variable, sign) -> {
                if (launcher.has(variable)) {
                    launcher.get(variable)
                            .ifPresent(value -> signs.add(sign, new Seen(value, file, line(lines, variable + "="))));
                }
            });
        } catch (EditException unreadable) {
            // A script of somebody else, who wrote it in another way.
        }
    }

    private static int line(List<String> lines, String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i + 1;
            }
        }
        return 1;
    }
}
