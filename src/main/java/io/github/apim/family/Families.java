package io.github.apim.family;

import io.github.apim.family.activemq5.ActiveMq5;
import io.github.apim.family.am1.ApiManager1;
import io.github.apim.family.am2.ApiManager2;
import io.github.apim.family.am3.ApiManager3;
import io.github.apim.family.am4.ApiManager4;
import io.github.apim.family.bam2.Bam2;
import io.github.apim.family.is5.IdentityServer5;
import io.github.apim.family.istoml.IdentityServerToml;
import io.github.apim.family.spi.Family;
import io.github.apim.product.VersionFamily;
import java.util.Arrays;
import java.util.List;

/** All families of versions. */
public final class Families {

    private Families() {}

    /** The families, in the order in which their rules are checked. */
    public static List<Family> all() {
        return Arrays.stream(VersionFamily.values()).map(Families::of).toList();
    }

    /** The family of this name. No other one is loaded, nor its overlays and rules, which most deployments never need. */
    public static Family of(VersionFamily id) {
        return switch (id) {
            case API_MANAGER_1 -> new ApiManager1();
            case API_MANAGER_2 -> new ApiManager2();
            case API_MANAGER_3 -> new ApiManager3();
            case API_MANAGER_4 -> new ApiManager4();
            case IDENTITY_SERVER_5 -> new IdentityServer5();
            case IDENTITY_SERVER_TOML -> new IdentityServerToml();
            case BAM_2 -> new Bam2();
            case ACTIVEMQ_5 -> new ActiveMq5();
        };
    }
}
