package io.github.apim.adoption;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What a JSON file says: of YAML 1.2 it is a part. */
final class JsonMeaning {

    private JsonMeaning() {}

    /** Maps, lists and values; empty if the file cannot be read. */
    static Optional<Object> of(byte[] bytes) {
        try {
            LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
            return Optional.ofNullable(new Load(settings).loadFromString(new String(bytes, StandardCharsets.UTF_8)));
        } catch (YamlEngineException unreadable) {
            return Optional.empty();
        }
    }
}
