/** What a plan changes, compared with the pack or an earlier build, for people and for programs. */
package io.github.apim.assembly.diff;
