package io.github.apim.family;

import io.github.apim.family.activemq5.ActiveMq5;
import io.github.apim.family.am1.ApiManager1;
import io.github.apim.family.am2.ApiManager2;
import io.github.apim.family.am3.ApiManager3;
import io.github.apim.family.am4.ApiManager4;
import io.github.apim.family.bam2.Bam2;
import io.github.apim.family.is5.IdentityServer5;
import io.github.apim.family.spi.Family;
import io.github.apim.product.VersionFamily;
import java.util.List;

/** All families of versions. */
public final class Families {

    private static final List<Family> ALL =
            List.of(
                    new ApiManager1(),
                    new ApiManager2(),
                    new ApiManager3(),
                    new ApiManager4(),
                    new IdentityServer5(),
                    new Bam2(),
                    new ActiveMq5());

    private Families() {}

    /** The families, in the order in which their rules are checked. */
    public static List<Family> all() {
        return ALL;
    }

    /** The family of this name. */
    public static Family of(VersionFamily id) {
        return ALL.stream()
                .filter(family -> family.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no family " + id));
    }
}
