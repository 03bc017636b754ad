/** What a node was built of, written down beside its tarball and within it, and how a home is held to that. */
package io.github.apim.manifest;
