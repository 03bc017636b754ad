/** What a node of a role must have: one class for each concern, laid over the pack in a fixed order. */
package io.github.apim.overlay;
