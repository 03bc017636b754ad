/** The picture of a deployment: boxes, lines between them that cross little, and SVG of it. */
package io.github.apim.report.picture;
