/** Identity Server from 5.9.0 on, of which a node is one deployment.toml, as the API Manager's key manager (am-3 §11, am-4 §4.8). */
package io.github.apim.family.istoml;
