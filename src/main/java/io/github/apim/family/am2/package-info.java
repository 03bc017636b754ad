/** API Manager 2.x: with traffic managers, which count API calls for all gateways. */
package io.github.apim.family.am2;
