/**
 * Editors that change single places of a file and keep every other byte: XML, properties, TOML, shell variables, JSON.
 *
 * <p>A file is scanned for where its parts lie, and text is spliced in there; nothing is ever written from a parsed
 * tree. An independent parser then judges the result. The package knows nothing of what the files are for.
 */
package io.github.apim.edit;
