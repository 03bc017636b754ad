/** The goals. A mojo reads its parameters and calls one thing; only here is Maven seen. */
package io.github.apim.maven;
