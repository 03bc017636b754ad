package io.github.apim.rules;

import io.github.apim.edit.EditException;
import io.github.apim.edit.TomlFile;
import java.util.Optional;

/**
 * What reading a TOML file gave.
 *
 * @param file  empty if it is none
 * @param fault why it is none
 */
record TomlReading(Optional<TomlFile> file, Optional<TomlFault> fault) {

    private static final String ENDING = ".toml";

    static boolean isToml(String path) {
        return path.endsWith(ENDING);
    }

    static TomlReading of(String path, byte[] bytes) {
        try {
            return new TomlReading(Optional.of(TomlFile.parse(path, bytes)), Optional.empty());
        } catch (EditException problem) {
            return new TomlReading(
                    Optional.empty(), Optional.of(new TomlFault(problem.line().orElse(1), problem.detail())));
        }
    }
}
