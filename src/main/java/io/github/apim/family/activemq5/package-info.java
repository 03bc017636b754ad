/** Apache ActiveMQ 5: overlays. */
package io.github.apim.family.activemq5;
