package io.github.apim.product;

import java.util.Set;

/** The passwords that packs are shipped with: everybody knows them, and they are words that stand elsewhere, too. */
public final class ShippedPasswords {

    /** All of them. */
    public static final Set<String> ALL = Set.of("admin", "wso2carbon");

    private ShippedPasswords() {}
}
