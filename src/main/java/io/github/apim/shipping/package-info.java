/** Brings tarballs to their machines over SSH, and installs them there. Only here is the SSH library seen. */
package io.github.apim.shipping;
