/** From deployment.yaml to a deployment: YAML, the shape of its keys, interpolation, and problems with their places. */
package io.github.apim.descriptor;
