package io.github.apim.family.am1;

import io.github.apim.archive.Content;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import java.io.IOException;
import java.util.Optional;

/** The script that tells API Manager where BAM is, in the homes of nodes that may write to the registry. */
public final class AnalyticsScriptOverlay implements Overlay {

    public static final String SCRIPT = "bin/" + AnalyticsScript.NAME;

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
