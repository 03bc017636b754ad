/** Identity Server 5: overlays. */
package io.github.apim.family.is5;
