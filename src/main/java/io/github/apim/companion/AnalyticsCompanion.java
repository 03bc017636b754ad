package io.github.apim.companion;

import io.github.apim.family.am1.AnalyticsScript;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The script that tells a running API Manager where BAM is, for those who run it from elsewhere than a node. */
final class AnalyticsCompanion implements Companion {

    @Override
    public List<CompanionFile> files(CompanionContext context) throws IOException {
        Optional<byte[]> script = AnalyticsScript.of(context.topology());
        return script.stream()
                .map(text -> new CompanionFile(AnalyticsScript.NAME, text, true))
                .toList();
    }
}
