/** Facts of the products by version, without behaviour that depends on a deployment, and access to their packs. */
package io.github.apim.product;
