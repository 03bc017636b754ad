/** How a rule is written and run, and the rules that the descriptor alone decides. */
package io.github.apim.rules;
