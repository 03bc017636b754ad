package io.github.apim.product;

/** What fills a database, as far as the packs bring scripts for it (matrix §1.5). */
public enum SchemaContent {
    /** APIs, applications and tokens. */
    API_MANAGER,
    /** Users and the registry: one script makes the tables of both. */
    USERS_AND_REGISTRY
}
