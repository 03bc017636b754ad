/** What the overlays and rules of several Carbon servers share. */
package io.github.apim.family.carbon;
