/** All families of versions: which overlays and rules a node gets. */
package io.github.apim.family;
