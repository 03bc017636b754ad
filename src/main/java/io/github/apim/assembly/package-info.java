/** From a deployment to tarballs: which nodes are planned, with which files, and where they are written. */
package io.github.apim.assembly;
