/** The rules that the planned files and the packs decide. */
package io.github.apim.assembly.rules;
