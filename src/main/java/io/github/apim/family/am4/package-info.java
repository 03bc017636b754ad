/** API Manager 4.x, of which a node is one deployment.toml (am-4). */
package io.github.apim.family.am4;
