/** API Manager 3.x, of which a node is one deployment.toml (am-3). */
package io.github.apim.family.am3;
