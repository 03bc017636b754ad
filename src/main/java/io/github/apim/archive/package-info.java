/**
 * A zip, a tar.gz or a folder in; tar.gz files out, which take over the source's compressed data as they lie. Knows
 * nothing of what the archives are for.
 */
package io.github.apim.archive;
