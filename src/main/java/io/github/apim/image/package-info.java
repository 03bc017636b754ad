/**
 * OCI images made of layers that lie there as tar.gz already: configuration, manifest, layout. Knows neither products nor
 * Maven, and starts no container engine.
 */
package io.github.apim.image;
