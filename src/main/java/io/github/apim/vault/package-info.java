/** Encrypts secrets with a node's key and keeps the ciphertexts from one build to the next. Knows no product. */
package io.github.apim.vault;
