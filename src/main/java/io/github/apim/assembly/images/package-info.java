/** From planned nodes to container images: which file goes into which layer, and which into none. */
package io.github.apim.assembly.images;
