/** A deployment as immutable records that are valid by construction. */
package io.github.apim.deployment;
