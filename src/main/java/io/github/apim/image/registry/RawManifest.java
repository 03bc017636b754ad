package io.github.apim.image.registry;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import io.github.apim.image.Image;
import java.nio.charset.StandardCharsets;

/** A manifest that goes to the registry byte by byte as it is: its digest is that of the layout. */
final class RawManifest implements ManifestTemplate {

    private final String json;

    RawManifest(byte[] manifest) {
        this.json = new String(manifest, StandardCharsets.UTF_8);
    }

    @JsonValue
    @JsonRawValue
    public String json() {
        return json;
    }

    @Override
    public int getSchemaVersion() {
        return 2;
    }

    @Override
    public String getManifestMediaType() {
        return Image.MANIFEST;
    }
}
