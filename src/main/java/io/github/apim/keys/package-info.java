/** Keys, certificates and key stores, made for a deployment. */
package io.github.apim.keys;
