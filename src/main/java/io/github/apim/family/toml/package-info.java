/** What the versions have in common that render their configuration from one TOML file. */
package io.github.apim.family.toml;
