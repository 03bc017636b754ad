/**
 * What servers have in common that render their files from one {@code deployment.toml}: its settings, and what judges
 * them.
 */
package io.github.apim.family.toml;
