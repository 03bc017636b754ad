/** What follows from a deployment and the facts: who talks to whom, at which names and ports, in which start order. */
package io.github.apim.topology;
