package io.github.apim.rules;

import java.time.Duration;

/** How long before its end a certificate is told of. */
public final class ExpiryNotice {

    public static final Duration BEFORE = Duration.ofDays(30);

    private ExpiryNotice() {}
}
