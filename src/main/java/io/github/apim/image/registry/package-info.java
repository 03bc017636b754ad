/** Images to and from registries; the only package that sees the library for that. */
package io.github.apim.image.registry;
