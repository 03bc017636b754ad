/** API Manager 1.x: overlays and rules. */
package io.github.apim.family.am1;
