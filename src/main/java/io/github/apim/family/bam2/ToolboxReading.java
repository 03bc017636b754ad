package io.github.apim.family.bam2;

import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.family.spi.HomeReading;
import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.product.Facts;
import io.github.apim.rules.HomeReader;
import io.github.apim.rules.HomeReader.Seen;

/** Whether a BAM sums up the use of APIs. */
final class ToolboxReading implements HomeReading {

    private static final String START = CarbonFiles.TOOLBOXES + "API_Manager_Analytics";

    @Override
    public void read(HomeReader home, Facts facts, Signs signs) {
        home.files().under(CarbonFiles.TOOLBOXES.substring(0, CarbonFiles.TOOLBOXES.length() - 1)).stream()
                .filter(path -> path.startsWith(START))
                .forEach(path -> signs.add(Sign.ANALYTICS_TOOLBOX, new Seen("true", path, 1)));
    }
}
