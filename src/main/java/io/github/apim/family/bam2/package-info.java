/** Business Activity Monitor 2: overlays and rules. */
package io.github.apim.family.bam2;
