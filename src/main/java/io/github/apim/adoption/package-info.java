/**
 * Deployments that were made by hand, read back: what their homes say becomes a descriptor, and what no descriptor can
 * say becomes edits and files of the user's. The judge is the plan itself: what the plugin would build is compared with
 * what is there.
 */
package io.github.apim.adoption;
