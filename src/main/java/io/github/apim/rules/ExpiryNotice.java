package io.github.apim.rules;

import java.time.Duration;

/** Of which certificates it is told that they end, and how long before. */
public final class ExpiryNotice {

    public static final Duration BEFORE = Duration.ofDays(30);

    /**
     * What the aliases of public authorities begin with in trust stores that are made here. There are many, each year some of
     * them end, and that concerns nobody but the backends that still have a certificate of theirs.
     */
    public static final String PUBLIC = "public-";

    private ExpiryNotice() {}
}
