package io.github.apim.overlay;

import io.github.apim.archive.Content;
import java.io.IOException;
import java.util.Optional;

/** The script that tells API Manager where BAM is, in the homes of nodes that may write to the registry. */
final class AnalyticsScriptOverlay implements Overlay {

    static final String SCRIPT = "bin/" + AnalyticsScript.NAME;

    @Override
    public String name() {
        return "analytics-script";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<byte[]> script = AnalyticsScript.of(context.topology(), context.node());
        if (script.isPresent()) {
            files.put(SCRIPT, 0755, new Content.Bytes(script.get()));
        }
    }
}
